"""变动台账: changes of pairings by quarter, federation and reason."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.site.build import pages_of
from jiedui.site.site import Site


@pytest.mark.parametrize("name", ["changes", "changes/2026Q3"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)


def test_a_day_of_the_past_tells_nothing_of_what_was_to_come(rich, rich_edition):
    # The last contact of the rich ledger is of 23 November; the hand-over of 1 December is told from then on.
    told = {day: Site(rich, day, rich_edition) for day in (date(2026, 11, 22), date(2026, 11, 23))}
    text = {
        day: next(page for page in pages_of(site) if page.path == "changes.md").view()["upcoming"].is_told
        for day, site in told.items()
    }
    assert list(text.values()) == [False, True]
    past = told[date(2026, 11, 22)]
    shown = past.render(next(page for page in pages_of(past) if page.path == "changes.md"))
    assert "这是以前某一天的页面" in shown
    assert "2026-12-01" not in shown
