"""Which needs a household had over the years, and whose they were."""

from __future__ import annotations

import copy

import pytest

from jiedui.demo.draft import House
from jiedui.demo.needs import Needs
from jiedui.demo.world import World


@pytest.fixture(scope="module")
def needy(world: World) -> list[House]:
    """The households of a copy of the world, with their needs."""
    copied = copy.deepcopy(world)
    for home in copied.houses:
        Needs(home, copied).write()
    return copied.houses


def test_needs_are_in_order_of_raising_and_each_has_an_id_of_its_own(needy: list[House]) -> None:
    for home in needy:
        raised = [need["raised_on"] for need in home.record["needs"]]
        assert raised == sorted(raised)
        assert len({need["id"] for need in home.record["needs"]}) == len(raised)


def test_all_ten_measures_occur(needy: list[House]) -> None:
    codes = {item["code"] for home in needy for need in home.record["needs"] for item in need["measures"]}
    assert len(codes) == 10


def test_contacts_name_needs_of_their_household(needy: list[House]) -> None:
    named = 0
    for home in needy:
        known = {need["id"] for need in home.record["needs"]}
        for contact in home.contacts:
            named += len(contact.progress)
            assert {step["id"] for step in contact.progress} <= known
    assert named > 100


def test_every_disabled_person_has_a_need_or_was_asked(needy: list[House]) -> None:
    for home in needy:
        if "unasked" in home.recipe.marks or any(not need["person"] for need in home.record["needs"]):
            continue
        mine = {need["person"] for need in home.record["needs"]}
        assert [
            person.record["id"]
            for person in home.disabled
            if person.record["id"] not in mine and not person.record["disability"].get("no_need_on")
        ] == []


def test_one_household_has_none(needy: list[House]) -> None:
    (home,) = [home for home in needy if "no_need" in home.recipe.marks]
    assert home.record["needs"] == []


def test_no_kind_of_need_comes_up_twice_in_a_household(needy: list[House]) -> None:
    for home in needy:
        contents = [need["content"] for need in home.record["needs"]]
        assert len(contents) == len(set(contents))
