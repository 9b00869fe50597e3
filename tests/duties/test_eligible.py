"""Whom the notice means, and the categories to help first, on persons made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties.eligible import categories, is_eligible

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
