"""Cells that say what other rows said before: what is left of a column that was sorted alone, or has slipped."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.entry.importing.imported import Imported
    from jiedui.records.changes import RecordChange
    from jiedui.records.values import Pointer
    from jiedui.workbook.book.book_record import BookRecord

# From so many on it is no chance. Days are near to each other: a few that are put right may well be those of others.
_MANY = 3
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_Cell = tuple["BookRecord", "RecordChange"]


def moved_cells(imported: Imported) -> list[list[tuple[BookRecord, Pointer]]]:
    """Return for each column that has moved its cells that now say what one other row said, and no other.

    A cell is told by the record and where in that the value lies, as far as rows know their entries by an id.
    """
    columns: defaultdict[tuple[str, ...], list[_Cell]] = defaultdict(list)
    for item in imported.items:
        for change in item.changes:
            names = tuple(step for step in change.at if isinstance(step, str))
            if isinstance(change.old, str) and isinstance(change.new, str) and not _DAY.fullmatch(change.new):
                columns[item.kind, *names].append((imported.records[item.source], change))
    found = (_moved(cells) for cells in columns.values())
    return [cells for cells in found if len(cells) >= _MANY]


def _moved(cells: list[_Cell]) -> list[tuple[BookRecord, Pointer]]:
    old, new = (Counter(texts) for texts in zip(*((change.old, change.new) for _, change in cells), strict=True))
    found = ((record, change) for record, change in cells if old[change.new] == new[change.new] == 1)
    return [(record, (*_pointer(record.data, change.at),)) for record, change in found]


def _pointer(data: Any, at: Iterable[Any]) -> Iterable[str | int]:  # noqa: ANN401  (any part of a record)
    """Yield where in a record lies what is ``at`` some steps, as far as its entries have ids."""
    for step in at:
        if isinstance(step, str):
            place: str | int | None = step if step in data else None
        else:
            place = next((number for number, each in enumerate(data) if each.get("id", "") == step.get("id")), None)
        if place is None:
            return
        yield place
        data = data[place]
