"""What a record says, one value at a time, each by the words for its place: what a merge has to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.records.lists.lists import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.lists.entry_list import EntryList
    from jiedui.records.reader import Record

# By the way to it, in keys and in the names of entries, what stands there. An entry stands there itself, too.
Way = tuple[str, ...]
Facts = dict[Way, Any]
_Lists = dict[tuple[str, ...], "EntryList"]
_ENTRY = "-"


def facts(record: Record) -> Facts:
    """Return the values of a record, texts and numbers, by where they stand; of an entry, that it is there."""
    lists = {entries.keys: entries for entries in LISTS.get(record.place.kind, ())}
    return dict(_facts(record.data, lists, ()))


def dropped(side: Facts, base: Facts, *results: Facts) -> list[Way]:
    """Return where a side has changed a value and each of the ``results`` has it as before, or as it was taken out.

    What an entry says that is not there any more is left out: that it is not there is another matter.
    """
    changed = {way for way in side.keys() | base.keys() if side.get(way) != base.get(way) and way[-1] != _ENTRY}
    return sorted(
        way
        for way in changed
        if all(
            result.get(way) != side.get(way) and _entries(way) <= result.keys() and _entries(way) <= side.keys()
            for result in results
        )
    )


def in_words(way: Way) -> str:
    """Return in words where a value stands: the entry that it is in, and its field."""
    parts = [part for number, part in enumerate(way) if part != _ENTRY and way[number + 2 : number + 3] != (_ENTRY,)]
    return " 的 ".join(parts)


def _entries(way: Way) -> set[Way]:
    """Return the entries on the way to a value."""
    return {way[:number] for number, part in enumerate(way, 1) if part == _ENTRY}


def _facts(data: dict[str, Any], lists: _Lists, where: Way) -> Iterator[tuple[Way, Any]]:
    for key, value in data.items():
        below = {keys[1:]: entries for keys, entries in lists.items() if keys[:1] == (key,)}
        if isinstance(value, dict):
            yield from _facts(value, below, (*where, key))
        elif isinstance(value, list):
            yield from _entry_facts(value, below.get(()), (*where, key))
        else:
            yield (*where, key), value


def _entry_facts(rows: list[Any], entries: EntryList | None, where: Way) -> Iterator[tuple[Way, Any]]:
    for row in rows:
        if not isinstance(row, dict):
            yield (*where, str(row)), True
            continue
        name = entries.name(row) if entries else str(next(iter(row.values())))
        place = (*where, name, _ENTRY)
        yield place, True
        yield from _facts(row, {inner.keys: inner for inner in entries.within} if entries else {}, place)
