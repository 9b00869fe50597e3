"""What a workbook does not say of a record, and that stays: what no row is of, and what stands in an empty cell."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from jiedui.records.changes import going_on, has_id, items_of
from jiedui.records.lists.lists import LISTS
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.records.lists.entry_list import EntryList
    from jiedui.records.schema import RecordSchema, Schema

Data = dict[str, Any]
# The lists whose entries the table of lists knows how to tell apart, by the keys that lead to each.
_Lists = dict[tuple[str, ...], "EntryList"]


class Remainder(Struct):
    """Puts the rest of records of a kind behind what is said of them; ``missing`` counts entries without a row.

    They are counted by what staff call their list.
    """

    record: RecordSchema
    missing: Counter[str] = field(default_factory=Counter)

    def completed(self, base: Data, said: Data) -> Data:
        """Return a record with all that is said of it, and with what ``base`` says besides. Both are left alone."""
        lists = {entries.keys: entries for entries in LISTS.get(self.record.kind, ())}
        return self._mapping(base, said, self.record.root, lists)

    def _mapping(self, base: Data, said: Data, schema: Schema, lists: Mapping[tuple[str, ...], EntryList]) -> Data:
        data: Data = {}
        for key, part in self.record.properties(schema).items():
            one, other = base.get(key), said.get(key)
            below = {keys[1:]: entries for keys, entries in lists.items() if keys[:1] == (key,)} if lists else {}
            if items := items_of(part, self.record):
                data[key] = self._list(one or [], other or [], items, str(part["title"]), below)
            elif "properties" in part:
                data[key] = self._mapping(one or {}, other or {}, part, below)
            else:
                data[key] = one if other is None else other
        return {key: value for key, value in data.items() if value not in (None, [], {})}

    def _list(self, base: list[Data], said: list[Data], items: Schema, title: str, lists: _Lists) -> list[Data]:
        entries = lists.get(())
        if entries and not entries.has_id:
            places = [found.place for found in entries.successors(base, said, partly=True)]
        else:
            found = going_on(base, said, by_id=has_id(items))
            places = [found.get(place) for place in range(len(base))]
        before = {place: base[number] for number, place in enumerate(places) if place is not None}
        gone = [base[number] for number, place in enumerate(places) if place is None]
        self.missing[title] += len(gone)
        within = {inner.keys: inner for inner in entries.within} if entries else {}
        return [*(self._mapping(before.get(place, {}), row, items, within) for place, row in enumerate(said)), *gone]
