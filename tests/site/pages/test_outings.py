"""每年集体活动: units by years, and who has not yet taken part."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jiedui.model.household import Outing
from jiedui.model.time import Span
from jiedui.site.pages.outings import pages, view
from jiedui.site.site import Site
from jiedui.struct import replace

if TYPE_CHECKING:
    from jiedui.model.ledger import Ledger
    from jiedui.site.edition import Edition


@pytest.mark.parametrize("name", ["outings"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)


def test_who_took_part_in_a_short_pairing_stands_beside_the_figures(ledger: Ledger, edition: Edition) -> None:
    """A-18: 示例寅 went in 2026 and was paired for 44 days of it, from 18 November on: neither due nor done."""
    home = ledger.households["PJ-2222"]
    (spell,) = home.pairings
    went = Outing(home.head.id, date(2026, 11, 20), "看一次电影", "")
    short = replace(home, pairings=(replace(spell, span=Span(date(2026, 11, 18))),), outings=(went,))
    site = Site(replace(ledger, households=ledger.households | {home.id: short}), date(2026, 11, 23), edition)
    found = view(site)
    now = found["counts"]["pingjiang"][-1]
    assert (now["beside"], now["不计"], now["all"], found["beside"]) == (1, 1, 1, True)
    (page,) = pages(site)
    text = site.render(page)
    assert "0／1 <small>另 1 人</small>" in text
    assert "1／2 <small>另 1 人</small>" in text  # the city, with 岳阳楼区 1／1
    assert "“另几人”是本年结对不满 183 天也参加了的人" in text


def test_nobody_beside_the_figures_is_not_spoken_of(site: Site) -> None:
    (page,) = pages(site)
    text = site.render(page)
    assert "<small>另" not in text
    assert "另几人" not in text
