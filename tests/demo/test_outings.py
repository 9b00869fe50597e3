"""Collective activities outside the home, once a year for each disabled person."""

from __future__ import annotations

import copy

import pytest

from jiedui.demo import outings
from jiedui.demo.draft import House
from jiedui.demo.world import World


@pytest.fixture(scope="module")
def gone(world: World) -> list[House]:
    copied = copy.deepcopy(world)
    for home in copied.houses:
        outings.write(home, copied)
    return copied.houses


def test_nobody_goes_twice_in_a_year(gone: list[House]) -> None:
    for home in gone:
        found = [(outing["person"], outing["date"][:4]) for outing in home.record["outings"]]
        assert len(found) == len(set(found))


def test_outings_are_within_a_pairing_and_the_years_that_count(gone: list[House], world: World) -> None:
    days = [outing["date"] for home in gone for outing in home.record["outings"]]
    assert len(days) > 100
    assert "2024-01-01" <= min(days) <= max(days) <= world.clock.today.isoformat()


def test_who_cannot_go_out_has_something_else_at_home(gone: list[House]) -> None:
    exempt = [
        person.record["disability"]["outing_exemption"]
        for home in gone
        for person in home.disabled
        if "outing_exemption" in person.record["disability"]
    ]
    assert exempt
    assert all(item["reason"] and item["alternative"] for item in exempt)


def test_one_household_missed_two_years(gone: list[House]) -> None:
    (home,) = [home for home in gone if "missed_outing" in home.recipe.marks]
    assert {outing["date"][:4] for outing in home.record["outings"]} <= {"2024"}
