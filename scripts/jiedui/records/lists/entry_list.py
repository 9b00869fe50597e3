"""A list in a record whose entries stay, and which entry of now goes on which of before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.records.lists.marks import Data, Marks, Successor, Test, successors
from jiedui.records.values import without
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator


class EntryList(Struct, frozen=True, kw_only=True):
    """A list in a record whose entries stay: at ``keys`` from what holds it.

    Entries with an id go by it; ``marks`` tell whether two of them are the same thing. ``called`` says in words which
    one it is, with its fields in braces, ``way`` what to write in place of taking it out. ``within`` are the lists that
    lie in each entry.
    """

    keys: tuple[str, ...]
    called: str
    marks: Marks
    way: str
    has_id: bool = False
    within: tuple[EntryList, ...] = ()

    def of(self, data: Data) -> list[Data]:
        """Return the entries in what holds the list; none where it is not there."""
        *way, last = self.keys
        for key in way:
            data = data.get(key, {})
        entries: list[Data] = data.get(last, [])
        return entries

    def name(self, item: Data) -> str:
        """Return in words which entry it is."""
        return self.called.format_map(_Told(item))

    def place_of(self, item: Data, rows: list[Data]) -> int | None:
        """Return the place in a list of the entry that has the id of ``item``."""
        same = (index for index, row in enumerate(rows) if self.has_id and row["id"] == item.get("id"))
        return next(same, None)

    def successors(
        self, old: list[Data], rows: list[Data], *, faulty: bool = False, partly: bool = False
    ) -> Iterator[Successor]:
        """Yield every entry of the list of before, ``old``, with the place of the one that goes it on.

        Without an id, what has but been corrected goes on, first of all under what it is called; one with an id that
        says the same under a new one, too; and of a ``faulty`` record of before, of which a part alone can be read,
        what may be the same; so does what says nothing else where of each of ``rows`` a part alone is said, ``partly``.
        What has got the id that another had, and has, goes on nothing: all that speaks of that id would speak of it.
        """
        tests = self._by_id(old, rows) if self.has_id else [_equal, self.marks.alike, self._goes_on]
        if partly:
            tests.insert(-1, self._is_said_of)
        return successors(old, rows, *tests, *([self._may_be] if faulty else []), distance=self._distance)

    def is_same(self, one: Data, other: Data) -> bool:
        """Tell whether two entries that two people have added are about the same thing."""
        return one["id"] == other["id"] if self.has_id else one == other or self.marks.alike(one, other)

    def _by_id(self, old: list[Data], rows: list[Data]) -> list[Test]:
        kept = {row["id"] for row in rows}
        taken = _taken(old, rows)

        def same(one: Data, other: Data) -> bool:
            return one.get("id") == other["id"] and one["id"] not in taken and self._goes_on(one, other)

        def renamed(one: Data, other: Data) -> bool:
            return one.get("id") not in kept and self.marks.alike(one, other)

        return [same, renamed]

    def _distance(self, one: Data, other: Data) -> tuple[int, ...]:
        """Return how far two are from each other: first whether they are called alike, then how many fields differ."""
        fields = one.keys() | other.keys()
        return self.name(one) != self.name(other), sum(one.get(key) != other.get(key) for key in fields)

    def _goes_on(self, one: Data, other: Data) -> bool:
        return not self.marks.apart(one, other)

    def _is_said_of(self, one: Data, other: Data) -> bool:
        return self.marks.shared(other, one) > 0 and self.marks.may_be(other, one)

    def _may_be(self, one: Data, other: Data) -> bool:
        return self.marks.may_be(one, other) and one.get("id", other.get("id")) == other.get("id")


class _Told(dict[str, Any]):
    """What an entry says, to put into words; of a faulty one not all of it may be known."""

    def __missing__(self, key: str) -> str:
        return "（看不清）"


def _taken(old: list[Data], rows: list[Data]) -> set[str]:
    """Return the ids under which stands now, word for word, what stood under another before."""
    said = {item["id"]: without(item, "id") for item in old if "id" in item}
    now = {row["id"]: without(row, "id") for row in rows if row["id"] in said}
    return {key for key, data in now.items() if data != said[key] and data in said.values()}


def _equal(one: Data, other: Data) -> bool:
    return one == other
