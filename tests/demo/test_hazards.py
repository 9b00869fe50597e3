"""The four hazards looked at on home visits."""

from __future__ import annotations

import copy

import pytest

from jiedui.demo import hazards
from jiedui.demo.draft import Contact
from jiedui.demo.world import World


@pytest.fixture(scope="module")
def contacts(world: World) -> list[Contact]:
    """The contacts of a copy of the world, after it was looked for hazards."""
    world = copy.deepcopy(world)
    for home in world.houses:
        hazards.look(home, world)
    return [contact for home in world.houses for contact in home.contacts]


def test_only_visits_to_the_home_that_count_see_hazards(contacts: list[Contact]) -> None:
    seen = [contact for contact in contacts if contact.hazards]
    assert len(seen) > 200
    assert all(contact.home and contact.counts for contact in seen)
    assert all(tuple(contact.hazards) == hazards.KEYS for contact in seen)


def test_what_is_found_and_what_is_gone_is_told(contacts: list[Contact]) -> None:
    told = [contact for contact in contacts if contact.news]
    assert [contact for contact in told if "有" in contact.hazards.values()]
    assert [contact for contact in told if "有" not in contact.hazards.values()]


def test_nobody_drowns_in_town(world: World) -> None:
    world = copy.deepcopy(world)
    towns = [home for home in world.houses if home.place.urban]
    for home in towns:
        hazards.look(home, world)
    assert "有" not in {contact.hazards.get("drowning") for home in towns for contact in home.contacts}
