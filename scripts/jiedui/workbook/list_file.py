"""A list from elsewhere as rows of texts (XLSX, XLS, ODS, CSV). Nothing of it is kept or changed."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
import zlib
from datetime import datetime
from typing import TYPE_CHECKING

from jiedui.records.values import tidy
from jiedui.struct import Struct, field
from jiedui.workbook import list_cells
from jiedui.workbook.list_cells import SheetCells
from jiedui.workbook.list_heads import known_heads
from jiedui.workbook.marks import SheetMarks, letters
from jiedui.workbook.package import UnreadableListError, marks_of
from jiedui.workbook.xls import MAGIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

MOST_BYTES = 64 * 1024 * 1024
MOST_ROWS = 500_000
# From here on a float does not hold each whole number: the end of what was typed is lost.
_EXACT = 10**15
_KEPT = re.compile(r'="([^"]*)"')
# What comes along when a cell is copied from a page, and nobody sees.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
# Other spaces than the usual, which a record does not take.
_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
# A text that is not as it is kept: something of these is in it, or a blank at one of its ends.
_ODD = re.compile(f"{_UNSEEN.pattern}|{_SPACE.pattern}|[\r\n]|^[ \t]|[ \t\u3000]$")
# What files begin with that are workbooks: packages, and those of older programs.
_WORKBOOKS = (b"PK\x03\x04", MAGIC)
NO_VALUE = "是公式，没有算好的值。"
PASTE = "在 Excel 里全选、复制，“粘贴为数值”，"
"""How to mend a formula, before what comes after it."""
# The mark that parts the columns is the one by which the first lines know the most heads, or have the most cells.
_SAMPLE = 100


class ListSheet(Struct, frozen=True):
    """One sheet: its name, and its rows from the first on, each a text for each column.

    ``spread`` is what cells, by row and column from 0, are under that are merged with one above; these are empty.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    spread: Mapping[tuple[int, int], str] = field(default_factory=dict)


def read_list(path: Path) -> list[ListSheet]:
    """Return the sheets of a list that have rows; raise :class:`UnreadableListError` for a file that is none."""
    sheets = []
    for cells, marks in sheets_in(path):
        if marks.formulas:
            row, column = marks.formulas[0]
            raise UnreadableListError(f"单元格 {letters(column)}{row + 1} {NO_VALUE}{PASTE}保存再试。")
        rows = tuple(tuple(seen(value).strip() for value in row) for row in cells.rows)
        sheets.append(ListSheet(cells.name, rows, _spread(rows, cells.merged)))
    refuse_size(sum(any(row) for sheet in sheets for row in sheet.rows))
    return [sheet for sheet in sheets if any(map(any, sheet.rows))]


def refuse_size(rows: int) -> None:
    """Raise :class:`UnreadableListError` where something stands in no rows of a file, or in more than it may."""
    if not rows:
        raise UnreadableListError("表格是空的。")
    if rows > MOST_ROWS:
        raise UnreadableListError(f"多过 {MOST_ROWS} 行，分成几份再试。")


def sheets_in(path: Path, content: bytes | None = None) -> Iterator[tuple[SheetCells, SheetMarks]]:
    """Yield the sheets of a file, and what is among their cells beside values; raise :class:`UnreadableListError`.

    What its ``content`` says that it is counts, whatever its name ends in; it is read where it is not given.
    """
    content = _content(path) if content is None else content
    if path.suffix.lower() in (".csv", ".txt") and not content.startswith(_WORKBOOKS):
        yield SheetCells("", _of_text(content)), SheetMarks()
        return
    try:
        marks = marks_of(content)
        for sheet in list_cells.sheets_of(content):
            yield sheet, marks.get(sheet.name, SheetMarks())
    except (
        list_cells.NoWorkbookError, ValueError, OSError, zipfile.BadZipFile, zlib.error, RuntimeError, SyntaxError,
        LookupError,
    ):  # fmt: skip
        cause = "不是能读的表格，或者加了密码。" if list_cells.CALAMINE else "这台电脑只能读没有加密码的 xlsx。"
        raise UnreadableListError(f"{cause}用 Excel 打开，另存为 xlsx 再试。") from None


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():  # a device would be read for ever
            raise FileNotFoundError(path)
        if path.stat().st_size <= MOST_BYTES:
            return path.read_bytes()
    except OSError:
        raise UnreadableListError("打不开这个文件，看看文件名和位置对不对。") from None
    raise UnreadableListError(f"文件大过 {MOST_BYTES >> 20} MB，分成几份再试。")


def _spread(
    rows: tuple[tuple[str, ...], ...], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> dict[tuple[int, int], str]:
    """Return what the cells below the first one of each merged part of a column are under."""
    return {
        (at, column): rows[top][column]
        for (top, column), (bottom, last) in merged
        if column == last and top < len(rows) and column < len(rows[top])
        for at in range(top + 1, min(bottom + 1, len(rows)))
    }


def _of_text(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    lines = text.splitlines()[:_SAMPLE] or [""]
    parted = {mark: [line.split(mark) for line in lines] for mark in ",\t;|"}
    delimiter = max(parted, key=lambda mark: (max(map(known_heads, parted[mark])), max(map(len, parted[mark]))))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield [*map(_typed, row)]
    except csv.Error:
        raise UnreadableListError(
            f"第 {reader.line_num} 行附近的引号不成对，或者不是文字表格。用 Excel 打开，另存为 xlsx 再试。"
        ) from None


def _decoded(content: bytes) -> str:
    """Return the text of a file: of UTF-16, as Excel calls Unicode text, the first two bytes say so."""
    encodings = ("utf-16",) if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableListError("不是能读的文字表格。用 Excel 打开，另存为 xlsx 再试。")


def _typed(cell: str) -> str:
    """Return a cell of a text file: a formula that only keeps digits as text (="0123") is its text."""
    kept = _KEPT.fullmatch(cell.strip())
    return kept[1] if kept else cell


def seen(value: object) -> str:
    """Return a cell as one reads it; a number too long for the file to hold as Excel shows it, its end being lost."""
    if isinstance(value, str):
        return tidy(_UNSEEN.sub("", _SPACE.sub(" ", value))) if _ODD.search(value) else value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return str(value).removesuffix(" 00:00:00")
    if isinstance(value, float):
        return f"{value:.5E}" if abs(value) >= _EXACT else f"{value:.0f}" if value.is_integer() else str(value)
    return str(value)
