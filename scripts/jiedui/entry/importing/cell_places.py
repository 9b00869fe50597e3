"""Where in a workbook stands what a finding is about: the cell, the row that lacks it, or the record's first row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.records.changes import going_on
from jiedui.workbook.book.read_rows import called

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiedui.records.values import Pointer
    from jiedui.workbook.book.book_record import BookRecord
    from jiedui.workbook.book.read_rows import BookRow


# So many places of many are named: where it goes on, who mends it sees.
_LISTED = 3


class CellPlace(NamedTuple):
    """A place in a workbook: the sheet and row, and where that is in words, with the cell where one is meant."""

    sheet: str
    row: int
    called: str

    @classmethod
    def of(cls, row: BookRow, column: int | None = None) -> CellPlace:
        """Return the place of a row, or of its cell in a column of the sheet from 0."""
        return cls(row.sheet, row.number, called(row.sheet, row.number, column))

    @property
    def column(self) -> str:
        """The sheet and, of a cell, the letters of its column: what places of one kind have in common."""
        return f"{self.sheet} {self._within.replace(str(self.row), '')}"

    @property
    def _within(self) -> str:
        return self.called.removeprefix(f"“{self.sheet}”表").strip()

    @staticmethod
    def listed(places: Sequence[CellPlace]) -> str:
        """Return the words for some places of one column: the first few of many."""
        first, *more = places[:_LISTED]
        told = "、".join((first.called, *(each._within for each in more)))
        return told if len(places) <= _LISTED else f"{told} 等 {len(places)} 处"


def said_at(record: BookRecord, data: Any, pointer: Pointer) -> Pointer:  # noqa: ANN401  (what a record would say)
    """Return where a workbook says what lies at ``pointer`` in ``data``, which was made of what it says.

    Entries of a list are known by their ids, or else by what they say. What it does not say ends the way.
    """
    said: Any = record.data
    found: list[str | int] = []
    for step in pointer:
        if isinstance(step, int):
            entry = data[step] if isinstance(data, list) and step < len(data) else None
            index = _index(entry, said)
            if index is None:
                break
            data, said = entry, said[index]
            found.append(index)
        else:
            data, said = (part.get(step) if isinstance(part, dict) else None for part in (data, said))
            found.append(step)
    return tuple(found)


def place(record: BookRecord, at: Pointer) -> CellPlace:
    """Return the place of what a workbook says, or would say, at ``at`` of a record."""
    cells = record.cells()
    if cell := cells.get(at):
        return CellPlace(cell.sheet, cell.row, cell.called)
    names = tuple(step for step in at if isinstance(step, str))
    for length in range(len(at), 0, -1):
        near = {(cell.sheet, cell.row) for key, cell in cells.items() if key[:length] == at[:length]}
        rows = [row for row in record.rows if (row.sheet, row.number) in near]
        for row in rows:
            if (column := _column(row, names)) is not None:
                return CellPlace.of(row, column)
        if rows:
            return CellPlace.of(rows[0])
    return CellPlace.of(record.rows[0], _column(record.rows[0], names))


def _column(row: BookRow, names: tuple[str, ...]) -> int | None:
    """Return the column of the sheet for what lies at some keys of a record, where the row has one for it."""
    table = row.table
    places = (place for place, column in enumerate(table.columns) if (*table.at, *column.keys) == names and column.keys)
    found = next(places, None)
    return None if found is None else row.columns[found]


def _index(entry: object, said: object) -> int | None:
    """Return which entry of a list that is said has become another."""
    if not isinstance(said, list):
        return None
    if not isinstance(entry, dict):
        return said.index(entry) if entry in said else None
    by_id = "id" in entry and all("id" in each for each in said)
    return going_on([entry], said, by_id=by_id).get(0)
