"""Which contacts took place."""

from __future__ import annotations

import copy

import pytest

from jiedui.demo import contacts
from jiedui.demo.draft import House
from jiedui.demo.world import World


def shown(world: World, kind: str) -> House:
    """Return the household whose last closed quarter the showcase settles so."""
    return next(home for home in world.houses if home.recipe.contacts.get(1) == kind)


def last_quarter(home: House, world: World) -> list[tuple[str, str, bool]]:
    quarter = world.clock.back(1)
    assert quarter is not None
    return [
        (contact.channel, contact.purpose, contact.counts)
        for contact in home.contacts
        if quarter.start <= contact.day <= quarter.end
    ]


@pytest.mark.parametrize(("kind", "purpose"), [("unreached", "unreached"), ("group", "group"), ("others", "others")])
def test_what_does_not_count_is_the_only_thing_in_its_quarter(world: World, kind: str, purpose: str) -> None:
    ((_, found, counts),) = last_quarter(shown(world, kind), world)
    assert (found, counts) == (purpose, False)


def test_a_missed_quarter_is_empty(world: World) -> None:
    assert last_quarter(shown(world, "miss"), world) == []


def test_a_village_worker_stood_in(world: World) -> None:
    home = shown(world, "village")
    contact = next(item for item in home.contacts if item.purpose == "delegated")
    assert world.helper(contact.by)["roles"][0]["body"] == "村(社区)残协"


def test_a_late_entry_is_later_than_the_reading_allows(world: World) -> None:
    home = shown(world, "late")
    quarter = world.clock.back(1)
    assert quarter is not None
    (contact,) = [item for item in home.contacts if quarter.start <= item.day <= quarter.end]
    assert contact.entered is not None
    assert (contact.entered - quarter.end).days > world.policy.settings.late_days


def test_a_refusal_is_visited_twice(world: World) -> None:
    home = next(home for home in world.houses if home.closed_reason == "拒绝")
    assert home.closed is not None
    days = [(home.closed - item.day).days for item in home.contacts if item.purpose == "refused"]
    assert days == [24, 3]


def test_nothing_is_made_in_an_exempt_quarter_but_first_visits(world: World) -> None:
    exempt = [
        contact
        for home in world.houses
        for contact in home.contacts
        if contact.day.isoformat() < "2023-10-01" and contact.purpose not in ("first", "handover")
    ]
    assert exempt == []


@pytest.mark.parametrize("visits", [0, 300, 1500])
def test_contacts_are_added_or_taken_away_until_there_are_as_many_as_asked(world: World, visits: int) -> None:
    copied = copy.deepcopy(world)
    contacts.balance(copied, visits)
    assert sum(len(home.contacts) for home in copied.houses) == visits


@pytest.mark.parametrize("category", ["听力", "言语"])
def test_who_cannot_hear_and_lives_alone_is_not_rung_up(world: World, category: str) -> None:
    alone = [home for home in world.houses if len(home.people) == 1 and home.head.category == category]
    plain = [item.channel for home in alone for item in home.contacts if not item.purpose and not item.fixed]
    assert "电话" not in plain
