"""The entries of a list in three versions: which of them are one and the same, and in which order they belong."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.lists.entry_list import EntryList

# By the place of each entry of the base: where in the list of one side that goes on which it is.
_Places = list[int | None]


class Sides(NamedTuple):
    """One place of a record in three versions; ``None`` where a version has nothing."""

    base: Any
    ours: Any
    theirs: Any

    @property
    def called(self) -> Any:  # noqa: ANN401  (an entry is a mapping, a word is none)
        """What stands for the place where it is spoken of."""
        return next(version for version in self if version is not None)


def aligned(lists: Sides, entries: EntryList, day: str) -> list[Sides]:
    """Return the entries of three lists, each with what it is in each of them, in the order of the merged list.

    What was there before stands as before, or as the side that sorted it anew has it. What is new stands behind what it
    was written behind; of two sides that wrote something in one place, by the key ``day``, then by id.
    """
    base, ours, theirs = lists
    mine: _Places = [found.place for found in entries.successors(base, ours)]
    other: _Places = [found.place for found in entries.successors(base, theirs)]
    old = [Sides(item, _at(ours, mine[place]), _at(theirs, other[place])) for place, item in enumerate(base)]
    new: defaultdict[int, list[Sides]] = defaultdict(list)
    left = [place for place in range(len(theirs)) if place not in other]
    for place in range(len(ours)):
        if place not in mine:
            twin = next((each for each in left if entries.is_same(ours[place], theirs[each])), None)
            left = [each for each in left if each != twin]
            new[_before(mine, place)].append(Sides(None, ours[place], _at(theirs, twin)))
    for place in left:
        new[_before(other, place)].append(Sides(None, None, theirs[place]))
    rows = _sorted(new[-1], day)
    for place in _order(mine, other):
        rows += [old[place], *_sorted(new[place], day)]
    return rows


def is_unclear(rows: list[Sides]) -> bool:
    """Tell whether both sides have put something else in the place of one entry, as far as that can be told."""
    gone = any(row.base is not None and row.ours is row.theirs is None for row in rows)
    new = [row for row in rows if row.base is None]
    return gone and any(row.ours is None for row in new) and any(row.theirs is None for row in new)


def _at(rows: list[Any], place: int | None) -> Any:  # noqa: ANN401  (an entry)
    return None if place is None else rows[place]


def _before(places: _Places, new: int) -> int:
    """Return which entry of the base a new one stands behind, -1 where it stands before all of them."""
    earlier = ((place, number) for number, place in enumerate(places) if place is not None and place < new)
    return max(earlier, default=(0, -1))[1]


def _order(mine: _Places, other: _Places) -> Iterator[int]:
    """Yield the entries of the base in the order of the side that has changed it."""
    known = [place for place in mine if place is not None]
    places = other if known == sorted(known) else mine
    order = [
        number for _, number in sorted((place, number) for number, place in enumerate(places) if place is not None)
    ]
    for number, place in enumerate(places):
        if place is None:  # it stays behind what it was behind
            order.insert(order.index(number - 1) + 1 if number else 0, number)
    yield from order


def _sorted(new: list[Sides], day: str) -> list[Sides]:
    def key(row: Sides) -> tuple[str, str, str]:
        said = row.called
        return str(said.get(day, "")), str(said.get("id", "")), repr(said)

    both = any(row.ours is None for row in new) and any(row.theirs is None for row in new)
    return sorted(new, key=key) if both else new
