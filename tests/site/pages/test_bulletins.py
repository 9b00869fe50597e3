"""The pages of bulletins: a preview until the quarter is frozen, then the record as it was stored."""

from __future__ import annotations

from datetime import date

import pytest
from tests.ended import ended

from jiedui.model.time import Quarter
from jiedui.reports.bulletin.content import bulletin
from jiedui.reports.quarter_table import BY_STAFF, FIGURES
from jiedui.site.drawing.columns import ColumnKind
from jiedui.site.pages import bulletins
from jiedui.site.site import Site
from jiedui.struct import replace

COMMIT = "a" * 40


@pytest.fixture
def frozen_site(ledger, edition):
    """The small ledger with 2026Q3 frozen, of which one figure was another one then."""
    data = bulletin(ledger, Quarter(2026, 3), COMMIT).data()
    data["total"]["roster"] = 987
    kept = replace(ledger, bulletins={"2026Q3": data})
    return lambda day: Site(kept, day, edition)


def test_the_last_closed_quarter_is_a_preview(site):
    (issue,) = bulletins.issues(site)
    assert (str(issue.quarter), issue.frozen, issue.path) == ("2026Q3", False, "bulletins/2026Q3.html")
    assert "预览，未印发" in site.render(bulletins.pages(site)[1])


def test_a_frozen_bulletin_is_shown_as_it_was_stored(frozen_site):
    site = frozen_site(date(2026, 11, 23))
    (page,) = bulletins.pages(site)[1:]
    text = ended(site.render(page))
    assert "✓ 已冻结" in text
    assert "预览" not in text
    assert "<td>987</td>" in text
    assert COMMIT[:10] in text


def test_a_frozen_quarter_stands_below_the_next_preview(frozen_site):
    found = bulletins.issues(frozen_site(date(2027, 1, 5)))
    assert [(str(issue.quarter), issue.frozen) for issue in found] == [("2026Q4", False), ("2026Q3", True)]


def test_nothing_is_told_before_the_first_quarter_is_over(frozen_site):
    site = frozen_site(date(2023, 9, 15))
    assert bulletins.issues(site) == []
    assert "还没有结束的季度" in site.render(bulletins.pages(site)[0])


@pytest.mark.parametrize(("change", "mark"), [("+2.1", "↑"), ("-1", "↓"), ("0", "＝"), ("—", "")])
def test_the_trend_has_a_sign(change, mark):
    assert bulletins.trend(change).mark == mark


def test_a_change_that_cannot_be_reckoned_is_said_in_a_word(site):
    text = site.render(bulletins.pages(site)[1])
    assert '<span class="jd-n none">不计算</span>' in text
    assert "－" not in text


@pytest.mark.parametrize("name", ["bulletins", "bulletins/2026Q2", "bulletins/2026Q3"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)


def test_the_three_tables_hold_every_figure_once_and_none_is_wide():
    found = bulletins.tables(FIGURES)
    assert [figure for part in found for figure in part.figures] == list(FIGURES)
    assert [len(part.figures) for part in found] == [8, 8, 11]
    assert [figure for part in bulletins.tables(BY_STAFF) for figure in part.figures] == list(BY_STAFF)


def test_figures_of_several_groups_stand_under_them_and_those_of_one_do_not():
    paired, contact, _ = bulletins.tables(FIGURES)
    head, roster, *_ = paired.columns("单位")
    assert (head.title, head.kind, head.band) == ("单位", ColumnKind.TEXT, "")
    assert (roster.title, roster.kind, roster.band, roster.note) == ("名册", ColumnKind.NUMBER, "结对", "摸底名册户数")
    assert {column.band for column in contact.columns("单位")} == {""}
