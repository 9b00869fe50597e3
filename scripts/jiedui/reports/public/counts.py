"""Counts that hang together by sums: what whoever reads one table may reckon from it and from others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# The place of a count of the whole city.
CITY = ""


class Count(NamedTuple):
    """Which count it is: of which figure, of which place (a federation, ``""`` the city) and of which period."""

    figure: str
    place: str
    period: str


class Sum(NamedTuple):
    """A count that others add up to, as anybody knows who reads what they are counts of."""

    whole: Count
    parts: tuple[Count, ...]


class CountBook(Struct, frozen=True):
    """How many of each, all whole and none below nothing; which add up to which; and those that no table has.

    ``unprinted`` are the rests between two counts that are printed, such as who was not contacted of those due: a rest
    is a count as any other, which a reader gets by taking one from the other.
    """

    values: Mapping[Count, int]
    sums: tuple[Sum, ...]
    unprinted: frozenset[Count] = frozenset()

    @property
    def printed(self) -> frozenset[Count]:
        """The counts that tables have."""
        return frozenset(self.values) - self.unprinted

    def small(self, least: int) -> frozenset[Count]:
        """Return the counts of somebody that are less than ``least``: nobody may learn them."""
        return frozenset(count for count, value in self.values.items() if 0 < value < least)

    def with_all(self, others: Iterable[CountBook]) -> CountBook:
        """Return these counts and others of other keys, with all sums."""
        parts = (self, *others)
        return CountBook(
            {count: value for part in parts for count, value in part.values.items()},
            tuple(item for part in parts for item in part.sums),
            frozenset().union(*(part.unprinted for part in parts)),
        )

    def around(self, some: Iterable[Count]) -> CountBook:
        """Return what hangs together with some counts by sums: nothing else tells anything of them."""
        near, new = set[Count](), set(some)
        sums: list[Sum] = []
        rest = list(self.sums)
        while new:
            near |= new
            touched = [item for item in rest if not near.isdisjoint((item.whole, *item.parts))]
            rest = [item for item in rest if near.isdisjoint((item.whole, *item.parts))]
            sums += touched
            new = {count for item in touched for count in (item.whole, *item.parts)} - near
        kept = {count: value for count, value in self.values.items() if count in near}
        return CountBook(kept, tuple(sums), self.unprinted & near)

    def pieces(self, some: Iterable[Count]) -> Iterator[CountBook]:
        """Yield what hangs together with some counts, each piece by itself."""
        left = dict.fromkeys(some)
        while left:
            piece = self.around([next(iter(left))])
            yield piece
            left = dict.fromkeys(count for count in left if count not in piece.values)


NONE = CountBook({}, ())
