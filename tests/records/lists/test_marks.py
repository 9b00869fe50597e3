"""By what a thing is told from another, and which of now goes on which of before."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.records.lists.marks import Data, Marks, is_other_text, is_slip, successors
from jiedui.records.sealing.cipher import SealedPlace
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.sealing.token import Token

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


@pytest.mark.parametrize(
    ("other", "slip"),
    [
        ("2025-05-09", True),
        ("2025-06-08", True),  # 30 days, another month and another day
        ("2025-06-10", False),  # 32 days
        ("2025-04-08", True),  # 31 days
        ("2025-04-07", False),
        ("2023-05-09", True),  # the year alone
        ("2025-11-09", True),  # the month alone
        ("2025-09-05", True),  # day and month exchanged
        ("2026-05-20", False),
        ("2026-11-20", False),
        ("2025-02-30", True),  # no day at all, which a faulty record may hold
        ("", True),
    ],
)
def test_a_day_may_be_another_mistyped(other: str, *, slip: bool) -> None:
    assert is_slip("2025-05-09", other) is slip
    assert is_slip(other, "2025-05-09") is slip


def test_things_are_two_when_their_days_are_too_far_apart() -> None:
    marks = Marks(("who", "when", "what"), enough=2, day="when")
    assert not marks.apart(WALK, WALK | {"when": "2026-05-31"})
    assert marks.apart(WALK, WALK | {"when": "2025-11-20"})
    assert not marks.apart({"who": "甲", "what": "游园"}, WALK)  # a day that nobody knew
    assert not TWO_OF_THREE.apart(WALK, WALK | {"when": "2025-11-20"})


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (WALK, WALK | {"what": "看电影"}, False),
        (WALK, WALK | {"what": "看电影", "who": "乙"}, True),
        ({"who": "甲", "what": "游园"}, WALK, False),  # one was added
        ({"who": "甲", "what": "游园"}, WALK | {"who": "乙"}, True),  # and another corrected
    ],
)
def test_no_more_marks_than_so_many_may_be_other_ones(one: Data, other: Data, *, apart: bool) -> None:
    assert Marks(("who", "when", "what"), most=1).apart(one, other) is apart


def test_what_is_added_is_no_change() -> None:
    assert TWO_OF_THREE.changed({"who": "甲"}, WALK) == 0
    assert TWO_OF_THREE.changed(WALK, {"who": "乙", "when": "2026-05-01"}) == 2


@pytest.mark.parametrize(
    ("one", "other", "is_other"),
    [
        ("甲乙丙丁", "甲乙子丑", False),  # one pair of three is left
        ("甲乙丙丁戊", "甲乙子丑", True),  # one of four
        ("甲乙丙", "丙乙甲", True),
        ("甲", "乙", False),  # without a pair nothing can be told
        ("", "甲乙", False),
        ("甲乙", "", True),
    ],
)
def test_a_text_is_another_where_hardly_anything_is_left(one: str, other: str, *, is_other: bool) -> None:
    assert is_other_text(one, other) is is_other


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


def test_what_nobody_can_read_may_be_alike_and_is_not_said_to_be() -> None:
    place = SealedPlace("SLX-7K3Q", "members/m-2F8D/name")
    one, other = (SealedText("m-2F8D", Token((), sign * 32), place) for sign in (b"1", b"2"))
    walk, same, another = ({**WALK, "who": who, "when": "2026-05-02"} for who in (one, one, other))
    assert not TWO_OF_THREE.apart(WALK, walk)  # sealed since
    assert TWO_OF_THREE.apart(WALK, {**walk, "what": "看电影"})
    assert not TWO_OF_THREE.apart(walk, another)  # sealed anew
    assert TWO_OF_THREE.may_be(walk, another)
    assert [TWO_OF_THREE.alike(walk, each) for each in (same, another)] == [True, False]
