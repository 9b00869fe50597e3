"""Which household goes where."""

from __future__ import annotations

import pytest

from jiedui.demo.clock import Clock
from jiedui.demo.dice import Dice
from jiedui.demo.draft import Holding, Seat
from jiedui.demo.recipe import PLAIN
from jiedui.demo.slots import Counts, deal, slots
from jiedui.model.time import Span


@pytest.mark.parametrize(
    ("households", "expected"), [(120, (104, 9, 7)), (1, (1, 0, 0)), (40, (35, 3, 2)), (3000, (2595, 225, 180))]
)
def test_six_in_a_hundred_wait_and_seven_and_a_half_followed_another(
    households: int, expected: tuple[int, int, int]
) -> None:
    counts = Counts.of(households)
    assert (counts.slots, counts.before, counts.unpaired) == expected


def steady(clock: Clock, number: int, slots: int = 1, late: int = 0) -> Seat:
    office = Seat("pingjiang", "县级残联", "办公室", "干部", slots=slots, late=late, since=clock.ago(1000))
    office.holdings = [Holding(f"PJ-B-{number}", Span(clock.ago(2000)))]
    return office


def test_late_places_begin_some_time_after_the_first(clock: Clock) -> None:
    found = slots([steady(clock, 1, slots=3, late=1)], clock, Dice("late"))
    first, second, late = (slot.since for slot in found)
    assert first == clock.ago(1000)
    assert (second - first).days <= 6
    assert 240 <= (late - first).days <= 246


def test_every_place_has_a_recipe_and_the_rest_wait(clock: Clock) -> None:
    found = slots([steady(clock, number) for number in range(30)], clock, Dice("deal"))
    waiting = deal(found, Counts(30, 2, 4), clock, Dice("deal"))
    assert len(waiting) == 4
    assert "duplicate" in waiting[2].marks
    assert waiting[3] is PLAIN
    assert sum(slot.before is not None and not slot.vacant for slot in found) == 2
    assert [slot for slot in found if slot.recipe is None] == []
