"""What stands in the sheets of a workbook's package beside the values that are read of it.

Some cells would read as empty though something stands in them: formulas of which no value is kept, and errors such as
#N/A. How far the cells reach is told before any reader makes room for them.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LETTERS = 26
# As much of a sheet as one row may be.
_LONGEST_ROW = 1 << 25

Cell = tuple[int, int]
"""A cell by its row and its column, both from 0."""


class EndlessRowError(Exception):
    """A row of a sheet is longer than any that people make."""


class SheetMarks(Struct):
    """What a sheet holds that is not among its values: cells that would read as empty, and, of ODS, merged parts."""

    formulas: list[Cell] = field(default_factory=list)
    """Formulas that have no value."""
    errors: dict[Cell, str] = field(default_factory=dict)
    """Cells that hold an error, with it: #N/A."""
    merged: list[tuple[Cell, Cell]] = field(default_factory=list)
    end: Cell = (-1, -1)
    """The last row and the last column in which something stands."""

    def reach(self, row: int, column: int) -> None:
        """Take note of a cell in which something stands."""
        self.end = max(self.end[0], row), max(self.end[1], column)

    @property
    def cells(self) -> int:
        """How many cells there are from the first to the last, whether something stands in them or not."""
        return (self.end[0] + 1) * (self.end[1] + 1)


def letters(column: int) -> str:
    """Return what a sheet calls a column: 0 is A, 26 is AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        found = chr(ord("A") + rest) + found
    return found


def column_of(letters: bytes) -> int:
    """Return which column a sheet calls so, from 0: the reverse of :func:`letters`."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + letter - ord("A") + 1
    return number - 1


_ROW = re.compile(rb"<(?:\w+:)?row\b")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_EMPTY = re.compile(rb"<(?:\w+:)?c\b[^>]*(?:/>|></(?:\w+:)?c>)")
_FILLED = re.compile(rb"<(?:\w+:)?c[ >]")
# A program that is mistaken, or means ill, names other rows and columns than there are; a reader makes room for these.
_REFERENCE = re.compile(rb"\br=[\"']([A-Za-z]{0,9})([0-9]{0,12})[\"']")
_PLAIN_ROW = re.compile(rb'<row r="([0-9]{1,7})"')
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"')
_DIGITS, _CAPITALS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# What a sheet holds that is not plain, and what rows and cells of it end with that are empty.
_NOT_PLAIN = (b"<f", b":f", b't="e"', b"<c>", b":c", b":row", b"r='")
_EMPTIES = (b"/>", b'"></c>', b'"></row>')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_KIND = re.compile(rb"\bt=[\"'](\w+)")


def xlsx_marks(pieces: Iterable[bytes]) -> SheetMarks:
    """Return the marks of a sheet of an XLSX as it is unpacked, piece by piece; raise :class:`EndlessRowError`."""
    marks = SheetMarks()
    row = -1
    for rows in _whole_rows(pieces, b"row"):
        if end := _end_of_plain(rows):
            row = end[0]
            marks.reach(*end)
            continue
        for text in _ROW.split(_EMPTY.sub(b"", rows))[1:]:
            told = _REFERENCE.search(text, 0, text.find(b">"))
            row = int(told[2]) - 1 if told and told[2] else row + 1
            if _FILLED.search(text):
                _xlsx_row(text, row, marks)
    return marks


def _end_of_plain(rows: bytes) -> Cell | None:
    """Return the last row and column of rows that are as plain as nearly all; ``None`` for others, which take longer.

    Each is filled, each row and each cell tells its place first of all, and there is neither a formula nor an error.
    """
    start = rows.find(b"<row ")
    if start < 0 or any(sign in rows for sign in _NOT_PLAIN) or any(rows.find(sign, start) > 0 for sign in _EMPTIES):
        return None
    lines, cells = _PLAIN_ROW.findall(rows), _PLAIN_CELL.findall(rows)
    counts = rows.count(b"<row"), rows.count(b"</c></row>"), rows.count(b"<c "), rows.count(b'r="')
    if not cells or counts != (len(lines), len(lines), len(cells), len(lines) + len(cells)):
        return None
    places = b" ".join(cells)
    columns, numbers = ({*places.translate(None, other).split()} for other in (_DIGITS, _CAPITALS))
    if not numbers.issubset(lines) or int(lines[-1]) != max(map(int, lines)):
        return None
    return int(lines[-1]) - 1, max(map(column_of, columns))


