"""What a change took away, put back: what is found only without it comes of the loss, which is told itself."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from jiedui.records.judge import judge
from jiedui.records.reader import Record
from jiedui.rules.loss.entries import compared
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.lists.marks import Data
    from jiedui.records.reader import Records
    from jiedui.records.schema import SchemaLibrary
    from jiedui.rules.loss.entries import Compared
    from jiedui.rules.loss.succession import Succession


def restored(records: Records, found: Succession, library: SchemaLibrary) -> Records | None:
    """Return ``records`` with the records, and the entries of lists, that are gone; ``None`` where nothing is.

    What was replaced by something else under its id is there again, too, in place of that.

    What its schema would not take, since it was faulty before, does not come back.
    """
    back = {record.path: record for record in _back(found) if _is_sound(record, library)}
    if not back:
        return None
    instead = {now.path for former, now in found.replaced if former.path in back}
    kept = (record for record in records.valid if record.path not in back.keys() | instead)
    return replace(records, valid=[*kept, *back.values()])


def _back(found: Succession) -> Iterator[Record]:
    """Yield each record that is gone or replaced, and each that goes on with less than it had, with all of it."""
    for former in (*found.gone, *(before for before, _ in found.replaced)):
        yield Record(former.place, former.data)
    for pair in found.continued:
        lists = [item for item in compared(pair) if item.gone]
        if lists:
            data = deepcopy(pair.now.data)
            for item in lists:  # those within an entry come before the list of the entry, whose places they go by
                _put_back(item, data)
            yield Record(pair.now.place, data)


def _put_back(item: Compared, data: Data) -> None:
    node: Any = data
    for part in item.holder:
        node = node[part]
    *way, last = item.entries.keys
    if way and way[0] not in node:  # what was written around the list is gone with it
        node[way[0]] = item.former[way[0]]
        return
    for key in way:
        node = node[key]
    rows = node.setdefault(last, [])
    for place, entry in item.gone.items():
        rows.insert(place, entry)


def _is_sound(record: Record, library: SchemaLibrary) -> bool:
    return judge(deepcopy(record.data), library[record.place.kind], record.path).data is not None
