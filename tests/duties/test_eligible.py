"""Whom the notice means, and the categories to help first, on persons made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties.eligible import (
    awaits_review,
    carers_all_old,
    categories,
    has_severe,
    is_eligible,
    is_hard_up,
)
from jiedui.struct import replace

LATER = date(2026, 11, 23)


@pytest.mark.parametrize(("grade", "expected"), [("一级", True), ("二级", True), ("三级", False), ("四级", False)])
def test_severe_means_grade_one_or_two(world, policy, grade, expected):
    household = world.household("YYL-2222", members=[world.member(grade=grade)])
    assert is_eligible(household, policy, LATER) is expected


def test_hardship_ends_with_its_last_day(world, policy):
    household = world.household("YYL-2222", hardship_until="2025-06-30")
    assert is_eligible(household, policy, date(2025, 6, 30))
    assert not is_eligible(household, policy, date(2025, 7, 1))


def test_categories_are_recorded_or_computed(world, policy):
    two = [world.member(self_care="完全丧失"), world.member("m2", "2001-01-01", category="智力")]
    household = world.household("YYL-2222", members=two, priorities=[{"kind": "事实无人照料", "basis": "独居"}])
    assert categories(household, policy, date(2018, 3, 11)) == ("事实无人照料", "一户多残", "无生活自理能力")
    assert categories(household, policy, date(2018, 3, 12)) == (
        "事实无人照料",
        "一户多残",
        "老残一体",
        "无生活自理能力",
    )


def test_blindness_without_self_care_is_not_in_the_third_category(world, policy):
    household = world.household("YYL-2222", members=[world.member(category="视力", self_care="完全丧失")])
    assert categories(household, policy, date(2000, 1, 1)) == ()


@pytest.mark.parametrize(
    ("births", "expected"),
    [
        (["1966-11-23"], True),  # 60 on the day
        (["1966-11-24"], False),  # 60 tomorrow
        (["1966-11-23", "2008-11-23"], False),  # an adult of 18 on the day cares, too
        (["1966-11-23", "2008-11-24"], True),  # one who is 17 for a day more does not
        (["1960", "1966-11-24"], False),
        (["2008-11-24"], False),  # nobody cares
        ([], False),
    ],
)
def test_carers_are_the_adults_without_a_disability(world, policy, births, expected):
    relatives = [world.relative(f"m{number}", birth) for number, birth in enumerate(births, 2)]
    household = world.household("YYL-2222", members=[world.member(), *relatives])
    assert carers_all_old(household, policy, LATER) is expected


def test_from_which_age_one_is_grown_up_is_a_reading(world, policy):
    household = world.household(
        "YYL-2222", members=[world.member(), world.relative("m2", "1966-11-23"), world.relative("m3", "2010-11-23")]
    )
    assert carers_all_old(household, policy, LATER)
    younger = replace(policy, settings=replace(policy.settings, adult_age=16))
    assert not carers_all_old(household, younger, LATER)


@pytest.mark.parametrize(
    ("hardship", "expected"),
    [
        ("低保户", True),
        ("单人户低保", True),
        ("低保边缘户", True),
        ("分散特困供养", True),
        ("集中特困供养", True),
        ("其他特殊困难", False),
    ],
)
def test_who_is_hard_up(world, policy, hardship, expected):
    assert is_hard_up(world.household("YYL-2222", hardship=hardship), policy, LATER) is expected


def test_one_severely_disabled_member_is_enough_and_others_do_not_count(world, policy):
    mild, severe = world.member(grade="三级"), world.member("m2", grade="二级")
    relative = world.relative("m3", "1960")
    assert has_severe(world.household("YYL-2222", members=[relative, mild, severe]), policy, LATER)
    assert not has_severe(world.household("YYL-2222", members=[relative, mild]), policy, LATER)


def test_hardship_and_severity_are_both_asked_for_unless_a_reason_is_stated(world, policy):
    mild = [world.member(grade="三级")]
    assert not is_eligible(world.household("YYL-2222", members=mild), policy, LATER)
    assert is_eligible(world.household("YYL-2222", members=mild, exception_reason="一户多残"), policy, LATER)
    assert not is_eligible(world.household("YYL-2222", hardship="其他特殊困难"), policy, LATER)


@pytest.mark.parametrize(
    ("changes", "helpless"),
    [
        ({}, True),
        ({"category": "智力", "grade": "二级"}, True),
        ({"category": "精神"}, True),
        ({"category": "听力"}, False),
        ({"category": "多重"}, False),
        ({"category": "多重", "components": [{"category": "视力", "grade": "一级"}]}, False),
        (
            {
                "category": "多重",
                "components": [{"category": "视力", "grade": "一级"}, {"category": "精神", "grade": "三级"}],
            },
            True,
        ),
        ({"grade": "三级"}, False),
        ({"self_care": "部分丧失"}, False),
        ({"self_care": ""}, False),
    ],
)
def test_the_third_category_asks_for_no_self_care_and_a_severe_disability_of_three_kinds(
    world, policy, changes, helpless
):
    member = world.member(birth="1990-01-01", **{"self_care": "完全丧失", **changes})
    expected = ("无生活自理能力",) if helpless else ()
    assert categories(world.household("YYL-2222", members=[member]), policy, LATER) == expected


def test_several_disabled_members_are_two_or_more_with_a_certificate(world, policy):
    young = world.member(birth="1990-01-01")
    with_relative = world.household("YYL-2222", members=[young, world.relative("m2", "1950-01-01")])
    assert categories(with_relative, policy, LATER) == ()
    two = world.household("YYL-2222", members=[young, world.member("m2", "1991-01-01")])
    assert categories(two, policy, LATER) == ("一户多残",)


def test_a_category_that_is_recorded_and_computed_is_told_once(world, policy):
    recorded = [{"kind": "老残一体", "basis": "示例"}, {"kind": "依老养残", "basis": "示例"}]
    assert categories(world.household("YYL-2222", priorities=recorded), policy, LATER) == ("老残一体", "依老养残")


def test_which_grades_are_severe_is_a_reading_for_each_category(world, policy):
    grades = {"智力": frozenset({"三级"}), "其他": frozenset({"一级"})}
    policy = replace(policy, settings=replace(policy.settings, severe_grades=grades))
    found = [
        has_severe(world.household("YYL-2222", members=[world.member(category=category, grade=grade)]), policy, LATER)
        for category, grade in (("智力", "三级"), ("智力", "一级"), ("肢体", "一级"), ("肢体", "三级"))
    ]
    assert found == [True, False, True, False]


def test_the_third_category_follows_the_reading_of_what_is_severe(world, policy):
    grades = {"智力": frozenset({"三级"}), "其他": frozenset({"一级"})}
    policy = replace(policy, settings=replace(policy.settings, severe_grades=grades))
    member = world.member(birth="1990-01-01", category="智力", grade="三级", self_care="完全丧失")
    assert categories(world.household("YYL-2222", members=[member]), policy, LATER) == ("无生活自理能力",)


@pytest.mark.parametrize(("paired_on", "reason", "found"), [
    ("2024-01-01", "", [False, True]),
    ("2024-01-01", "村里证明仍然困难", [False, False]),
    ("2025-07-01", "", [False, False]),  # was hard-up no more when it was paired: never eligible
    ("", "", [False, False]),
])  # fmt: skip
def test_who_left_hardship_after_the_pairing_awaits_a_review_until_somebody_says_why(
    world, policy, paired_on, reason, found
):
    pairings = [world.pairing("A", paired_on)] if paired_on else []
    household = world.household("YYL-2222", *pairings, hardship_until="2025-06-30", exception_reason=reason)
    assert [awaits_review(household, policy, day) for day in (date(2025, 6, 30), date(2025, 7, 1))] == found


DIED = {"left": {"date": "2026-07-01", "reason": "去世"}}


@pytest.mark.parametrize(
    ("day", "eligible", "found"),
    [
        ("2026-06-30", True, ("一户多残", "老残一体", "无生活自理能力")),
        ("2026-07-01", False, ()),
    ],
)
def test_who_has_left_makes_a_household_neither_severe_nor_anything_to_help_first(world, policy, day, eligible, found):
    """A-22: of two disabled persons the severe one, old and helpless, died on 1 July; the other has grade 三级."""
    old = world.member(self_care="完全丧失") | DIED
    mild = world.member("m2", "1990-01-01", grade="三级")
    household = world.household("YYL-2222", members=[old, mild])
    assert is_eligible(household, policy, date.fromisoformat(day)) is eligible
    assert categories(household, policy, date.fromisoformat(day)) == found
    assert is_eligible(replace(household, exception_reason="县残联商量继续帮"), policy, LATER)


def test_a_young_carer_who_has_left_cares_no_more(world, policy):
    young = world.relative("m3", "1990-01-01") | DIED
    household = world.household("YYL-2222", members=[world.member(), world.relative("m2", "1960-01-01"), young])
    assert not carers_all_old(household, policy, date(2026, 6, 30))
    assert carers_all_old(household, policy, date(2026, 7, 1))
