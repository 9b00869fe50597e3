"""The cells of a workbook from elsewhere, read by what the machine has: python-calamine, or else openpyxl.

python-calamine is compiled and made for few processors. openpyxl runs wherever Python does, but is slower and reads
XLSX alone.
"""

from __future__ import annotations

import ctypes
import io
import os
import sys
import zipfile
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from jiedui.records.finding import redact
from jiedui.struct import Struct
from jiedui.workbook.package import UnreadableListError

try:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum
except ImportError:  # there is none for this machine
    CALAMINE = False
else:
    CALAMINE = True

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from openpyxl.cell.cell import Cell, MergedCell
    from python_calamine import CalamineSheet

P = ParamSpec("P")
T = TypeVar("T")
# How many rows are read at once, and where a program tells what goes wrong.
_AT_ONCE, _ERRORS = 1000, 2


class SheetCells(Struct, frozen=True):
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
    yield from _sheets(content)
    _give_back()


def _sheets(content: bytes) -> Iterator[SheetCells]:
    book = _tried(CalamineWorkbook.from_filelike, io.BytesIO(content))
    for about in book.sheets_metadata:
        sheet = _tried(book.get_sheet_by_name, about.name)
        hidden = about.visible is not SheetVisibleEnum.Visible
        yield SheetCells(about.name, _rows(sheet), sheet.merged_cell_ranges or (), hidden)


def _give_back() -> None:
    """Let the machine have what calamine is done with: of 60,000 rows the C library would keep 70 MB for later."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # another library than that of GNU has no such thing
            ctypes.CDLL(None).malloc_trim(0)


def _rows(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """Yield the rows from the first on; raise :class:`UnreadableListError` for a day that no calendar reaches."""
    before = [""] * (sheet.start[1] if sheet.start else 0)
    rows, number = sheet.iter_rows(), 1
    found: list[list[Any]] = []
    while True:
        try:
            _tried(found.extend, islice(rows, _AT_ONCE))
        except NoWorkbookError:
            where = f"“{redact(sheet.name)}”表第 {number + len(found)} 行"
            raise UnreadableListError(
                f"{where}有一格设成了日期或者时间，写的数却不是。设成“文本”格式，重新填写。"
            ) from None
        if not found:
            return
        yield from (before + row for row in found)
        number += len(found)
        found = []


def _tried(read: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Return what calamine reads; where it fails, raise :class:`NoWorkbookError` and let it say nothing by itself."""
    with _quiet():
        try:
            return read(*given, **named)
        except (CalamineError, OverflowError) as error:
            raise NoWorkbookError from error
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # a failure of Rust, which is no Exception
                raise
            raise NoWorkbookError from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep off the terminal what does not ask Python before it writes there."""
    try:
        kept = os.dup(_ERRORS)
    except OSError:  # there is none
        yield
        return
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), _ERRORS)
    try:
        yield
    finally:
        os.dup2(kept, _ERRORS)
        os.close(kept)


def _by_openpyxl(content: bytes) -> Iterator[SheetCells]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), data_only=True)
    except (AttributeError, LookupError, TypeError, SyntaxError, zipfile.BadZipFile) as error:
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
