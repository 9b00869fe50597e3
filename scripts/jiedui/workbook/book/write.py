"""The workbook as a file: its cover, what each column wants, the tables, and the lists that are chosen from."""

from __future__ import annotations

import math
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import xl_range_abs

from jiedui.struct import Struct
from jiedui.workbook.book.cover import COVER, MARK, NOTES, WORDS
from jiedui.workbook.book.notes import HEADS, is_must, notes
from jiedui.workbook.book.own_tables import REASON
from jiedui.workbook.book.parts import CLEAR
from jiedui.workbook.book.tables import tables
from jiedui.workbook.fitting import LEAST, print_page, row_height, text_width
from jiedui.workbook.text_tab import TextTab
from jiedui.workbook.xlsx_file import HEAD, TEXT, formats_of, package, put_text, set_paper, set_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from jiedui.records.schema import SchemaLibrary
    from jiedui.workbook.book.choices import BookChoices
    from jiedui.workbook.book.cover import BookCover
    from jiedui.workbook.book.source import TableRow
    from jiedui.workbook.book.tables import BookColumn, BookTable
    from jiedui.workbook.xlsx_file import Formats

_CELL = {**TEXT, "text_wrap": True, "valign": "top"}
_KEY = {**_CELL, "bg_color": "#F2F2F2"}
_TOP = {**HEAD, **TEXT, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#808080"}
_MUST = {**_TOP, "bg_color": "#CFDDEE"}
_LAST_ROW = 1_048_575
# Widths in characters: what a cell has for itself, the mark of the filter, of texts by the length that they may have.
_ROOM, _FILTER = 3, 3
_SHORT, _LINE, _LONG, _REASON_WIDTH = 14, 20, 40, 50
_CERTIFICATE, _CERTIFICATE_WIDTH = ("number",), 24
_LONG_TEXT, _LINE_TEXT = 1000, 100
_COVER_WIDTHS, _NOTE_WIDTHS = (14, 96), (12, 26, 16, 56, 60)


class SheetFullError(Exception):
    """There are more rows than a sheet has room for; the message is the name of the table."""


def write_book(
    library: SchemaLibrary,
    cover: BookCover,
    choices: BookChoices,
    rows: Iterable[TableRow],
    *,
    reasons: bool = False,
) -> bytes:
    """Return the file of a workbook with some rows, in whatever order of tables they come.

    With ``reasons``, each row has one cell more before the others: why it comes back
    (:data:`~jiedui.workbook.book.own_tables.REASON`). Raises :class:`SheetFullError`.
    """

    def fill(book: Workbook) -> None:
        formats = formats_of(book)
        _cover(book, cover, formats)
        _notes(book, library, formats)
        words = _Words()
        sheets = {table.name: _TableTab.of(book, table, formats, reasons=reasons) for table in tables(library)}
        for table, row in rows:
            sheets[table.name].add(row)
        for sheet in sheets.values():
            sheet.finish(book, choices, words)
        words.write(book.add_worksheet(WORDS), formats)

    return package(fill)


class _Words:
    """The lists that are chosen from, each once: a column of a sheet that is hidden."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, ...], str] = {}

    def source(self, head: str, words: tuple[str, ...]) -> str:
        """Return where a list stands, under the head of the first column that asks for it."""
        self._lists.setdefault(words, head)
        place = list(self._lists).index(words)
        return f"='{WORDS}'!{xl_range_abs(1, place, len(words), place)}"

    def write(self, tab: Worksheet, formats: Formats) -> None:
        form = formats(**TEXT)
        for line, row in enumerate(zip_longest(*((head, *words) for words, head in self._lists.items()), fillvalue="")):
            for place, word in enumerate(row):
                put_text(tab, line, place, word, form)
        tab.hide()


class _TableTab(Struct):
    """The sheet of a table that is being written: how many rows it has so far."""

    tab: TextTab
    table: BookTable
    lead: int
    rows: int = 0

    @classmethod
    def of(cls, book: Workbook, table: BookTable, formats: Formats, *, reasons: bool) -> _TableTab:
        tab = book.add_worksheet(table.name, TextTab)
        assert isinstance(tab, TextTab)
        columns = [_Look(REASON, _REASON_WIDTH, formats(**_CELL), formats(**_MUST))] if reasons else []
        columns += [_look(column, formats) for column in table.columns]
        for place, column in enumerate(columns):
            set_width(tab, place, column.width, column.cell)
        tab.set_row(0, row_height([column.head for column in columns], [column.width - _FILTER for column in columns]))
        for place, column in enumerate(columns):
            put_text(tab, 0, place, column.head, column.top)
        tab.set_default_row(LEAST)
        tab.set_texts(
            [column.cell for column in columns],
            {place: column.width for place, column in enumerate(columns) if column.is_long},
        )
        set_paper(tab, print_page([column.width for column in columns], landscape=True))
        return cls(tab, table, int(reasons))

    def add(self, row: Sequence[str]) -> None:
        """Write a row below the others."""
        if self.rows == _LAST_ROW:
            raise SheetFullError(self.table.name)
        self.rows += 1
        self.tab.write_texts(self.rows, row)

    def finish(self, book: Workbook, choices: BookChoices, words: _Words) -> None:
        """Let the rows be filtered, found by name and printed, and words be chosen, also in the rows that are empty."""
        tab, keys, last = self.tab, self.lead + len(self.table.keys), self.lead + len(self.table.columns) - 1
        tab.freeze_panes(1, keys)
        tab.autofilter(0, 0, self.rows, last)
        tab.repeat_rows(0)
        tab.repeat_columns(0, keys - 1)
        tab.hide_gridlines(0)  # not on paper either
        for place, column in enumerate(self.table.columns, self.lead):
            if offered := choices.words(column):
                tab.data_validation(1, place, _LAST_ROW, place, _choice(words.source(column.head, offered)))
        # Readers of the screen say the heads of the row and the column that this cell is in.
        code = self.lead + len(self.table.keys) - 1
        book.define_name(f"'{self.table.name}'!Title", f"='{self.table.name}'!{xl_range_abs(0, code, 0, code)}")
        book.define_name(self.table.name, f"='{self.table.name}'!{xl_range_abs(0, 0, self.rows, last)}")


class _Look(NamedTuple):
    """How a column looks: its head, its width in characters, the format of its cells and that of its head."""

    head: str
    width: float
    cell: Format
    top: Format
    is_long: bool = True


def _look(column: BookColumn, formats: Formats) -> _Look:
    must = is_must(column)
    head = f"{column.head}{MARK}" if must else column.head
    in_two_lines = math.ceil(text_width(head) / 2) + _ROOM + _FILTER
    cell, top = (_KEY if column.key else _CELL), (_MUST if column.key or must else _TOP)
    width = _text_width(column)
    return _Look(head, max(in_two_lines, width), formats(**cell), formats(**top), is_long=width >= _LINE)


def _text_width(column: BookColumn) -> float:
    """Return how wide the texts of a column are, as far as its schema tells."""
    word = column.word
    if "enum" in word and not column.is_words:
        return max(map(text_width, word["enum"])) + _ROOM
    longest = word.get("maxLength", 0)
    if column.keys[-1:] == _CERTIFICATE:
        return _CERTIFICATE_WIDTH
    if longest > _LONG_TEXT:
        return _LONG
    return _LINE if longest > _LINE_TEXT or column.is_words or column.named else _SHORT


def _choice(source: str) -> dict[str, object]:
    """Return the list of a column. Another word is warned of and may be written: the import knows more words."""
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": "不在可以填的词里",
        "error_message": f"点单元格右边的箭头选一个。要去掉原来的内容，写“{CLEAR}”。",
    }


def _cover(book: Workbook, cover: BookCover, formats: Formats) -> None:
    tab = book.add_worksheet(COVER)
    put_text(tab, 0, 0, cover.title, formats(**TEXT, font_size=16, bold=True))
    name, said = formats(**_CELL, bold=True), formats(**_CELL)
    for line, row in enumerate(cover.lines(), 1):
        tab.set_row(line, row_height(row, _COVER_WIDTHS))
        for place, (text, form) in enumerate(zip(row, (name, said), strict=True)):
            put_text(tab, line, place, text, form)
    for place, width in enumerate(_COVER_WIDTHS):
        set_width(tab, place, width)
    tab.hide_gridlines(2)
    set_paper(tab, print_page(_COVER_WIDTHS, landscape=False))


def _notes(book: Workbook, library: SchemaLibrary, formats: Formats) -> None:
    tab = book.add_worksheet(NOTES)
    top, cell = formats(**_TOP), formats(**_CELL, border=1, border_color="#808080")
    for place, width in enumerate(_NOTE_WIDTHS):
        set_width(tab, place, width)
    for line, row in enumerate((HEADS, *notes(tables(library), library))):
        tab.set_row(line, row_height(row, _NOTE_WIDTHS))
        for place, text in enumerate(row):
            put_text(tab, line, place, text, cell if line else top)
    tab.freeze_panes(1, 2)
    tab.autofilter(0, 0, line, len(HEADS) - 1)
    tab.repeat_rows(0)
    set_paper(tab, print_page(_NOTE_WIDTHS, landscape=True))
