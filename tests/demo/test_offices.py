"""Which offices there are, and how many households each keeps (五(二))."""

from __future__ import annotations

import pytest

from jiedui.demo.clock import Clock
from jiedui.demo.dice import Dice
from jiedui.demo.draft import Seat
from jiedui.demo.offices import ASSOCIATIONS, first_day, offices
from jiedui.demo.source import Source
from jiedui.demo.units import CITY


@pytest.mark.parametrize("target", [1, 14, 60, 500])
def test_they_keep_about_as_many_households_as_asked(lender: Source, clock: Clock, target: int) -> None:
    found = offices(target, clock, lender.city, 1)
    assert sum(office.slots for office in found) == target


def city(lender: Source, clock: Clock) -> list[Seat]:
    return [office for office in offices(120, clock, lender.city, 1) if office.unit == CITY]


def test_leaders_of_the_city_keep_four_and_its_sections_two(lender: Source, clock: Clock) -> None:
    kept = {(office.post, office.tenure): office.slots for office in city(lender, clock)}
    assert kept["理事长", ""] == kept["党组书记", ""] == kept["一级调研员", ""] == 4
    assert kept["科长", ""] == kept["主任", ""] == 2
    assert kept["司机", ""] == 1


def test_five_associations_are_named(lender: Source, clock: Clock) -> None:
    chairs = {office.department for office in city(lender, clock) if office.post == "主席"}
    # The chair of 肢残人协会 is also a section's head, whose office it is.
    assert chairs == {f"岳阳市{name}" for name in ASSOCIATIONS if name != "肢残人协会"}


def test_township_workers_have_a_township_of_their_unit(lender: Source, clock: Clock) -> None:
    city = lender.city
    local = [office for office in offices(500, clock, city, 1) if office.body in ("乡镇(街道)残联", "村(社区)残协")]
    assert local
    assert all(office.township in city.places[office.unit] for office in local)


def test_the_first_batch_is_paired_in_september_and_october(clock: Clock) -> None:
    dice = Dice("first")
    early = [first_day(clock, dice, early=True).isoformat() for _ in range(200)]
    late = [first_day(clock, dice, early=False).isoformat() for _ in range(200)]
    assert "2023-09-10" <= min(early) <= max(early) <= "2023-10-13"
    assert "2023-12-12" <= min(late) <= max(late) <= "2026-10-14"
