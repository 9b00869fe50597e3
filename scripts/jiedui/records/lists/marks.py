"""By what a thing is told from another of its kind, and which of now goes on which of before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.records.sealing.sealed_text import is_hidden
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Data = dict[str, Any]
Test = Callable[[Data, Data], bool]
Distance = Callable[[Data, Data], tuple[int, ...]]

# A day that is so near to another, in days, may be the same one, corrected.
_NEAR = 31


class Marks(Struct, frozen=True):
    """The fields by which a thing is told from another, and how many of them have to stay for it to be the same.

    ``day`` is the field of the day that it is bound to, if it is to one: that may be corrected, not be quite another.
    ``most`` is how many marks at most may be other ones, if that is limited; one that is added counts.
    """

    keys: tuple[str, ...]
    enough: int = 1
    day: str = ""
    most: int | None = None

    def shared(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
        """Return how many of the marks both have, and have alike."""
        return sum(key in one and one[key] == other.get(key) for key in self.keys)

    def apart(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        """Tell whether these are two things: too few marks are alike or too many other ones, or their days are far.

        What is sealed, and nobody here can read, may be alike.
        """
        maybe = sum(key in one and _may_be(one[key], other.get(key)) for key in self.keys)
        if self.most is not None and self._told(one, other) - maybe > self.most:
            return True
        far = self.day in one and self.day in other and not is_slip(one[self.day], other[self.day])
        return far or maybe < self.enough

    def changed(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
        """Return how many of the marks of ``one`` the other has not, or has otherwise: what is added is no change."""
        return sum(key in one and one[key] != other.get(key) for key in self.keys)

    def may_be(self, part: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        """Tell whether a thing of which but a ``part`` can be read may be another: nothing speaks against it."""
        return all(_may_be(part[key], other.get(key)) for key in self.keys if key in part)

    def alike(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        """Tell whether all the marks are alike, as those of a thing that has but got another name or place."""
        return 0 < self._told(one, other) == self.shared(one, other)

    def _told(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
        return sum(key in one or key in other for key in self.keys)


def _may_be(one: object, other: object) -> bool:
    return one == other or is_hidden(one) or is_hidden(other)


def is_slip(one: str, other: str) -> bool:
    """Tell whether one of two days may be the other, mistyped.

    So it may where the two are near, where one alone of year, month and day is another, or where the same digits stand
    in another order.
    """
    try:
        first, second = date.fromisoformat(one), date.fromisoformat(other)
    except (TypeError, ValueError):  # of a faulty record
        return True
    others = (first.year != second.year) + (first.month != second.month) + (first.day != second.day)
    return abs((second - first).days) <= _NEAR or others == 1 or sorted(one) == sorted(other)


def is_other_text(one: str, other: str) -> bool:
    """Tell whether of a text hardly anything is left in another: fewer than a third of its pairs of characters."""
    pairs = set(pairwise(one))
    return 3 * len(pairs.intersection(pairwise(other))) < len(pairs)


class Successor(NamedTuple):
    """An entry of a list before, and the place in the list of now of what goes it on; ``None`` where nothing does."""

    before: Data
    place: int | None


def successors(before: Iterable[Data], now: Iterable[Data], *tests: Test, distance: Distance) -> Iterator[Successor]:
    """Yield every entry of ``before`` with the one of ``now`` that goes it on.

    Two belong together where a test holds for them, the first test being asked for all of them before the next one is;
    of several for which it holds, those at the least ``distance`` do. No entry of now goes on two.
    """
    old, free = list(before), dict(enumerate(now))
    found: dict[int, int] = {}
    for test in tests:
        left = ((row, item) for row, item in enumerate(old) if row not in found)
        pairs = [(row, index) for row, item in left for index, other in free.items() if test(item, other)]
        for row, index in sorted(pairs, key=lambda pair: distance(old[pair[0]], free[pair[1]])):
            if row not in found and index not in found.values():
                found[row] = index
        free = {index: other for index, other in free.items() if index not in found.values()}
    for row, item in enumerate(old):
        yield Successor(item, found.get(row))
