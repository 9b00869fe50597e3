"""Contacts that chance would not bring about."""

from __future__ import annotations

from datetime import date

from jiedui.demo.draft import House
from jiedui.demo.world import World
from jiedui.model.time import Quarter


def marked(world: World, mark: str) -> list[House]:
    return [home for home in world.houses if mark in home.recipe.marks]


def of_quarter(home: House, quarter: Quarter) -> list[date]:
    return [contact.day for contact in home.contacts if quarter.start <= contact.day <= quarter.end]


def test_the_only_contact_of_a_quarter_is_on_leap_day(world: World) -> None:
    (home,) = marked(world, "leap")
    assert of_quarter(home, Quarter(2024, 1)) == [date(2024, 2, 29)]


def test_beside_the_first_visit_the_only_contact_is_on_the_last_day_and_entered_in_the_next_quarter(
    world: World,
) -> None:
    (home,) = marked(world, "december")
    quarter = Quarter(2025, 4)
    last = [contact for contact in home.contacts if quarter.start <= contact.day <= quarter.end and not contact.purpose]
    assert [(contact.day, contact.entered) for contact in last] == [(date(2025, 12, 31), date(2026, 1, 10))]


def test_two_contacts_are_of_one_day(world: World) -> None:
    (home,) = marked(world, "same_day")
    days = [contact.day for contact in home.contacts]
    assert len(days) == len(set(days)) + 1


def test_one_contact_is_with_three_households_of_one_helper(world: World) -> None:
    homes = marked(world, "together")
    (contact,) = [contact for home in homes for contact in home.contacts if contact.also]
    assert set(contact.also) == {home.id for home in homes[1:]}
    assert contact.day == date(2026, 8, 14)  # 44 days into the last closed quarter
    assert contact in homes[0].contacts


def test_one_contact_was_written_down_for_the_wrong_household(world: World) -> None:
    (home,) = marked(world, "withdrawn_visit")
    assert sum(bool(contact.withdrawn) for contact in home.contacts) == 1


def test_contacts_are_in_order_of_time(world: World) -> None:
    for home in world.houses:
        days = [contact.day for contact in home.contacts]
        assert days == sorted(days)
