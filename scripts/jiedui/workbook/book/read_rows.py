"""Rows of a workbook that were read, as those of a table: each cell with its place, and what is wrong with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiedui.struct import Struct
from jiedui.workbook.marks import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.workbook.book.tables import BookTable, Keys, RowKey


KEEP_ONE = "留对的一处，另一处空着。"
"""What to do about two cells that contradict each other."""


class BookCell(NamedTuple):
    """What stands in one cell, which is not empty: the name of its sheet, its row from 1 and its column from 0."""

    text: str
    sheet: str
    row: int
    column: int | None

    @property
    def called(self) -> str:
        """Its place as staff find it."""
        return called(self.sheet, self.row, self.column)


class BookFault(NamedTuple):
    """What is wrong with a cell or a row, by its sheet and row: where that is in words, what, and how to mend it."""

    sheet: str
    row: int
    place: str
    message: str
    remedy: str
    suggestion: str = ""


class BookRow(Struct, frozen=True):
    """One row of a table, as its sheet has it, under its number from 1.

    ``texts`` are what stands in each column of the table, nothing being an empty text; ``columns`` tell in which column
    of the sheet, from 0, each of them stands, ``None`` for what the row as a whole says.
    """

    table: BookTable
    sheet: str
    number: int
    texts: tuple[str, ...]
    columns: tuple[int | None, ...]

    @property
    def called(self) -> str:
        """Its place as staff find it."""
        return called(self.sheet, self.number)

    def cell(self, place: int) -> BookCell:
        """Return the cell of a column of the table."""
        return BookCell(self.texts[place], self.sheet, self.number, self.columns[place])

    def has(self, places: Iterable[int]) -> bool:
        """Tell whether something stands in one of some columns of the table."""
        return any(self.texts[place] for place in places)

    def key(self, key: RowKey) -> str:
        """Return what stands in the column of a key; nothing where the table has none."""
        place = self.table.key(key)
        return "" if place is None else self.texts[place]

    def said(self, keys: Keys) -> str:
        """Return what stands in the column of the value to which some keys lead; nothing where the table has none."""
        return next((self.texts[place] for place, column in enumerate(self.table.columns) if column.keys == keys), "")

    def fault(self, message: str, remedy: str, *, place: int | None = None, suggestion: str = "") -> BookFault:
        """Return what is wrong with the row, or with the cell of a column of the table."""
        where = self.called if place is None else called(self.sheet, self.number, self.columns[place])
        return BookFault(self.sheet, self.number, where, message, remedy, suggestion)


def called(sheet: str, row: int, column: int | None = None) -> str:
    """Return the words for a place in a workbook: “走访”表 C12, or “走访”表第 12 行."""
    named = f"“{sheet}”表" if sheet else ""
    return f"{named}第 {row} 行" if column is None else f"{named} {letters(column)}{row}".strip()
