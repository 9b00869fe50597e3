"""Which counts are shown: nothing small, and nothing that a small one could be reckoned from, at any time."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from tests.reports.public.conftest import LEAST, Course, Stages, spans

from jiedui.reports.public import hiding
from jiedui.reports.public.counts import CITY, NONE, Count, CountBook, Sum
from jiedui.reports.public.hiding import ExposedError, prove, shown


def random_course(seed: int, quarters: int, places: int, largest: int) -> Course:
    dice = random.Random(seed)
    size = {f"u{number}": dice.randint(1, largest) for number in range(places)}
    course = []
    for _ in range(quarters):
        due = {place: dice.randint(0, most) for place, most in size.items()}
        course.append({place: (homes, sum(dice.random() < 0.9 for _ in range(homes))) for place, homes in due.items()})
    return course


def test_without_a_small_count_all_is_shown(stages: Callable[[Course], Stages]) -> None:
    course = stages([{"a": (20, 20), "b": (30, 20)}])
    assert shown(course, LEAST) == course[0].printed
    assert shown([], LEAST) == frozenset()


def test_a_small_count_takes_another_with_it() -> None:
    """The 3 of one federation could be taken from the city's 53 but for a second one, or for the city's own."""
    due = CountBook(
        {Count("due", place, "q"): homes for place, homes in {"a": 3, "b": 20, "c": 30, CITY: 53}.items()},
        (Sum(Count("due", CITY, "q"), tuple(Count("due", place, "q") for place in "abc")),),
    )
    found = shown([due], LEAST)
    assert len(found) == 2
    assert Count("due", "a", "q") not in found
    assert Count("due", CITY, "q") in found


def test_who_is_left_is_hidden_as_well(stages: Callable[[Course], Stages]) -> None:
    """Of 30 due 28 were met: both together tell of two who were not, so one of them goes."""
    found = shown(stages([{"a": (30, 28), "b": (40, 20)}]), LEAST)
    assert not {Count("due", "a", "q0"), Count("met", "a", "q0")} <= found


def test_what_was_shown_of_a_quarter_does_not_depend_on_later_ones(stages: Callable[[Course], Stages]) -> None:
    course = stages(random_course(7, 8, 5, 30))
    whole = shown(course, LEAST)
    for number in range(1, len(course)):
        known = {count for stage in course[:number] for count in stage.values}
        assert shown(course[:number], LEAST) == whole & known


@pytest.mark.parametrize("seed", [2])
def test_an_attack_in_whole_numbers_finds_nothing_small(seed: int, stages: Callable[[Course], Stages]) -> None:
    course = stages(random_course(seed, 4, 4, 25))
    counts = NONE.with_all(course)
    found = shown(course, LEAST)
    assert found
    assert not found & counts.small(LEAST)
    assert min(spans(counts, found).values()) >= LEAST


@pytest.mark.soak
def test_no_attack_on_many_ledgers_finds_anything_small(stages: Callable[[Course], Stages]) -> None:
    """At every quarter, too: somebody may have kept what was published then."""
    for seed in range(100, 108):
        course = stages(random_course(seed, random.Random(seed).choice((4, 9, 12)), 13, 10 + seed % 60))
        found = shown(course, LEAST)
        for number in (len(course) // 2, len(course)):
            counts = NONE.with_all(course[:number])
            assert min(spans(counts, found.intersection(counts.values)).values(), default=LEAST) >= LEAST, seed


def test_a_choice_that_shows_too_much_is_refused(
    stages: Callable[[Course], Stages], monkeypatch: pytest.MonkeyPatch
) -> None:
    course = stages([{"a": (30, 28), "b": (40, 20)}])
    monkeypatch.setattr(hiding._Choice, "shown", course[0].printed)
    with pytest.raises(ExposedError) as raised:
        shown(course, LEAST)
    assert raised.value.counts == (Count("rest", "a", "q0"),)


def test_a_machine_without_the_solver_shows_nothing_small(
    stages: Callable[[Course], Stages], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jiedui.reports.public.attack", None)
    with pytest.raises(ImportError):
        shown(stages([{"a": (30, 28)}]), LEAST)
    prove(CountBook({Count("due", "a", "q"): 9}, ()), frozenset(), LEAST)
