"""F1 quota: what each office owes, what counts, and the graces, with numbers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from jiedui.duties.quota import quota_line, short_since
from jiedui.model.policy import Raise

LATER = date(2026, 11, 23)
SECTION = {"body": "市残联机关", "department": "办公室", "post": "科长", "post_level": "乡科级正职"}
CHAIR = {"body": "市级专门协会", "department": "市盲人协会", "post": "主席"}


def line(world, helper: str = "A", when: date = LATER):
    return quota_line(world.ledger, world.ledger.helpers[helper], when)


@pytest.mark.parametrize(
    ("role", "need", "requirement"),
    [
        ({"body": "市残联机关", "post": "理事长", "post_level": "县处级正职"}, 4, "R-060"),
        ({"body": "市残联机关", "post": "干部", "rank": "四级调研员"}, 4, "R-060"),
        ({"body": "市残联机关", "post": "干部", "rank": "二级巡视员"}, 4, "R-060"),
        ({"body": "市残联机关", "post": "科长", "post_level": "乡科级正职", "rank": "二级调研员"}, 4, "R-060"),
        ({"body": "市残联机关", "post": "副理事长", "post_level": "县处级副职", "tenure": "兼职"}, 4, "R-060"),
        ({"body": "市残联直属单位", "post": "主任", "rank": "管理岗七级"}, 2, "R-061"),
        ({"body": "市残联机关", "post": "干部", "rank": "四级主任科员"}, 2, "R-061"),
        ({"body": "市残联机关", "post": "副科长", "post_level": "乡科级副职", "tenure": "挂职"}, 2, "R-061"),
        ({"body": "市残联机关", "post": "干部", "rank": "一级科员"}, 1, "R-062"),
        ({"body": "市残联直属单位", "post": "职工", "rank": "工勤技能岗"}, 1, "R-062"),
        ({"body": "市残联机关", "post": "干部"}, 1, "R-062"),
        ({"body": "县级残联", "post": "理事长", "post_level": "乡科级正职"}, 1, "R-063"),
        ({"body": "乡镇(街道)残联", "post": "专职委员"}, 1, "R-063"),
        ({"body": "市级专门协会", "post": "主席"}, 1, "R-064"),
        ({"body": "县级专门协会", "post": "主席"}, 1, "R-064"),
        ({"body": "县级专门协会", "post": "副主席"}, 0, "R-065"),
        ({"body": "村(社区)残协", "post": "专职委员"}, 0, "R-066"),
        ({"body": "社会力量", "post": "志愿者"}, 0, "R-067"),
    ],
)
def test_what_each_office_owes(world, role, need, requirement):
    world.helper("A", {"department": "办公室", **role})
    found = line(world)
    assert (found.need, found.main.quota.requirement) == (need, requirement)


def test_a_seconded_section_post_owes_two_and_is_marked_doubtful(world):
    world.helper("A", {**SECTION, "tenure": "挂职"})
    assert (line(world).need, line(world).main.doubtful) == (2, True)


def test_two_roles_owe_the_higher_number_not_the_sum(world):
    world.helper("A", SECTION, CHAIR)
    assert line(world).need == 2


def test_the_reading_of_two_roles_can_be_the_sum(world, policy):
    world.ledger.policy = replace(policy, settings=replace(policy.settings, multi_role="相加"))
    world.helper("A", SECTION, CHAIR)
    assert line(world).need == 3


def test_have_counts_households_in_charge_not_persons_and_not_assistance(world):
    world.helper("A", SECTION)
    world.household("YYL-2222", world.pairing("A", "2024-01-01"), members=[world.member(), world.member("m2")])
    world.household("YYL-3333", world.pairing("A", "2024-01-01", role="协助"))
    found = line(world)
    assert (found.need, found.have, found.gap, found.state.value) == (2, 1, 1, "欠户")
    assert found.households == ("YYL-2222",)


@pytest.mark.parametrize(("shared", "have"), [("只计主责", 1), ("都计", 2), ("平分", Fraction(3, 2))])
def test_readings_of_a_shared_household(world, policy, shared, have):
    world.ledger.policy = replace(policy, settings=replace(policy.settings, shared=shared))
    world.helper("A", SECTION)
    world.helper("B")
    world.household("YYL-2222", world.pairing("A", "2024-01-01"))
    world.household("YYL-3333", world.pairing("B", "2024-01-01"), world.pairing("A", "2024-01-01", role="协助"))
    assert line(world).have == have


def test_promotion_on_day_1_and_on_day_61(world):
    clerk = {"body": "市残联机关", "department": "办公室", "post": "干部", "to": "2026-05-31", "end_reason": "职务变化"}
    world.helper("A", clerk, {**SECTION, "from": "2026-06-01"})
    world.household("YYL-2222", world.pairing("A", "2024-01-01"))
    first, sixtieth, sixty_first = (
        line(world, when=day) for day in map(date.fromisoformat, ("2026-06-01", "2026-07-30", "2026-07-31"))
    )
    assert (first.need, first.owed, first.gap, first.state.value) == (2, 1, 0, "宽限期")
    assert (sixtieth.gap, sixtieth.grace_until) == (0, date(2026, 7, 30))
    assert (sixty_first.owed, sixty_first.gap, sixty_first.state.value) == (2, 1, "欠户")


def test_a_new_hire_owes_nothing_for_60_days(world):
    world.helper("A", {"body": "县级残联", "department": "办公室", "post": "干事", "from": "2026-10-01"})
    assert line(world, when=date(2026, 11, 29)).state.value == "宽限期"
    assert line(world, when=date(2026, 11, 30)).gap == 1


def test_a_household_that_drops_out_gives_60_days_to_pair_anew(world):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2024-01-01", "2026-03-01", "去世"))
    assert line(world, when=date(2026, 3, 1)).have == 1
    assert line(world, when=date(2026, 3, 2)).state.value == "宽限期"
    assert line(world, when=date(2026, 4, 30)).grace_until == date(2026, 4, 30)
    assert line(world, when=date(2026, 5, 1)).gap == 1


def test_a_household_handed_over_gives_no_grace(world):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2024-01-01", "2026-03-01", "岗位调整"))
    assert line(world, when=date(2026, 3, 2)).gap == 1


def test_one_grace_hides_one_household_only(world):
    world.helper("A", SECTION)
    world.household("YYL-2222", world.pairing("A", "2024-01-01", "2026-03-01", "脱困"))
    assert line(world, when=date(2026, 3, 2)).gap == 1


def test_a_county_may_raise_its_number(world, policy):
    world.ledger.policy = replace(policy, raises=(Raise("yueyanglou", 2, date(2025, 1, 1)),))
    world.helper("A")
    world.helper("V", {"body": "村(社区)残协", "department": "示例村残协", "post": "专职委员"})
    assert line(world, when=date(2024, 12, 31)).need == 1
    assert line(world, when=date(2025, 1, 1)).need == 2
    assert line(world, "V").need == 0


def test_one_who_has_left_owes_nothing(world):
    world.helper("A", {**SECTION, "to": "2025-12-31", "end_reason": "退休离岗"})
    found = line(world)
    assert (found.need, found.gap, found.state.value) == (0, 0, "已离岗")


def test_since_when_a_helper_is_short(world):
    # Owes 2 from 2020; one household from 2024, lost on 1 March 2026; the grace for it ends on 30 April.
    world.helper("A", SECTION)
    world.household("YYL-2222", world.pairing("A", "2024-01-01"))
    world.household("YYL-3333", world.pairing("A", "2024-01-01", "2026-03-01", "脱困"))
    assert short_since(world.ledger, world.ledger.helpers["A"], LATER) == date(2026, 5, 1)
    assert short_since(world.ledger, world.ledger.helpers["A"], date(2026, 4, 30)) is None
