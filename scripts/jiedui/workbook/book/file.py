"""The file of a workbook, of whatever kind, as sheets of texts: each row with its number, each cell with its place.

Nothing is left out without a word: a sheet that is hidden is told, and so is a cell that would read as empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.records.finding import printable, redact
from jiedui.struct import Struct, field, replace
from jiedui.workbook.book.read_rows import BookFault, called
from jiedui.workbook.list_file import NO_VALUE, PASTE, refuse_size, seen, sheets_in
from jiedui.workbook.list_heads import NumberedRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from jiedui.workbook.list_cells import SheetCells
    from jiedui.workbook.marks import Cell, SheetMarks

BookCells = dict[tuple[int, int], str]


class BookSheet(Struct, frozen=True):
    """One sheet: its name, as messages may say it, and the rows in which something stands.

    A row has as many cells as it takes to hold its last one. ``spread`` is what empty cells show that are merged with
    another, and ``faults`` is what is wrong with cells that read as empty; both by row from 1 and column from 0.
    """

    name: str
    rows: tuple[NumberedRow, ...]
    hidden: bool = False
    spread: Mapping[tuple[int, int], str] = field(default_factory=dict)
    faults: Mapping[tuple[int, int], BookFault] = field(default_factory=dict)


def read_book(path: Path, content: bytes | None = None) -> Iterator[BookSheet]:
    """Yield the sheets of a workbook in which something stands; of CSV the one sheet, called as the file.

    The ``content`` is read where it is not given. Whoever is done with a sheet before the next has no two at once.

    Raises :class:`jiedui.workbook.package.UnreadableListError` for a file that is none, is under a password, or holds
    more than is taken in at once.
    """
    size = 0
    for cells, marks in sheets_in(path, content):
        sheet = _sheet(replace(cells, name=cells.name or path.stem), marks)
        size += len(sheet.rows) + len(sheet.faults)
        if sheet.rows or sheet.faults:
            yield sheet
        del sheet
    refuse_size(size)


def _sheet(cells: SheetCells, marks: SheetMarks) -> BookSheet:
    name = redact(printable(cells.name))
    rows = tuple(_rows(cells.rows))
    faults = {
        (row + 1, column): BookFault(name, row + 1, called(name, row + 1, column), message, remedy)
        for (row, column), message, remedy in _faults(marks)
    }
    return BookSheet(name, rows, cells.hidden, _spread(rows, [*cells.merged, *marks.merged]), faults)


class _Seen(dict[object, str]):
    """Texts by the texts in whose cells they are seen: most cells are empty, and many alike."""

    def __missing__(self, value: object) -> str:
        text = seen(value)
        if isinstance(value, str):
            self[value] = text
        return text


def _rows(rows: Iterable[Iterable[object]]) -> Iterator[NumberedRow]:
    known = _Seen()
    for number, row in enumerate(rows, 1):
        texts = [known[value] for value in row]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield NumberedRow(number, tuple(texts))


def _faults(marks: SheetMarks) -> Iterator[tuple[Cell, str, str]]:
    for cell in marks.formulas:
        yield cell, NO_VALUE, f"{PASTE}保存再试。"
    for cell, error in marks.errors.items():
        yield cell, f"是 {redact(printable(error))}，公式算错了。", "改好公式，或者直接填内容。"


def _spread(rows: tuple[NumberedRow, ...], merged: Iterable[tuple[Cell, Cell]]) -> BookCells:
    """Return what the empty cells of merged parts show, in the rows in which something stands."""
    by_number = dict(rows)
    widest = max((len(row.cells) for row in rows), default=0)
    spread: BookCells = {}
    for (top, left), (bottom, right) in merged:
        first = by_number.get(top + 1, ())
        text = first[left] if left < len(first) else ""
        below = [number for number in range(top + 1, bottom + 2) if number in by_number] if text else []
        spread |= {(number, at): text for number in below for at in range(left, min(right + 1, widest))}
        spread.pop((top + 1, left), None)
    return spread
