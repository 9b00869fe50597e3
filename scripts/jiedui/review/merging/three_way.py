"""One record out of two that were made of a third: field by field as its schema has them, entry by entry in its lists.

What one side alone has changed is as that side has it. What both have changed, and otherwise, is disputed: somebody has
to choose. No text is made of the words of both, nor a new entry of two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.records.lists.entry_list import EntryList
from jiedui.records.lists.lists import LISTS
from jiedui.records.lists.marks import Marks
from jiedui.records.schema import plan, with_title
from jiedui.review.merging.rows import Sides, aligned, is_unclear
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from jiedui.records.lists.marks import Data
    from jiedui.records.schema import RecordSchema, Schema

# The lists below a place whose entries are told apart by more than their first field, by the way to each.
_Lists = dict[tuple[str, ...], EntryList]
# A word of a list is all that there is to it.
_WORD = ""
_WORDS = EntryList(keys=(), called="", marks=Marks((_WORD,)), way="")


class Disputed(Struct, frozen=True):
    """What two sides have in one place, of which somebody has to choose; ``None`` where a side has nothing."""

    ours: Any
    theirs: Any


class Dispute(NamedTuple):
    """A disputed place: what it is called, its schema as it is written, and what is there in the three versions."""

    where: str
    schema: Schema
    sides: Sides


class RecordMerge(Struct):
    """Merges three versions of one record; ``disputes`` are the places in which two sides contradict each other."""

    record: RecordSchema
    disputes: list[Dispute] = field(default_factory=list)

    def merge(self, base: Data, ours: Data, theirs: Data) -> Data:
        """Return what two sides have made of ``base``, with a :class:`Disputed` where they contradict each other."""
        lists = {entries.keys: entries for entries in LISTS.get(self.record.kind, ())}
        return self._mapping(Sides(base, ours, theirs), self.record.root, lists, "")

    def _mapping(self, sides: Sides, schema: Schema, lists: _Lists, where: str) -> Data:
        merged = {}
        for key, part in self.record.properties(schema).items():
            below = {keys[1:]: entries for keys, entries in lists.items() if keys[:1] == (key,)}
            named = f"{where}{with_title(key, part['title'])}"
            value = self._value(Sides(*(side.get(key) for side in sides)), schema["properties"][key], below, named)
            if value not in (None, [], {}):
                merged[key] = value
        return merged

    def _value(self, sides: Sides, schema: Schema, lists: _Lists, where: str) -> Any:  # noqa: ANN401  (any value)
        if sides.ours == sides.theirs or sides.theirs == sides.base:
            return sides.ours
        if sides.ours == sides.base:
            return sides.theirs
        resolved = self.record.resolve(schema)
        if resolved.get("type") == "array":
            return self._list(Sides(*(side or [] for side in sides)), resolved, lists, where)
        if resolved.get("type") == "object" and None not in sides:
            return self._mapping(sides, resolved, lists, _of(where))
        return self._disputed(sides, schema, where)

    def _list(self, sides: Sides, schema: Schema, lists: _Lists, where: str) -> list[Any] | Disputed:
        items = self.record.resolve(schema["items"])
        if items.get("type") != "object":
            rows = aligned(Sides(*([{_WORD: item} for item in side] for side in sides)), _WORDS, "")
            return [row.called[_WORD] for row in rows if row.base is None or None not in row]
        entries = lists.get(()) or self._by_first_field(schema, items)
        rows = aligned(sides, entries, self._day(items))
        if not entries.has_id and is_unclear(rows):
            return self._disputed(sides, schema, where)
        below = {inner.keys: inner for inner in entries.within}
        merged = (self._value(row, schema["items"], below, entries.name(row.called)) for row in rows)
        return [entry for entry in merged if entry is not None]

    def _disputed(self, sides: Sides, schema: Schema, where: str) -> Disputed:
        self.disputes.append(Dispute(where, schema, sides))
        return Disputed(sides.ours, sides.theirs)

    def _by_first_field(self, schema: Schema, items: Schema) -> EntryList:
        """Return by what the entries of a list are told apart that no table says: by what they say first."""
        first = next(iter(self.record.properties(items)))
        has_id = first == "id" and first in items.get("required", ())
        return EntryList(keys=(), called=f"{schema['title']} {{{first}}}", marks=Marks((first,)), way="", has_id=has_id)

    def _day(self, items: Schema) -> str:
        """Return the field of an entry that holds its first day, or nothing."""
        parts = plan(self.record, items)
        return next((key for key, part in parts.items() if part == "date"), "") if isinstance(parts, dict) else ""


def _of(where: str) -> str:
    """Return the words for a place as they stand before what lies in it; no Latin letter touches a Chinese one."""
    return f"{where} 的 " if where[-1].isascii() else f"{where}的 "
