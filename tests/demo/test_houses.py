"""Households: where they live, when they were registered, when help began and ended."""

from __future__ import annotations

import copy

import pytest

from jiedui.demo import houses
from jiedui.demo.draft import House
from jiedui.demo.world import World


def test_a_household_is_registered_before_it_is_paired_and_paired_before_it_is_closed(world: World) -> None:
    for home in world.houses:
        assert world.clock.start <= home.registered <= world.clock.today
        if home.spells:
            assert home.registered <= home.spells[0].start
        if home.closed:
            assert home.spells[-1].end == home.closed
            assert home.closed_reason


def test_it_lies_in_a_township_of_its_federation(world: World) -> None:
    assert [home.id for home in world.houses if home.place not in world.places[home.unit]] == []


def test_who_lives_alone_is_not_called_one_of_several(world: World) -> None:
    assert [home.id for home in world.houses if len(home.people) == 1 and home.record["hardship"] == "单人户低保"] == []


def test_old_carers_are_a_priority(world: World) -> None:
    kinds = {item["kind"]: item["basis"] for home in world.houses for item in home.record["priorities"]}
    assert "依老养残" in kinds
    assert all(basis for basis in kinds.values())


@pytest.mark.parametrize(
    ("mark", "key"), [("duplicate", "withdrawn"), ("recent", "closed"), ("hardship_lost", "hardship_until")]
)
def test_showcases_are_finished_with_their_mark(world: World, mark: str, key: str) -> None:
    home: House = copy.deepcopy(next(home for home in world.houses if mark in home.recipe.marks))
    houses.finish(home, world)
    assert key in home.record or "to" in str(home.record.get("hardship"))


def test_a_child_not_at_school_is_told_so(world: World) -> None:
    home = copy.deepcopy(next(home for home in world.houses if "unschooled" in home.recipe.marks))
    houses.finish(home, world)
    assert home.head.record["schooling"] == "未入学"
