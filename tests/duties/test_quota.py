"""F1 quota: what each office owes, what counts, and the graces, with numbers worked out by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jiedui.duties.owed import Owed
from jiedui.duties.quota import (
    GraceReason,
    QuotaChange,
    QuotaLine,
    QuotaState,
    quota_line,
    short_since,
)
from jiedui.model.quota import Raise
from jiedui.model.time import Span
from jiedui.struct import replace

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
    world.ledger.policy = replace(policy, raises=(Raise("yueyanglou", 2, Span(date(2025, 1, 1))),))
    world.helper("A")
    world.helper("V", {"body": "村(社区)残协", "department": "示例村残协", "post": "专职委员"})
    assert line(world, when=date(2024, 12, 31)).need == 1
    assert line(world, when=date(2025, 1, 1)).need == 2
    assert line(world, "V").need == 0


def test_a_raise_ends_on_its_last_day(world, policy):
    raised = Raise("yueyanglou", 2, Span(date(2025, 1, 1), date(2025, 12, 31)))
    world.ledger.policy = replace(policy, raises=(raised,))
    helper = world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2024-01-01"))
    assert [line(world, when=day).need for day in (date(2025, 12, 31), date(2026, 1, 1))] == [2, 1]
    assert short_since(world.ledger, helper, date(2025, 12, 31)) == date(2025, 3, 2)
    assert short_since(world.ledger, helper, date(2026, 1, 1)) is None


def test_one_who_has_left_owes_nothing(world):
    world.helper("A", {**SECTION, "to": "2025-12-31", "end_reason": "退休离岗"})
    found = line(world)
    assert (found.need, found.gap, found.state.value) == (0, 0, "已离岗")


def test_who_is_recorded_ahead_of_the_first_office_has_not_left_but_is_yet_to_come(world):
    world.helper("A", {**SECTION, "from": "2026-12-01"})
    before, first = line(world, when=date(2026, 11, 30)), line(world, when=date(2026, 12, 1))
    assert (before.state.value, before.state.in_office, before.gap) == ("未到岗", False, 0)
    assert first.state.in_office


def test_between_two_offices_one_has_left(world):
    world.helper("A", {**SECTION, "to": "2026-06-30"}, {**SECTION, "from": "2026-12-01"})
    assert line(world, when=date(2026, 11, 30)).state.value == "已离岗"


def test_since_when_a_helper_is_short(world):
    # Owes 2 from 2020; one household from 2024, lost on 1 March 2026; the grace for it ends on 30 April.
    world.helper("A", SECTION)
    world.household("YYL-2222", world.pairing("A", "2024-01-01"))
    world.household("YYL-3333", world.pairing("A", "2024-01-01", "2026-03-01", "脱困"))
    assert short_since(world.ledger, world.ledger.helpers["A"], LATER) == date(2026, 5, 1)
    assert short_since(world.ledger, world.ledger.helpers["A"], date(2026, 4, 30)) is None


def test_in_an_office_that_no_quota_speaks_of_one_is_free(world):
    world.helper("A", {"body": "别的单位", "department": "办公室", "post": "干部"})
    assert line(world).state is QuotaState.FREE


# The whole line


def test_a_line_in_full(world, policy):
    world.helper("A", SECTION, CHAIR)
    world.household("YYL-3333", world.pairing("A", "2024-01-01"))
    world.household("YYL-2222", world.pairing("A", "2024-01-01"))
    world.household("YYL-4444", world.pairing("A", "2024-01-01", "2026-11-22", "脱困"))
    rows = {row.id: row for row in policy.quotas}
    section, chair = (Owed(rows["city_section"], 2, "科级"), Owed(rows["association_chair"], 1, "其他干部职工"))
    assert line(world) == QuotaLine(
        helper="A",
        day=LATER,
        owed_by=(section, chair),
        need=2,
        owed=2,
        have=Fraction(2),
        gap=Fraction(0),
        state=QuotaState.MET,
        grace_until=None,
        households=("YYL-2222", "YYL-3333"),
        change=None,
        grace_reason=None,
    )
    assert line(world).main == section


def test_more_than_owed_is_no_negative_gap(world):
    world.helper("A")
    for household in ("YYL-2222", "YYL-3333"):
        world.household(household, world.pairing("A", "2024-01-01"))
    assert (line(world).have, line(world).gap, line(world).state.value) == (2, 0, "达标")


def test_who_owes_nothing_is_free_and_no_office_decides(world):
    world.helper("V", {"body": "村(社区)残协", "department": "示例村残协", "post": "专职委员"})
    world.household("YYL-2222", world.pairing("V", "2024-01-01"))
    found = line(world, "V")
    assert (found.have, found.gap, found.state.value) == (1, 0, "不作要求")
    world.helper("G", {**SECTION, "to": "2025-12-31", "end_reason": "退休离岗"})
    assert line(world, "G").main is None
    assert line(world, "G", date(2025, 12, 31)).state is QuotaState.SHORT


# Readings of a shared household


def test_a_household_is_split_among_persons_not_spells(world, policy):
    world.ledger.policy = replace(policy, settings=replace(policy.settings, shared="平分"))
    world.helper("A", SECTION)
    spells = (
        world.pairing("A", "2024-01-01"),
        world.pairing("A", "2025-01-01", role="协助"),
        world.pairing("B", "2024-01-01"),
    )
    world.household("YYL-2222", *spells)
    world.household("YYL-3333", *(world.pairing(helper, "2024-01-01", role="协助") for helper in "ABC"))
    assert (line(world).have, line(world).gap) == (Fraction(5, 6), Fraction(7, 6))
    assert line(world).households == ("YYL-2222", "YYL-3333")


def test_a_grace_hides_also_half_a_household(world, policy):
    world.ledger.policy = replace(policy, settings=replace(policy.settings, shared="平分"))
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2024-01-01"), world.pairing("B", "2024-01-01", role="协助"))
    world.household("YYL-3333", world.pairing("A", "2024-01-01", "2026-11-20", "脱困"))
    found = line(world)
    assert (found.have, found.gap, found.state.value) == (Fraction(1, 2), 0, "宽限期")
    assert found.grace_until == date(2027, 1, 19)


# Two of a thing at once


def test_two_households_lost_are_two_graces(world):
    world.helper("A", SECTION)
    world.household("YYL-2222", world.pairing("A", "2024-01-01", "2026-03-01", "脱困"))
    world.household("YYL-3333", world.pairing("A", "2024-01-01", "2026-03-20", "去世"))
    told = [
        (found.gap, found.state.value, found.grace_until)
        for found in (line(world, when=date.fromisoformat(day)) for day in ("2026-04-30", "2026-05-01", "2026-05-20"))
    ]
    first, second = date(2026, 4, 30), date(2026, 5, 19)
    assert told == [(0, "宽限期", first), (1, "欠户", second), (2, "欠户", None)]


def test_of_two_losses_the_later_grace_hides_the_one_that_is_lacking(world):
    world.helper("A", SECTION)
    world.household("YYL-2222", world.pairing("A", "2024-01-01", "2026-03-01", "脱困"))
    world.household("YYL-3333", world.pairing("A", "2024-01-01", "2026-03-20", "去世"))
    world.household("YYL-4444", world.pairing("A", "2024-01-01"))
    assert line(world, when=date(2026, 4, 1)).grace_until == date(2026, 5, 19)


def test_each_of_two_new_offices_has_its_own_grace(world, policy):
    world.ledger.policy = replace(policy, settings=replace(policy.settings, multi_role="相加"))
    world.helper("A", {**SECTION, "from": "2026-06-01"}, {**CHAIR, "from": "2026-06-20"})
    told = [
        (found.need, found.owed, found.gap, found.grace_until)
        for found in (line(world, when=date.fromisoformat(day)) for day in ("2026-07-30", "2026-07-31", "2026-08-19"))
    ]
    # A day is told until which the gap stays as it is: the first grace ends on 30 July, the second on 18 August.
    first, second = date(2026, 7, 30), date(2026, 8, 18)
    assert told == [(3, 0, 0, first), (3, 2, 2, second), (3, 3, 3, None)]


def test_of_two_graces_the_first_to_end_is_told(world):
    clerk = {"body": "市残联机关", "department": "办公室", "post": "干部", "to": "2026-05-31", "end_reason": "职务变化"}
    world.helper("A", clerk, {**SECTION, "from": "2026-06-01"})
    world.household("YYL-2222", world.pairing("A", "2024-01-01", "2026-06-10", "脱困"))
    found = line(world, when=date(2026, 6, 15))
    assert (found.need, found.owed, found.have, found.gap) == (2, 1, 0, 0)
    assert found.grace_until == date(2026, 7, 30)


# What gives no grace


def test_a_promotion_of_one_who_has_enough_hides_nothing(world):
    clerk = {"body": "市残联机关", "department": "办公室", "post": "干部", "to": "2026-05-31", "end_reason": "职务变化"}
    world.helper("A", clerk, {**SECTION, "from": "2026-06-01"})
    for household in ("YYL-2222", "YYL-3333"):
        world.household(household, world.pairing("A", "2024-01-01"))
    found = line(world, when=date(2026, 6, 1))
    assert (found.owed, found.state.value, found.grace_until) == (1, "达标", None)


def test_a_lower_office_counts_at_once(world):
    clerk = {"body": "市残联机关", "department": "办公室", "post": "干部", "from": "2026-06-01"}
    world.helper("A", {**SECTION, "to": "2026-05-31", "end_reason": "职务变化"}, clerk)
    assert [line(world, when=day).owed for day in (date(2026, 5, 31), date(2026, 6, 1))] == [2, 1]


@pytest.mark.parametrize(
    "spells",
    [
        [("A", "2026-03-01", "岗位调整", "主责")],
        [("A", "2026-03-01", "去世", "协助")],
        [("B", "2026-03-01", "去世", "主责"), ("A", "", "", "协助")],
    ],
)
def test_only_the_loss_of_ones_own_household_gives_a_grace(world, spells):
    world.helper("A")
    pairings = [world.pairing(helper, "2024-01-01", end, reason, role) for helper, end, reason, role in spells]
    world.household("YYL-2222", *pairings)
    found = line(world, when=date(2026, 3, 2))
    assert (found.gap, found.grace_until) == (1, None)


def test_a_household_paired_again_gives_no_grace_for_another(world):
    world.helper("A", SECTION)
    world.household(
        "YYL-2222", world.pairing("A", "2024-01-01", "2026-03-01", "失联"), world.pairing("A", "2026-03-10")
    )
    assert [line(world, when=day).gap for day in (date(2026, 3, 9), date(2026, 3, 10))] == [1, 1]
    assert line(world, when=date(2026, 3, 10)).grace_until is None


# A grace that was used


def of_day(world, text: str) -> tuple[Fraction, date | None, date | None]:
    """Return the gap of a day, the last day of the grace that hides some of it, and since when it is open."""
    when = date.fromisoformat(text)
    found = line(world, when=when)
    return found.gap, found.grace_until, short_since(world.ledger, world.ledger.helpers["A"], when)


def test_a_household_paired_after_a_loss_uses_up_its_grace(world):
    """Owes 2: one dies on 1 March, another comes on 10 March; one is handed over on the 20th, so 1 of 2 is lacking."""
    world.helper("A", SECTION)
    world.household("YYL-2222", world.pairing("A", "2023-09-01", "2026-03-01", "去世"))
    world.household("YYL-3333", world.pairing("A", "2023-09-01", "2026-03-20", "岗位调整"))
    world.household("YYL-4444", world.pairing("A", "2026-03-10"))
    assert of_day(world, "2026-03-09") == (0, date(2026, 4, 30), None)
    assert of_day(world, "2026-03-20") == (0, None, None)
    assert of_day(world, "2026-03-21") == (1, None, date(2026, 3, 21))


def test_an_old_gap_stays_open_when_a_later_loss_is_replaced(world):
    """Owes 2 and never had more than 1: lost on 1 March and replaced on the 10th, it lacks the other all the time."""
    world.helper("A", SECTION)
    world.household("YYL-2222", world.pairing("A", "2023-09-01", "2026-03-01", "去世"))
    world.household("YYL-3333", world.pairing("A", "2026-03-10"))
    begin = date(2023, 9, 1)
    assert of_day(world, "2026-03-01") == (1, None, begin)
    assert of_day(world, "2026-03-02") == (1, date(2026, 4, 30), begin)
    assert of_day(world, "2026-03-10") == of_day(world, "2026-04-30") == (1, None, begin)


def test_of_two_losses_the_older_one_is_replaced_first(world):
    """Lost on 1 and on 20 March, one came on 25 March: the grace of the second loss runs to 19 May."""
    world.helper("A", SECTION)
    world.household("YYL-2222", world.pairing("A", "2023-09-01", "2026-03-01", "去世"))
    world.household("YYL-3333", world.pairing("A", "2023-09-01", "2026-03-20", "去世"))
    world.household("YYL-4444", world.pairing("A", "2026-03-25"))
    second = date(2026, 5, 19)
    assert [of_day(world, day)[:2] for day in ("2026-03-24", "2026-03-25")] == [(0, date(2026, 4, 30)), (0, second)]
    assert of_day(world, "2026-05-19") == (0, second, None)
    assert of_day(world, "2026-05-20") == (1, None, date(2026, 5, 20))


def test_two_households_replace_two_losses_of_a_day(world):
    world.helper("A", SECTION)
    for household in ("YYL-2222", "YYL-3333"):
        world.household(household, world.pairing("A", "2023-09-01", "2026-03-01", "去世"))
    world.household("YYL-4444", world.pairing("A", "2026-03-05"))
    world.household("YYL-5555", world.pairing("A", "2026-03-06", "2026-03-31", "岗位调整"))
    told = [of_day(world, day)[0] for day in ("2026-03-02", "2026-03-05", "2026-03-06", "2026-04-01")]
    assert told == [0, 0, 0, 1]


@pytest.mark.parametrize(("start", "gap"), [("2026-03-01", 0), ("2026-03-02", 1)])
def test_a_household_that_came_before_the_loss_was_over_replaces_nothing(world, start, gap):
    world.helper("A", SECTION)
    world.household("YYL-2222", world.pairing("A", "2023-09-01", "2026-03-01", "去世"))
    world.household("YYL-3333", world.pairing("A", "2023-09-01", "2026-03-20", "岗位调整"))
    world.household("YYL-4444", world.pairing("A", start))
    assert of_day(world, "2026-03-21")[0] == gap


@pytest.mark.parametrize(("start", "gap"), [("2026-04-30", 0), ("2026-05-01", 1)])
def test_a_loss_can_be_replaced_to_the_last_day_of_its_grace(world, start, gap):
    """Lost on 1 March and on 20 April: who comes on 30 April replaces the first, who comes on 1 May the second."""
    world.helper("A", SECTION)
    world.household("YYL-2222", world.pairing("A", "2023-09-01", "2026-03-01", "去世"))
    world.household("YYL-3333", world.pairing("A", "2023-09-01", "2026-04-20", "去世"))
    world.household("YYL-4444", world.pairing("A", start))
    assert of_day(world, "2026-05-01")[0] == gap


def test_a_spell_that_goes_on_in_another_is_neither_lost_nor_new(world):
    world.helper("A", SECTION)
    world.household("YYL-2222", world.pairing("A", "2023-09-01", "2026-03-01", "去世"))
    seam = (world.pairing("A", "2023-09-01", "2026-03-09", "其他"), world.pairing("A", "2026-03-10"))
    world.household("YYL-3333", *seam)
    assert of_day(world, "2026-03-10") == (0, date(2026, 4, 30), None)
    assert of_day(world, "2026-05-01") == (1, None, date(2026, 5, 1))


def test_who_takes_charge_of_a_household_that_he_assisted_has_one_more(world, policy):
    """Under the reading that assistance counts, it was counted before; so the loss is not replaced, and hides 1."""
    world.helper("A", SECTION)
    world.household("YYL-2222", world.pairing("A", "2023-09-01", "2026-03-01", "去世"))
    assisted = world.pairing("A", "2023-09-01", "2026-03-09", "岗位调整", "协助")
    world.household("YYL-3333", assisted, world.pairing("A", "2026-03-10"))
    assert of_day(world, "2026-03-10") == (1, None, date(2023, 9, 1))
    world.ledger.policy = replace(policy, settings=replace(policy.settings, shared="都计"))
    assert of_day(world, "2026-03-10") == (0, date(2026, 4, 30), None)


# Since when


def test_a_gap_can_begin_when_the_grace_of_a_new_rule_is_over(world, policy):
    """January has 31 days and February of 2025 has 28: the 60th day is 1 March."""
    old = next(row for row in policy.quotas if row.id == "county_township")
    rows = (
        replace(old, span=Span(date(2023, 9, 1), date(2024, 12, 31))),
        replace(old, span=Span(date(2025, 1, 1)), need=2),
    )
    world.ledger.policy = replace(policy, quotas=rows)
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2023-09-01"))
    assert of_day(world, "2024-12-31") == (0, None, None)
    assert of_day(world, "2025-03-01") == (0, date(2025, 3, 1), None)
    assert of_day(world, "2026-11-23") == (1, None, date(2025, 3, 2))


def test_a_gap_dates_from_the_programme_a_raise_or_the_end_of_a_grace(world, policy):
    helper = world.helper("A")
    assert short_since(world.ledger, helper, LATER) == date(2023, 9, 1)
    world.household("YYL-2222", world.pairing("A", "2023-09-01"))
    assert short_since(world.ledger, helper, LATER) is None
    world.ledger.policy = replace(policy, raises=(Raise("yueyanglou", 2, Span(date(2025, 3, 5))),))
    assert short_since(world.ledger, helper, LATER) == date(2025, 5, 4)
    new = world.helper("B", {"body": "县级残联", "department": "办公室", "post": "干事", "from": "2026-06-01"})
    assert short_since(world.ledger, new, LATER) == date(2026, 7, 31)


def test_a_gap_that_was_closed_once_dates_from_its_second_opening(world):
    helper = world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2024-01-01", "2025-06-30", "岗位调整"))
    assert short_since(world.ledger, helper, date(2023, 12, 31)) == date(2023, 9, 1)
    assert short_since(world.ledger, helper, date(2025, 6, 30)) is None
    assert short_since(world.ledger, helper, date(2025, 7, 1)) == date(2025, 7, 1)
    assert short_since(world.ledger, helper, LATER) == date(2025, 7, 1)


def test_one_who_comes_back_to_office_is_short_anew(world):
    clerk = {"body": "县级残联", "department": "办公室", "post": "干事"}
    first = {**clerk, "to": "2024-12-31", "end_reason": "岗位调整"}
    helper = world.helper("A", first, {**clerk, "from": "2025-06-01"})
    assert short_since(world.ledger, helper, date(2024, 12, 31)) == date(2023, 9, 1)
    assert short_since(world.ledger, helper, LATER) == date(2025, 7, 31)


def test_a_second_office_that_asks_for_less_prolongs_no_grace(world):
    """Promoted from 1 to 2 on 1 January, he counts 1 for 60 days, until 29 February; the chair of 1 February asks for
    1 and changes nothing.
    """
    staff = {"body": "市残联机关", "department": "办公室", "post": "干部", "from": "2020-01-01", "to": "2023-12-31"}
    world.helper("A", staff, {**SECTION, "from": "2024-01-01"}, {**CHAIR, "from": "2024-02-01"})
    world.household("YYL-2222", world.pairing("A", "2023-09-15"))
    found = line(world, when=date(2024, 2, 29))
    assert (found.need, found.owed, found.gap, found.grace_until) == (2, 1, 0, date(2024, 2, 29))
    after = line(world, when=date(2024, 3, 1))
    assert (after.need, after.owed, after.gap, after.grace_until) == (2, 2, 1, None)


def test_a_promotion_soon_after_a_fall_has_its_grace(world):
    """From 处级 (4) he falls to a chair (1) on 1 January and is 科级 (2) from 1 February: until 31 March 1 counts."""
    division = {"body": "市残联机关", "department": "党组理事会", "post": "副理事长", "post_level": "县处级副职"}
    world.helper(
        "A", {**division, "from": "2020-01-01", "to": "2023-12-31"}, {**CHAIR, "from": "2024-01-01"},
        {**SECTION, "from": "2024-02-01"},
    )  # fmt: skip
    world.household("YYL-2222", world.pairing("A", "2023-09-15"))
    found = line(world, when=date(2024, 2, 29))
    assert (found.need, found.owed, found.gap, found.grace_until) == (2, 1, 0, date(2024, 3, 31))
    assert line(world, when=date(2024, 3, 31)).gap == 0
    assert line(world, when=date(2024, 4, 1)).gap == 1


# A rule that changes


def second_notice(world, policy, need=3, **more):
    """科级干部至少 3 户 from 2026-07-01, by a second notice; helper A heads a section and has two households."""
    old = next(row for row in policy.quotas if row.id == "city_section")
    rows = (
        replace(old, span=Span(date(2023, 9, 1), date(2026, 6, 30))),
        replace(old, id="city_section_2", span=Span(date(2026, 7, 1)), need=need, clause="2026:一(一)", **more),
    )
    others = tuple(row for row in policy.quotas if row is not old)
    world.ledger.policy = replace(policy, quotas=(*rows, *others))
    world.helper("A", SECTION)
    for identifier in ("YYL-2222", "YYL-3333"):
        world.household(identifier, world.pairing("A", "2024-01-01"))


def test_a_class_that_owes_more_by_a_second_notice_has_60_days(world, policy):
    """July and August have 31 days: the 60th day from 1 July is 29 August."""
    second_notice(world, policy)
    before, first, last, over = (
        line(world, when=date.fromisoformat(day)) for day in ("2026-06-30", "2026-07-01", "2026-08-29", "2026-08-30")
    )
    assert (before.need, before.owed, before.state.value, before.change) == (2, 2, "达标", None)
    assert (first.need, first.owed, first.gap, first.state.value) == (3, 2, 0, "宽限期")
    assert first.change == QuotaChange(date(2026, 7, 1), date(2026, 8, 29), GraceReason.RULE)
    assert (first.grace_until, first.grace_reason) == (date(2026, 8, 29), "户数要求变了")
    assert (last.owed, last.gap, last.grace_until) == (2, 0, date(2026, 8, 29))
    assert (over.owed, over.gap, over.state.value, over.grace_until, over.grace_reason) == (3, 1, "欠户", None, None)
    assert over.main.quota.clause == "2026:一(一)"
    assert short_since(world.ledger, world.ledger.helpers["A"], LATER) == date(2026, 8, 30)


@pytest.mark.parametrize(("days", "since"), [(0, "2026-07-01"), (1, "2026-07-02"), (31, "2026-08-01")])
def test_a_document_may_give_days_of_its_own(world, policy, days, since):
    second_notice(world, policy, grace_days=days)
    assert short_since(world.ledger, world.ledger.helpers["A"], LATER) == date.fromisoformat(since)


def test_a_rule_that_asks_for_less_counts_at_once(world, policy):
    second_notice(world, policy, need=1)
    found = line(world, when=date(2026, 7, 1))
    assert (found.need, found.owed, found.state.value, found.change) == (1, 1, "达标", None)


def test_what_was_lacking_before_the_rule_goes_on_lacking(world, policy):
    """With one of two households he lacks one since 2023-09-01, and a second one from 30 August on."""
    second_notice(world, policy)
    del world.ledger.households["YYL-3333"]
    world.ledger.__dict__.pop("_pairings", None)
    assert [line(world, when=date.fromisoformat(day)).gap for day in ("2026-08-29", "2026-08-30")] == [1, 2]
    assert short_since(world.ledger, world.ledger.helpers["A"], LATER) == date(2023, 9, 1)


def test_a_rule_about_others_prolongs_no_grace_of_an_office(world, policy):
    """Promoted on 1 July, on the day of a county's raise that gives 90 days to the county's own staff."""
    raised = Raise("yueyanglou", 4, Span(date(2026, 7, 1)), grace_days=90)
    world.ledger.policy = replace(policy, raises=(raised,))
    clerk = {"body": "市残联机关", "department": "办公室", "post": "干部", "to": "2026-06-30", "end_reason": "职务变化"}
    world.helper("A", clerk, {**SECTION, "from": "2026-07-01"})
    world.household("YYL-2222", world.pairing("A", "2024-01-01"))
    assert line(world, when=date(2026, 8, 29)).grace_reason == "新任职"
    assert line(world, when=date(2026, 8, 30)).gap == 1


def test_a_raise_of_the_county_has_its_grace_and_its_own_days(world, policy):
    raised = Raise("yueyanglou", 2, Span(date(2026, 7, 1)), grace_days=10)
    world.ledger.policy = replace(policy, raises=(raised,))
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2024-01-01"))
    assert [line(world, when=date(2026, 7, day)).gap for day in (10, 11)] == [0, 1]


def test_of_two_rules_one_after_the_other_each_has_its_grace(world, policy):
    """2 from 1 July, 3 from 31 July: one is owed to 29 August, two to 28 September (31 July is its first day)."""
    first, second = (
        Raise("yueyanglou", 2, Span(date(2026, 7, 1), date(2026, 7, 30))),
        Raise("yueyanglou", 3, Span(date(2026, 7, 31))),
    )
    world.ledger.policy = replace(policy, raises=(first, second))
    world.helper("A")
    owed = [
        line(world, when=date.fromisoformat(day)).owed
        for day in ("2026-07-31", "2026-08-29", "2026-08-30", "2026-09-28", "2026-09-29")
    ]
    assert owed == [1, 1, 2, 2, 3]


def test_the_programme_begins_without_a_grace(world):
    world.helper("A")
    assert line(world, when=date(2023, 9, 1)).gap == 1
