"""全市总览: every federation against every indicator."""

from __future__ import annotations

from jiedui.reports.indicators import BY_KEY, OVERVIEW
from jiedui.site.pages.overview import units_in_words
from jiedui.struct import replace


def test_the_legend_names_the_unit_of_every_column_that_does_not_count_households(pages, source):
    legend = "单位：户；“累计”是户次，“需求未办结”、“符合未享受”、“疑似应享未享”是项，“隐患未消除”是处。"
    assert legend in source(pages, "overview")


def test_the_legend_follows_the_indicators():
    due, rate = BY_KEY["due"], BY_KEY["coverage"]
    assert units_in_words([due, rate]) == "户"
    persons = replace(BY_KEY["met"], unit="人", short="人数")
    assert units_in_words([persons, due, BY_KEY["running"], rate]) == "户；“人数”是人"


def test_the_legend_leaves_no_counting_column_out():
    words = units_in_words(OVERVIEW)
    assert [item.short for item in OVERVIEW if item.unit not in ("户", "%") and f"“{item.short}”" not in words] == []


def test_the_page_says_what_its_outline_holds(as_expected):
    as_expected("overview")
