"""By what a thing is told from another, and which of now goes on which of before."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.rules.loss.marks import Data, Marks, successors

TWO_OF_THREE = Marks(("who", "when", "what"), enough=2)
ONE_OF_TWO = Marks(("what", "since"))
WALK = {"who": "甲", "when": "2026-05-01", "what": "游园"}


@pytest.mark.parametrize(
    ("changed", "shared", "apart", "alike"),
    [
        ({}, 3, False, True),
        ({"note": "别的字段不算"}, 3, False, True),
        ({"what": "看电影"}, 2, False, False),
        ({"what": "看电影", "when": "2026-05-02"}, 1, True, False),
        ({"what": "看电影", "when": "2026-05-02", "who": "乙"}, 0, True, False),
    ],
)
def test_things_are_two_when_too_few_marks_are_the_same(
    changed: Data, shared: int, *, apart: bool, alike: bool
) -> None:
    other = WALK | changed
    assert TWO_OF_THREE.shared(WALK, other) == shared
    assert TWO_OF_THREE.apart(WALK, other) is apart
    assert TWO_OF_THREE.alike(WALK, other) is alike


@pytest.mark.parametrize(
    ("part", "may_be"),
    [
        ({}, True),
        ({"who": "甲"}, True),
        ({"who": "甲", "when": "2026-05-01", "what": "游园"}, True),
        ({"who": "甲", "what": "看电影"}, False),
        ({"what": "看电影"}, False),
        ({"note": "别的字段不算"}, True),
    ],
)
def test_a_part_may_be_whatever_it_does_not_contradict(part: Data, *, may_be: bool) -> None:
    assert TWO_OF_THREE.may_be(part, WALK) is may_be
    assert TWO_OF_THREE.may_be({"who": "甲"}, {}) is False


@pytest.mark.parametrize(
    ("one", "other", "apart", "alike"),
    [
        ({"what": "低保"}, {"what": "低保"}, False, True),
        ({"what": "低保"}, {"what": "特困"}, True, False),
        ({"what": "低保"}, {"what": "低保", "since": "2026"}, False, False),
        ({"what": "低保", "since": "2026"}, {"what": "低保"}, False, False),
        ({"what": "低保"}, {"since": "2026"}, True, False),
        ({}, {}, True, False),
    ],
)
def test_what_neither_says_makes_nothing_the_same(one: Data, other: Data, *, apart: bool, alike: bool) -> None:
    assert ONE_OF_TWO.apart(one, other) is apart
    assert ONE_OF_TWO.alike(one, other) is alike


def equal(one: Any, other: Any) -> bool:
    return bool(one == other)


def same_tens(one: Any, other: Any) -> bool:
    return bool(one["n"] // 10 == other["n"] // 10)


def apart(one: Any, other: Any) -> tuple[int, ...]:
    return (abs(one["n"] - other["n"]),)


@pytest.mark.parametrize(
    ("before", "now", "places"),
    [
        ([], [11], []),
        ([11], [], [None]),
        ([11, 22], [22, 11], [1, 0]),  # the order does not matter
        ([11, 12], [12], [None, 0]),  # what is equal goes before what is but similar
        ([11, 12], [13], [None, 0]),  # each is taken once, by the nearest
        ([11, 11], [11], [0, None]),
        ([11, 12], [13, 14], [1, 0]),
        ([11, 22], [33, 23], [None, 1]),
        ([11, 15], [17, 12], [1, 0]),
        ([11, 15], [13], [0, None]),  # of two that are as near the first
    ],
)
def test_each_entry_finds_the_one_that_goes_it_on(before: list[int], now: list[int], places: list[int | None]) -> None:
    old, new = [{"n": number} for number in before], [{"n": number} for number in now]
    found = list(successors(old, new, equal, same_tens, distance=apart))
    assert [item.before for item in found] == old
    assert [item.place for item in found] == places
