"""The registry of indicators: what each is called, what it counts, and what it says where there is nothing."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from jiedui.reports.definition import Definition, Whose
from jiedui.reports.figures import Figures
from jiedui.reports.indicators import BY_KEY, BY_STAFF, INDICATORS, OVERVIEW, IndicatorKind

TODAY = date(2026, 11, 23)


def test_keys_titles_and_places_are_unambiguous() -> None:
    assert len(BY_KEY) == len(INDICATORS) == len({item.title for item in INDICATORS}) == 25
    assert [item.key for item in INDICATORS if not item.on_overview] == [
        "participation", "hard_share", "contact_rate", "over_limit", "undecided", "school", "able", "outings",
    ]  # fmt: skip
    assert tuple(item for item in INDICATORS if item.on_overview) == OVERVIEW


def test_shares_alone_have_a_denominator_and_percent() -> None:
    for item in INDICATORS:
        assert bool(item.denominator) == (item.kind is IndicatorKind.RATE) == (item.unit == "%"), item.key


def test_what_indicators_cite_is_in_the_policy(world: Any) -> None:
    policy = world.ledger().policy
    readings = {reading.id for reading in policy.readings}
    for item in INDICATORS:
        assert item.clause in policy.clauses, item.key
        assert set(item.readings) <= readings, item.key


def test_the_values_of_a_federation_are_those_counted_by_hand(quarter_world: Any) -> None:
    group = Figures(quarter_world.ledger(), TODAY).units["pingjiang"]
    assert {item.key: item.value(group) for item in INDICATORS} == {
        "roster": 2, "paired": 2, "coverage": 1, "participation": 1, "hard_share": None, "owed": 2, "have": 2, "gap": 0,
        "due": 2, "met": 0, "running": 2, "contact_rate": 0, "overdue_closed": 1,
        # Of 13 quarters that are over the first is exempt, 2026Q1 and Q2 are done; PJ-3333 has 2026Q3, too: 10 + 9.
        # The wheelchair for PJ-2222 was due on 2026-08-31, that for PJ-3333 may still come by 2026-12-31.
        "overdue_ever": 19, "intake": 0, "needs": 2, "risks": 0, "over_limit": 0, "hazards": 0, "benefits": 0,
        "suspects": 1, "undecided": 2, "school": 0, "able": 0, "outings": 2,
    }  # fmt: skip


def test_what_is_not_asked_for_yet_is_none(world: Any) -> None:
    first = Figures(world.ledger(), date(2023, 9, 1)).city
    assert {item.key for item in INDICATORS if item.value(first) is None} == {
        "coverage", "participation", "hard_share", "contact_rate", "overdue_closed",
    }  # fmt: skip


def test_each_says_for_whom_and_on_which_day_it_is_counted() -> None:
    whose = {kind: [item.key for item in INDICATORS if item.whose is kind] for kind in Whose}
    assert whose[Whose.RESIDENCE] == ["coverage"]
    assert whose[Whose.STAFF] == ["participation", "hard_share", "owed", "have", "gap"]
    assert whose[Whose.PERIOD] == ["due", "met", "running", "contact_rate", "overdue_closed", "overdue_ever", "outings"]
    assert len(whose[Whose.DAY]) == 25 - 1 - 5 - 7
    assert {item.day for item in INDICATORS} == {
        "统计日", "本季度，算到统计日", "最近结束的季度，结束以后算", "方案开始以来结束的各个季度，结束以后算",
        "今年，算到统计日",
    }  # fmt: skip
    assert [item.key for item in OVERVIEW if item not in BY_STAFF] == ["coverage"]
    assert BY_KEY["met"].definition == Definition(
        numerator="本季度已完成和补录的家庭", whose=Whose.PERIOD, day="本季度，算到统计日", clause="五(四)3",
        readings=("A-07", "A-08", "A-11", "A-12", "A-23", "A-27"),
    )  # fmt: skip


def test_a_figure_of_the_year_says_so_beside_those_of_the_day() -> None:
    of_the_year = {item.key: item.short for item in INDICATORS if item.day.startswith("今年")}
    assert of_the_year == {"outings": "今年未参加集体活动"}


def test_a_share_by_itself_has_one_decimal_and_a_count_its_unit() -> None:
    said = [("coverage", Fraction(1, 2)), ("coverage", 1), ("coverage", None), ("due", 3), ("gap", Fraction(3, 2))]
    assert [BY_KEY[key].with_unit(value) for key, value in said] == ["50.0%", "100.0%", "不计算", "3 户", "1.5 户"]


def test_without_limits_nothing_can_be_over_them(world: Any) -> None:
    del world.records["policy/service.yml"]
    assert BY_KEY["over_limit"].value(Figures(world.ledger(), TODAY).city) is None
