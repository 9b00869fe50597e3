"""The sheets of a workbook that are tables of ours, and their rows; known by their names and their heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.records.finding import redact, shown
from jiedui.records.suggest import bare, nearest
from jiedui.struct import Struct
from jiedui.workbook.book.cells import LONGEST, says_nothing
from jiedui.workbook.book.read_rows import BookFault, BookRow, called

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiedui.workbook.book.file import BookSheet
    from jiedui.workbook.book.tables import BookTable
    from jiedui.workbook.list_heads import NumberedRow

REASON = "原因"
"""The head of what keeps a row out, in the workbook that hands it back: it says nothing of a record."""
# Among the first rows of a sheet one of so many known heads is the row of heads: a title may stand above it.
_HIGHEST, _SURE = 12, 3
_IGNORED = (REASON, "序号")


class OwnTables(Struct, frozen=True):
    """What a workbook has of our tables: their ``rows``, what is wrong with heads and cells, and the other sheets.

    ``hidden`` are the names of tables that were not read because nobody sees them.
    """

    rows: tuple[BookRow, ...]
    faults: tuple[BookFault, ...]
    others: tuple[BookSheet, ...]
    hidden: tuple[str, ...]


def own_tables(sheets: Iterable[BookSheet], tables: Sequence[BookTable]) -> OwnTables:
    """Return the rows of the sheets that are tables of ours."""
    by_name = {table.name: table for table in tables}
    rows: list[BookRow] = []
    faults: list[BookFault] = []
    others, hidden = [], []
    for sheet in sheets:
        table = by_name.get(bare(sheet.name))
        head = _head(sheet, table) if table else None
        if table is None or head is None:
            others.append(sheet)
        elif sheet.hidden:
            hidden.append(sheet.name)
        else:
            columns = dict(_columns(sheet, table, head, faults))
            rows += _rows(sheet, table, head, columns)
            faults += (fault for (row, at), fault in sheet.faults.items() if row > head.number and at in columns)
        del sheet, head
    return OwnTables(tuple(rows), tuple(faults), tuple(others), tuple(hidden))


def _head(sheet: BookSheet, table: BookTable) -> NumberedRow | None:
    heads = {column.head for column in table.columns}
    top = [row for row in sheet.rows if row.number <= _HIGHEST]
    best = max(top, key=lambda row: len(heads.intersection(map(_plain, row.cells))), default=None)
    enough = min(_SURE, len(heads))
    return best if best and len(heads.intersection(map(_plain, best.cells))) >= enough else None


def _plain(head: str) -> str:
    """Return a head without the mark of what is needed, and without line feeds."""
    return bare(head.replace("\n", "")).removeprefix("*").removesuffix("*").replace("(", "（").replace(")", "）")


def _columns(
    sheet: BookSheet, table: BookTable, head: NumberedRow, faults: list[BookFault]
) -> Iterator[tuple[int, int]]:
    """Yield in which column of the sheet each column of the table stands; tell of heads that nobody knows."""
    places = {column.head: place for place, column in enumerate(table.columns)}
    found: set[int] = set()
    for at, text in enumerate(head.cells):
        word = _plain(text)
        place = places.get(word)
        where = called(sheet.name, head.number, at)
        if place is not None and place not in found:
            found.add(place)
            yield at, place
        elif place is not None:
            message, remedy = f"“{word}”这一栏有两个。", "留一个，删掉另一个。"
            faults.append(BookFault(sheet.name, head.number, where, message, remedy))
        elif word not in _IGNORED and _is_filled(sheet, head, at):
            message = (
                f"“{redact(shown(text))}”不是“{table.name}”表的栏，写在里面的读不到。" if text else "这一栏没有表头。"
            )
            remedy = "改成表里有的栏名；不要的，删掉这一栏。"
            faults.append(BookFault(sheet.name, head.number, where, message, remedy, nearest(word, places)))
    for at in range(len(head.cells), max(len(row.cells) for row in sheet.rows)):
        if _is_filled(sheet, head, at):
            where = called(sheet.name, head.number, at)
            faults.append(
                BookFault(sheet.name, head.number, where, "这一栏没有表头。", "写上栏名；不要的，删掉这一栏。")
            )


def _is_filled(sheet: BookSheet, head: NumberedRow, at: int) -> bool:
    return any(row.number > head.number and at < len(row.cells) and row.cells[at] for row in sheet.rows)


def _rows(sheet: BookSheet, table: BookTable, head: NumberedRow, columns: dict[int, int]) -> Iterator[BookRow]:
    """Yield the rows below the heads in which something stands; a merged key is that of each row it spans."""
    where = [0] * len(table.columns)
    for at, place in columns.items():
        where[place] = at
    keyed = {at for at, place in columns.items() if table.columns[place].key}
    shared = tuple(where)
    unsaid: dict[tuple[int, str], bool] = {}
    for row in sheet.rows:
        if row.number <= head.number:
            continue
        texts = [""] * len(table.columns)
        cells, last = row.cells, len(row.cells)
        for at, place in columns.items():
            text = cells[at] if at < last else ""
            if not text and at in keyed and sheet.spread:
                text = sheet.spread.get((row.number, at), "")
            if not text:
                continue
            if len(text) <= LONGEST:  # most of these stand in a column many times
                said = unsaid.get((place, text))
                if said is None:
                    said = unsaid[place, text] = says_nothing(text, table.columns[place])
                if said:
                    continue
            texts[place] = text
        if any(texts):
            yield BookRow(table, sheet.name, row.number, tuple(texts), shared)
