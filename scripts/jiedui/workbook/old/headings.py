"""Where the head of a sheet of an old workbook stands, and what its columns are called (R-080).

A head is one row, or two of which the upper one names several columns together. It is known by its words; where they
say nothing (列1), by standing above the first row that holds numbers or days.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from jiedui.workbook.list_heads import NumberedRow

    Known = Callable[["ColumnHead"], object]
    Spread = Mapping[tuple[int, int], str]

# Titles, federations and days stand above a head; so far down one is looked for.
_HIGHEST = 12
_LEAST = 2
_SURE = 4
_CLOSING = re.compile(
    r"(?:合计|总计|小计|共计|累计)|(?:备注|说明|注|填表人|审核人|制表人|填报人|单位|单位负责人)[:：(（]"
)
_PART = re.compile("[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]")
# A row with a day or a number in it is one of data; heads say a year at most.
_DATA = re.compile(r"[0-9]{5}|[0-9]{4}[-/.年][0-9]")


class ColumnHead(NamedTuple):
    """What stands above one column: the words of the upper row that go on over it, and its own."""

    band: str
    word: str

    @property
    def said(self) -> str:
        """Both, in one line."""
        return " ".join(f"{self.band}/{self.word}".split()) if self.band else " ".join(self.word.split())


class SheetHead(Struct, frozen=True):
    """The head of a sheet: its first and last row, from 1, both 0 where there is none, and its columns."""

    first: int = 0
    last: int = 0
    columns: tuple[ColumnHead, ...] = ()

    def telling(self, known: Known) -> int:
        """Return how many different things the columns are known to be."""
        return len({found for column in self.columns if (found := known(column))})


def headings(rows: Sequence[NumberedRow], spread: Spread, known: Known) -> SheetHead:
    """Return the head of a sheet: the one that tells the most, by what is ``known`` of each column.

    Of equals it is the shortest, and of these the highest. Where nothing is known, it is the row above the first one of
    data; a sheet may have none. ``spread`` is what merged cells show.
    """
    top = rows[:_HIGHEST]
    found = [SheetHead(row.number, row.number, tuple(ColumnHead("", word) for word in row.cells)) for row in top]
    found += (_two(upper, lower, spread) for upper, lower in pairwise(top) if _may_go_on(upper, lower))
    best = max(found, key=lambda head: (head.telling(known), head.first - head.last, -head.first), default=SheetHead())
    return best if best.telling(known) >= _LEAST else _unsaid(rows)


def head_between(rows: Sequence[NumberedRow], spread: Spread, first: int, last: int) -> SheetHead:
    """Return the head that is known to stand in some rows, from 1; one that says nothing where there are none."""
    found = [row for row in rows if first <= row.number <= last]
    if len(found) > 1:
        return _two(found[0], found[-1], spread)
    return SheetHead(first, last, tuple(ColumnHead("", word) for row in found for word in row.cells))


def next_head(rows: Iterable[NumberedRow], head: SheetHead, words: Container[str]) -> int:
    """Return the row below a head in which another one begins, of other columns, by ``words`` of heads; 0 for none."""
    own = {heading.word for heading in head.columns}
    for row in rows:
        found = {text for text in row.cells if text in words}
        if row.number > head.last and len(found) >= _SURE and not own.issuperset(found) and not _is_data(row):
            return row.number
    return 0


def rows_below(rows: Iterable[NumberedRow], spread: Spread, head: SheetHead) -> Iterator[NumberedRow]:
    """Yield the rows of data below a head: no sum or remark, no title of a part, and no head that is printed anew."""
    words = {word for heading in head.columns for word in (heading.band, heading.word) if word}
    above: Sequence[str] = ()
    for row in rows:
        filled = [text for text in row.cells if text]
        first = "".join(filled[0].split())
        again = len(filled) > 1 and words.issuperset(filled)
        title = len(filled) == 1 and (_PART.match(first) or _goes_across(row, above, spread))
        if row.number > head.last and not again and not title and not _CLOSING.match(first):
            yield row
        above = row.cells


def _goes_across(row: NumberedRow, above: Sequence[str], spread: Spread) -> bool:
    """Tell whether the only text of a row goes on over further columns, which nothing comes down to from above."""
    (text,) = filter(None, row.cells)
    beside = [at for (number, at), shown in spread.items() if number == row.number and shown == text]
    return any(cell(above, at) != text and spread.get((row.number - 1, at)) != text for at in beside)


def _may_go_on(upper: NumberedRow, lower: NumberedRow) -> bool:
    """Tell whether a row may be the lower one of a head: it follows, and holds no data."""
    return lower.number == upper.number + 1 and not _is_data(lower)


def _is_data(row: NumberedRow) -> bool:
    return any(map(_DATA.search, row.cells))


def _two(upper: NumberedRow, lower: NumberedRow, spread: Spread) -> SheetHead:
    merged = any(number == upper.number for number, _ in spread)
    columns: list[ColumnHead] = []
    band = ""
    for at in range(max(len(upper.cells), len(lower.cells))):
        own = cell(upper.cells, at) or spread.get((upper.number, at), "")
        # Without merged cells a band goes on over the columns that the upper row does not name anew.
        band = own or ("" if merged else band)
        below = cell(lower.cells, at)
        columns.append(ColumnHead(band, below) if below else ColumnHead("", own))
    return SheetHead(upper.number, lower.number, tuple(columns))


def _unsaid(rows: Sequence[NumberedRow]) -> SheetHead:
    """Return the row of words right above the first one with a number or a day in it, if it is about as wide."""
    first = next((at for at, row in enumerate(rows) if _is_data(row)), 0)
    if first and _filled(rows[first - 1]) >= max(_LEAST, _filled(rows[first]) // 2):
        above = rows[first - 1]
        return SheetHead(above.number, above.number, tuple(ColumnHead("", word) for word in above.cells))
    return SheetHead()


def _filled(row: NumberedRow) -> int:
    return sum(map(bool, row.cells))


def cell(cells: Sequence[str], at: int) -> str:
    """Return what stands in a column of a row; nothing beyond its end."""
    return cells[at] if at < len(cells) else ""
