"""The records of household members."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.demo import members
from jiedui.demo.draft import House, Person
from jiedui.demo.world import World
from jiedui.model.identity import GRADES
from jiedui.model.time import age


def disabled(world: World) -> list[tuple[House, Person]]:
    return [(home, person) for home in world.houses if not home.record.get("moved_from") for person in home.disabled]


def test_birth_makes_the_age_at_registration_true(world: World) -> None:
    assert [
        person.record["birth"]
        for home, person in disabled(world)
        if age(person.record["birth"], home.registered) != person.age
    ] == []


def test_only_the_disabled_have_certificate_and_benefits(world: World) -> None:
    for home in world.houses:
        for person in home.people:
            assert ("disability" in person.record) is person.disabled
            assert ("benefits" in person.record) is person.disabled
            assert len(person.record["birth"]) == (10 if person.disabled else 4)


def test_the_worst_part_of_several_has_the_grade_of_the_whole(world: World) -> None:
    several = [person for _, person in disabled(world) if person.category == "多重"]
    assert several
    for person in several:
        grades = [part["grade"] for part in person.record["disability"]["components"]]
        assert min(grades, key=GRADES.index) == person.grade


def test_schooling_is_told_of_disabled_children_of_school_age_alone(world: World) -> None:
    told = [person for home in world.houses for person in home.people if person.record["schooling"]]
    assert told
    assert all(6 <= person.age <= 15 and person.disabled for person in told)


@pytest.mark.parametrize(("old", "new"), [("2027-06-10", "2037-06-09"), ("2027-06-11", "2027-06-11")])
def test_a_certificate_that_runs_out_within_two_hundred_days_is_renewed_for_ten_years(old: str, new: str) -> None:
    person = Person("本人", "男", 50, "肢体", "一级", record={"disability": {"expires": old}})
    members.renew(person, date(2026, 11, 23))
    assert person.record["disability"]["expires"] == new


def test_a_new_grade_leaves_the_old_number_with_a_reason() -> None:
    person = Person("本人", "男", 50, "肢体", "一级", record={"disability": {"grade": "一级", "components": []}})
    members.regrade(person, "二级")
    assert person.grade == person.record["disability"]["grade"] == "二级"
    assert person.record["disability"]["certificate_exception"] == "证件待更新"


def test_whoever_gets_nursing_is_severely_disabled_and_not_kept_by_the_state(world: World) -> None:
    getting = [
        (home, person) for home, person in disabled(world)
        if person.record["benefits"]["nursing_subsidy"] == "已享受"
    ]  # fmt: skip
    assert getting
    assert all(person.grade in ("一级", "二级") for _, person in getting)
    assert all("特困" not in home.record["hardship"] for home, _ in getting)
