"""The cells of a workbook from elsewhere, read by what the machine has: python-calamine, or else openpyxl.

python-calamine is compiled and made for few processors. openpyxl runs wherever Python does, but is slower and reads
XLSX alone.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

try:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum
except ImportError:  # there is none for this machine
    CALAMINE = False
else:
    CALAMINE = True

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from openpyxl.cell.cell import Cell, MergedCell


@dataclass(frozen=True, slots=True)
class SheetCells:
    """The values of one sheet from its first row on, empty cells as empty texts; the rows can be gone through once.

    ``merged`` are the first and the last cell of each merged part, by row and column from 0.
    """

    name: str
    rows: Iterable[Sequence[object]]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    hidden: bool = False


class NoWorkbookError(Exception):
    """What was read is no workbook, or one that cannot be read on this machine."""


def sheets_of(content: bytes) -> Iterator[SheetCells]:
    """Yield the sheets of a workbook; raise :class:`NoWorkbookError`, and what damaged packages raise."""
    return READERS[CALAMINE](content)


def _by_calamine(content: bytes) -> Iterator[SheetCells]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for about in book.sheets_metadata:
            sheet = book.get_sheet_by_name(about.name)
            hidden = about.visible is not SheetVisibleEnum.Visible
            before = [""] * (sheet.start[1] if sheet.start else 0)
            rows = (before + row for row in sheet.iter_rows())
            yield SheetCells(about.name, rows, sheet.merged_cell_ranges or (), hidden)
    except CalamineError as error:
        raise NoWorkbookError from error


def _by_openpyxl(content: bytes) -> Iterator[SheetCells]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), data_only=True)
    except (KeyError, TypeError, SyntaxError, zipfile.BadZipFile) as error:
        raise NoWorkbookError from error
    for sheet in book.worksheets:
        merged = [
            ((part.min_row - 1, part.min_col - 1), (part.max_row - 1, part.max_col - 1))
            for part in sheet.merged_cells.ranges
        ]
        rows = ([*map(_value, row)] for row in sheet.iter_rows(min_row=1))
        yield SheetCells(sheet.title, rows, merged, sheet.sheet_state != "visible")


def _value(cell: Cell | MergedCell) -> object:
    """Return a value as calamine does: numbers as those of Excel, which has no others, faults of formulas as empty."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    return float(value) if type(value) is int else value


READERS: dict[bool, Callable[[bytes], Iterator[SheetCells]]] = {True: _by_calamine, False: _by_openpyxl}
