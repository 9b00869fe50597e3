"""The digest of a week: whose duties are told, how far ahead, and never a name. Counted by hand in a small world."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.reports.deadlines import Deadlines
from jiedui.reports.digest import AHEAD, Digest, UnitDigest
from jiedui.reports.figures import Figures
from jiedui.reports.severity import DutySeverity, grouped

CITY, YYL, PJ = "city", "yueyanglou", "pingjiang"
GRAVE, LATE, SOON, LATER = DutySeverity


def unit(world: Any, when: date, name: str = PJ) -> UnitDigest:
    return next(item for item in Digest(world.ledger(), when).units if item.unit == name)


def told(found: UnitDigest) -> dict[DutySeverity, list[str]]:
    return {group.severity: [batch.title for batch in group.told] for group in found.groups}


def test_what_is_late_is_told_and_what_is_far_ahead_only_counted(quarter_world: Any) -> None:
    """On 2026-10-25 PJ-2222 has missed 2026Q3, and a promise of 08-31; all else is for 12-31.

    For then are the contact and the outing of two households each, a promise, and the report to the party group.
    """
    found = unit(quarter_world, date(2026, 10, 25))
    assert told(found) == {GRAVE: ["2026年第三季度没有完成联系：1 户", "办好答应的措施：1 户"], LATER: []}
    assert [found.count(severity) for severity in DutySeverity] == [2, 0, 0, 6]


def test_the_digest_looks_two_weeks_ahead_and_the_day_at_its_end_is_told(quarter_world: Any) -> None:
    assert AHEAD.days == 14
    before, then = (unit(quarter_world, date(2026, 12, day)) for day in (16, 17))
    assert (before.count(SOON), told(before)[SOON]) == (6, [])
    assert told(then)[SOON] == [
        "2026年第四季度还没有联系：2 户",
        "办好答应的措施：1 户",
        "带出家门参加集体活动：2 户",
        "党组听取结对帮扶工作汇报（2026年下半年）",
    ]
    group = next(group for group in then.groups if group.severity is SOON)
    assert (group.count, group.told_count) == (6, 6)


def test_the_counts_are_those_of_the_page_of_what_is_due(quarter_world: Any) -> None:
    ledger, when = quarter_world.ledger(), date(2026, 12, 5)
    figures = Figures(ledger, when)
    page = Deadlines(figures).by_unit
    digest = Digest(ledger, when)
    assert [item.unit for item in digest.units] == list(page) == [CITY, YYL, PJ]
    for item in digest.units:
        groups = {group.severity: len(group.items) for group in grouped(page[item.unit], when, figures.digest)}
        assert {severity: item.count(severity) for severity in DutySeverity if item.count(severity)} == groups


def test_duties_of_one_kind_stand_together_the_earliest_first(world: Any) -> None:
    world.helper("PJ-B-2222", PJ)
    for number, due in enumerate(("2026-06-30", "2026-05-31"), 2):
        need = world.need(1, "2026-03-01", world.measure("2026-03-02", due))
        world.household(f"PJ-{number}222", world.pairing("PJ-B-2222"), unit=PJ, needs=[need])
    found = unit(world, date(2026, 8, 3))
    promises = next(batch for group in found.groups for batch in group.told if batch.title.startswith("办好答应的措施"))
    assert promises.households == ("PJ-3222", "PJ-2222")
    assert promises.on == date(2026, 5, 31)


def test_what_stands_open_without_a_day_is_told_beside_it(quarter_world: Any) -> None:
    found = unit(quarter_world, date(2026, 10, 25), CITY)
    assert [(line.key, line.text, line.clause) for line in found.undated] == [
        ("gap", "1 名帮扶责任人还差 1 户。", "五(二)1")
    ]
    quarter_world.household("PJ-4444", unit=PJ)
    found = unit(quarter_world, date(2026, 10, 25))
    assert [(line.key, line.clause) for line in found.undated] == [("unpaired", "三(二)"), ("suspects", "四(三)3")]


def test_changes_at_hand_are_told_up_to_the_end_of_two_weeks(quarter_world: Any) -> None:
    spell = {"end_reason": "岗位调整"}
    old = quarter_world.pairing("PJ-B-2222", end="2026-11-07", **spell)
    quarter_world.household("PJ-2222", old, quarter_world.pairing("PJ-B-3333", "2026-11-08"), unit=PJ)
    assert unit(quarter_world, date(2026, 10, 24)).upcoming == ()
    found = unit(quarter_world, date(2026, 10, 25)).upcoming
    assert [(item.on, item.what, item.helpers) for item in found] == [
        (date(2026, 11, 8), "换人", ("PJ-B-2222", "PJ-B-3333"))
    ]


@pytest.mark.parametrize("when", [date(2026, 10, 25), date(2026, 12, 20)])
def test_a_federation_without_anything_to_tell_is_quiet(quarter_world: Any, when: date) -> None:
    assert unit(quarter_world, date(2026, 10, 25), YYL).is_quiet
    assert not unit(quarter_world, when).is_quiet


def test_after_the_programme_nothing_is_due(quarter_world: Any) -> None:
    digest = Digest(quarter_world.ledger(), date(2029, 1, 1))
    assert digest.figures.is_over
    assert [item.count(severity) for item in digest.units for severity in DutySeverity] == [0] * 12


def test_the_shipped_ledger_has_what_its_page_has(shipped_ledger: Ledger) -> None:
    digest = Digest(shipped_ledger, date(2026, 11, 23))
    assert len(digest.units) == 14
    assert [sum(item.count(severity) for item in digest.units) for severity in DutySeverity] == [42, 13, 13, 104]