def _whole_rows(pieces: Iterable[bytes], name: bytes) -> Iterator[bytes]:
    """Yield the rows of a sheet, many at once, as it is unpacked."""
    held = b""
    for piece in pieces:
        held += piece
        near = max(0, len(held) - len(piece) - 64)
        cut = max(held.rfind(b"<" + name, near), held.rfind(b":" + name, near))
        if cut > 0:
            cut = held.rfind(b"<", 0, cut + 1)
            yield held[:cut]
            held = held[cut:]
        if len(held) > _LONGEST_ROW:
            raise EndlessRowError
    yield held


def _xlsx_row(text: bytes, row: int, marks: SheetMarks) -> None:
    columns, rows = map(set, zip(*_REFERENCE.findall(text), (b"", b""), strict=True))
    column = max(map(column_of, columns))
    marks.reach(
        max(row, *(int(told or 0) - 1 for told in rows)), column if column >= 0 else len(_FILLED.findall(text)) - 1
    )
    if b"<f" not in text and b":f" not in text and b't="e"' not in text:
        return
    for at, (said, inner) in enumerate(_CELL.findall(text)):
        named, kind, value = _REFERENCE.search(said), _KIND.search(said), _VALUE.search(inner)
        cell = row, column_of(named[1]) if named and named[1] else at
        if kind and kind[1] == b"e":
            marks.errors[cell] = value[1].decode("utf-8", "replace") if value else "#"
        # A formula that gives an empty text says that it gives a text.
        elif not value and not (kind and kind[1] == b"str") and _FORMULA.search(inner):
            marks.formulas.append(cell)


_TABLE = re.compile(rb'<table:table [^>]*?table:name="([^"]*)"')
_ODS_ROW = re.compile(rb"<table:table-row\b")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="([0-9]{1,7})"')
_SPANNED = re.compile(rb'table:number-(columns|rows)-spanned="([0-9]{1,7})"')
_TOLD_ERROR = re.compile(rb"<text:p>([^<]*)</text:p>")


def ods_marks(pieces: Iterable[bytes]) -> dict[str, SheetMarks]:
    """Return the marks of the sheets of an ODS by their names; raise :class:`EndlessRowError`."""
    found: dict[str, SheetMarks] = {}
    marks, row = SheetMarks(), 0
    for rows in _whole_rows(pieces, b"table-row"):
        first, *others = _ODS_ROW.split(rows)
        for at, text in enumerate((first, *others)):
            if at:
                row += _ods_row(text, row, marks)
            for name in _TABLE.findall(text):
                marks, row = found.setdefault(unescape(name.decode("utf-8", "replace")), SheetMarks()), 0
    return found


def _ods_row(text: bytes, row: int, marks: SheetMarks) -> int:
    """Take note of the cells of one row, and return how many times it stands there."""
    times = _times(text[: text.find(b">")])
    column = 0
    for cell in _ODS_CELL.finditer(text):
        said = cell[1]
        width = _times(said)
        if b"office:value-type" in said:
            marks.reach(row + times - 1, column + width - 1)
        elif b"table:formula" in said:
            marks.formulas.append((row, column))
        if b'calcext:value-type="error"' in said:
            told = _TOLD_ERROR.search(text, cell.end())
            marks.errors[row, column] = told[1].decode("utf-8", "replace") if told else "#"
        if spans := dict(_SPANNED.findall(said)):
            below, beside = int(spans.get(b"rows", 1)), int(spans.get(b"columns", 1))
            marks.merged.append(((row, column), (row + below - 1, column + beside - 1)))
        column += width
    return times


def _times(said: bytes) -> int:
    told = _REPEATED.search(said)
    return int(told[1]) if told else 1
