"""Whom the notice means, and the categories to help first, on persons made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jiedui.duties.eligible import carers_all_old, categories, is_eligible

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
