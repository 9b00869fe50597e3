"""Seeded choices: within their bounds, as often as asked, the same for the same name."""

from __future__ import annotations

from collections import Counter
from datetime import date

from jiedui.demo.dice import Dice

FRIDAY, SUNDAY = date(2026, 11, 20), date(2026, 11, 22)


def test_the_same_name_gives_the_same_stream_and_another_name_another() -> None:
    first, again, other = Dice(1, "a"), Dice(1, "a"), Dice(1, "b")
    drawn = [first.number(0, 999) for _ in range(9)]
    assert [again.number(0, 999) for _ in range(9)] == drawn
    assert [other.number(0, 999) for _ in range(9)] != drawn


def test_numbers_and_days_reach_both_ends() -> None:
    dice = Dice("ends")
    assert {dice.number(2, 4) for _ in range(99)} == {2, 3, 4}
    assert {dice.day(FRIDAY, SUNDAY).day for _ in range(99)} == {20, 21, 22}
    assert dice.day(SUNDAY, FRIDAY) == SUNDAY


def test_a_choice_is_as_likely_as_its_weight() -> None:
    dice = Dice("weights")
    found = Counter(dice.weigh({"often": 3, "seldom": 1, "never": 0}) for _ in range(4000))
    assert 2850 <= found["often"] <= 3150
    assert found["often"] + found["seldom"] == 4000
    assert 900 <= sum(dice.chance(0.25) for _ in range(4000)) <= 1100


def test_shuffling_keeps_all_and_some_takes_no_more_than_there_are() -> None:
    dice = Dice("shuffle")
    assert sorted(dice.shuffled("abcdef")) == list("abcdef")
    assert len(set(dice.some("abcdef", 4))) == 4
    assert sorted(dice.some("ab", 5)) == ["a", "b"]
    assert {dice.pick("xy") for _ in range(50)} == {"x", "y"}


def test_weekends_are_seldom_days_of_work() -> None:
    dice = Dice("week")
    days = [dice.workday(date(2026, 1, 5), date(2026, 2, 1)) for _ in range(2000)]
    # A weekend (2 of 7 days) is kept with 0.2, else drawn anew, up to three times: some eight in a hundred.
    assert 100 <= sum(day.weekday() >= 5 for day in days) <= 220
