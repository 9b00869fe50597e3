"""A list from elsewhere as rows of texts (XLSX, XLS, ODS, CSV). Nothing of it is kept or changed."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from jiedui.workbook import list_cells
from jiedui.workbook.list_heads import known_heads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

MOST_BYTES = 64 * 1024 * 1024
MOST_UNPACKED = 256 * 1024 * 1024
MOST_ROWS = 500_000
# From here on a float does not hold each whole number: the end of what was typed is lost.
_EXACT = 10**15
# A formula of which the file holds no value reads as an empty cell. One that gives an empty text says so.
_NO_VALUE = re.compile(rb'<c r="([A-Z]+[0-9]+)"(?![^>]*t="str")[^>]*><f[^>]*(?:/>|>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>')
_KEPT = re.compile(r'="([^"]*)"')
# What comes along when a cell is copied from a page, and nobody sees.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
# The mark that parts the columns is the one by which the first lines know the most heads, or have the most cells.
_SAMPLE = 100


class UnreadableListError(Exception):
    """A file is no list that can be read; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class ListSheet:
    """One sheet: its name, and its rows from the first on, each a text for each column.

    ``spread`` is what cells, by row and column from 0, are under that are merged with one above; these are empty.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    spread: Mapping[tuple[int, int], str] = field(default_factory=dict)


def read_list(path: Path) -> list[ListSheet]:
    """Return the sheets of a list that have rows; raise :class:`UnreadableListError` for a file that is none."""
    try:
        if not path.is_file():  # a device would be read for ever
            raise FileNotFoundError(path)
        content = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError:
        raise UnreadableListError("打不开这个文件，看看文件名和位置对不对。") from None
    if content is None:
        raise UnreadableListError(f"文件大过 {MOST_BYTES >> 20} MB，分成几份再试。")
    sheets = _of_text(content) if path.suffix.lower() in (".csv", ".txt") else _of_workbook(content)
    found = [sheet for sheet in sheets if any(map(any, sheet.rows))]
    if not found:
        raise UnreadableListError("表格是空的。")
    if sum(len(sheet.rows) for sheet in found) > MOST_ROWS:
        raise UnreadableListError(f"多过 {MOST_ROWS} 行，分成几份再试。")
    return found


def _of_workbook(content: bytes) -> Iterator[ListSheet]:
    try:
        refuse_formulas(content)
        for sheet in list_cells.sheets_of(content):
            rows = tuple(tuple(map(_text, row)) for row in sheet.rows)
            yield ListSheet(sheet.name, rows, _spread(rows, sheet.merged))
    except (list_cells.NoWorkbookError, ValueError, OSError, zipfile.BadZipFile, zlib.error, RuntimeError):
        cause = "不是能读的表格，或者加了密码。" if list_cells.CALAMINE else "这台电脑只能读没有加密码的 xlsx。"
        raise UnreadableListError(f"{cause}用 Excel 打开，另存为 xlsx 再试。") from None


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


def refuse_formulas(content: bytes) -> None:
    """Raise :class:`UnreadableListError` where cells hold formulas without their values: they would read as empty."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if not name.startswith("xl/worksheets/"):
                continue
            if package.getinfo(name).file_size > MOST_UNPACKED:
                raise UnreadableListError("表格里的内容太多，分成几份再试。")
            if cell := _NO_VALUE.search(package.read(name)):
                raise UnreadableListError(
                    f"单元格 {cell[1].decode()} 是公式，没有算好的值。在 Excel 里全选、复制，“粘贴为数值”，保存再试。"
                )


def _of_text(content: bytes) -> Iterator[ListSheet]:
    text = _decoded(content)
    lines = text.splitlines()[:_SAMPLE] or [""]
    parted = {mark: [line.split(mark) for line in lines] for mark in ",\t;|"}
    delimiter = max(parted, key=lambda mark: (max(map(known_heads, parted[mark])), max(map(len, parted[mark]))))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = tuple(tuple(map(_typed, row)) for row in reader)
    except csv.Error:
        raise UnreadableListError(
            f"第 {reader.line_num} 行附近的引号不成对，或者不是文字表格。用 Excel 打开，另存为 xlsx 再试。"
        ) from None
    yield ListSheet("", rows)


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
    seen = _UNSEEN.sub("", cell).strip()
    kept = _KEPT.fullmatch(seen)
    return kept[1].strip() if kept else seen


def _text(value: object) -> str:
    """Return a cell as one reads it; a number too long for the file to hold as Excel shows it, its end being lost."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < _EXACT else f"{value:.5E}"
    return _UNSEEN.sub("", str(value)).strip()
