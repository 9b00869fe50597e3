"""Pairings over time, and the five tasks of the first visit."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from jiedui.demo import pairings
from jiedui.demo.draft import House
from jiedui.demo.world import World
from jiedui.model.time import DAY


def marked(world: World, mark: str) -> House:
    return next(home for home in world.houses if mark in home.recipe.marks)


def test_one_is_in_charge_at_a_time(world: World) -> None:
    for home in world.houses:
        spells = sorted((spell for spell in home.spells if spell.primary), key=lambda spell: spell.start)
        for former, later in pairwise(spells):
            assert former.end is not None
            assert former.end < later.start


def test_the_same_helper_comes_back_after_a_colleague(world: World) -> None:
    first, between, again = [spell for spell in marked(world, "again").spells if spell.primary]
    assert first.helper == again.helper != between.helper
    assert first.end is not None
    assert between.start == first.end + DAY


def test_a_household_that_is_shared_has_one_who_assists(world: World) -> None:
    assert [spell.role for spell in marked(world, "shared").spells] == ["主责", "协助"]


def test_an_end_is_decided_and_a_hand_over_told(world: World) -> None:
    ended = [(home, spell) for home in world.houses for spell in home.spells if spell.end]
    assert ended
    for home, spell in ended:
        assert spell.record["decided_by"].endswith("残联")
        assert spell.end is not None
        followed = any(other.start == spell.end + DAY for other in home.spells)
        by_family = spell.end == home.closed
        assert ("consulted_on" in spell.record) is by_family
        assert by_family or ("handover" in spell.record) is followed


def test_tasks_follow_the_visit_and_one_register_came_late(world: World) -> None:
    found = pairings.records(marked(world, "late_intake"))
    assert found[0]["module_on"] >= (marked(world, "late_intake").spells[0].start + timedelta(days=41)).isoformat()
    for home in world.houses:
        for record in pairings.records(home):
            days = [record[key] for key in pairings.TASKS if key in record]
            assert all(record["from"] <= day <= world.clock.today.isoformat() for day in days)


def test_records_are_in_order_of_their_first_days(world: World) -> None:
    for home in world.houses:
        starts = [record["from"] for record in pairings.records(home)]
        assert starts == sorted(starts)
