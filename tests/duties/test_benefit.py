"""How the policies stand on a day: what came with a hardship that has ended is to be checked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.duties.benefit import has_lost, states_on
from jiedui.model.catalogue import Benefit
from jiedui.model.household import Hardship, Household
from jiedui.model.policy import Policy
from jiedui.model.time import Span, day
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)
LOW = ("低保户", "单人户低保")


def home(world: Any, *spells: tuple[str, str, str], **benefits: str) -> Household:
    made = world.household("YYL-2222", members=[{**world.member(), "benefits": benefits}])
    return replace(made, hardships=tuple(Hardship(status, day(start), day(end)) for status, start, end in spells))


@pytest.mark.parametrize(
    ("spells", "expected"),
    [
        ([("低保户", "", "")], False),
        ([("低保户", "", "2026-11-23")], False),  # the last day is one of the spell
        ([("低保户", "", "2026-11-22")], True),
        ([("单人户低保", "", "2026-11-22")], True),
        ([("低保边缘户", "", "2026-11-22")], False),
        ([("低保户", "", "2026-05-31"), ("单人户低保", "2026-06-01", "")], False),
        ([("低保户", "", "2026-05-31"), ("低保边缘户", "2026-06-01", "")], True),
        ([("低保户", "", "2026-05-31"), ("低保户", "2026-11-24", "")], True),  # granted anew from tomorrow
        ([("低保边缘户", "", "2026-05-31"), ("低保户", "2026-06-01", "")], False),
        ([], False),
    ],
)
def test_a_hardship_is_lost_the_day_after_its_last(world: Any, spells: Any, expected: Any) -> None:
    assert has_lost(home(world, *spells), LOW, AS_OF) is expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [("已享受", "待核"), ("申请中", "待核"), ("符合未享受", "待核"), ("待核", "待核"), ("不符合", "不符合"),
     ("未通过", "未通过"), ("不愿", "不愿")],
)  # fmt: skip
def test_what_rests_on_a_lost_hardship_is_to_be_checked(world: Any, policy: Policy, state: str, expected: str) -> None:
    """低保 and 生活补贴 come with 低保; 护理补贴 goes by the grade alone."""
    names = ("dibao", "living_subsidy", "nursing_subsidy")
    lost = home(world, ("低保户", "", "2026-11-22"), **dict.fromkeys(names, state))
    found = states_on(lost, lost.members[0], policy, AS_OF)
    assert found == {"dibao": expected, "living_subsidy": expected, "nursing_subsidy": state}
    assert states_on(lost, lost.members[0], policy, date(2026, 11, 22)) == dict.fromkeys(names, state)


def test_a_policy_stands_within_its_days(world: Any, policy: Policy) -> None:
    known = home(world, ("低保户", "", ""), housing="已享受", dibao="已享受")
    (dated,) = (
        replace(item, span=Span(date(2024, 1, 1), date(2026, 11, 22)))
        for item in policy.benefits
        if item.key == "housing"
    )
    changed = replace(policy, benefits=(*(item for item in policy.benefits if item.key != "housing"), dated))
    member = known.members[0]
    days = (date(2023, 12, 31), date(2024, 1, 1), date(2026, 11, 22), date(2026, 11, 23))
    assert ["housing" in states_on(known, member, changed, when) for when in days] == [False, True, True, False]
    assert [dated in changed.benefits_on(when) for when in days] == [False, True, True, False]
    assert all(changed.has_benefit("dibao", when) for when in days)


def test_what_nobody_recorded_is_not_there_and_what_the_policy_does_not_list_stays(world: Any, policy: Policy) -> None:
    known = home(world, ("低保户", "", "2026-11-22"), dibao="已享受")
    listed: tuple[Benefit, ...] = ()
    assert states_on(known, known.members[0], policy, AS_OF) == {"dibao": "待核"}
    assert states_on(known, known.members[0], replace(policy, benefits=listed), AS_OF) == {"dibao": "已享受"}
