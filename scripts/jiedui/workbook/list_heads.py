"""Where a list from elsewhere has its heads, and which rows stand below each: known by their words (B-03).

Heads may stand in two rows, the upper one naming several columns together, and anew above a second block of rows.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from jiedui.struct import Struct
from jiedui.workbook import head_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Cells = tuple[str, ...]


class ListField(Enum):
    """What a column of a list may hold, with the heads by which it is known: the longest that a head contains."""

    NAME = head_words.NAMES
    CERTIFICATE = head_words.CERTIFICATES
    IDENTITY = head_words.IDENTITIES
    DIED = ("死亡日期", "死亡时间", "去世日期", "去世时间", "火化日期", "死亡登记日期")
    MOVED = ("迁出日期", "迁出时间", "迁移日期", "迁移时间", "迁往", "迁入地")
    STATE = ("证件状态", "持证状态", "残疾人证状态", "残疾证状态", "证状态")
    EXPIRES = head_words.EXPIRIES
    CATEGORY = head_words.CATEGORIES
    GRADE = head_words.GRADES
    AID = ("救助类型", "救助类别", "保障类型", "保障类别", "低保类别", "困难类型", "对象类别", "对象类型", "待遇类型")
    AID_UNTIL = ("停发日期", "停发时间", "退出日期", "退出时间", "停保日期", "停保时间", "取消日期", "终止日期")
    REASON = ("停发原因", "退出原因", "停保原因", "注销原因", "取消原因", "减少原因")


WHOM = frozenset((ListField.NAME, ListField.CERTIFICATE, ListField.IDENTITY))
"""The columns that tell who is meant."""

_HEADS = sorted(((head, field) for field in ListField for head in field.value), key=lambda item: -len(item[0]))
# A row of two known heads or more is a head wherever it stands.
_SURE = 2
# Among so many rows one of a single known head may be one, too: titles, units and days stand above it.
_HIGHEST = 12
_PLAIN = frozenset(word for field in WHOM for word in field.value)
_LONG_NUMBER = re.compile(r"[0-9]{6}")
# Under a band such as 残疾情况 a column is called by its last word alone.
_BANDED = ((ListField.CATEGORY, ("类别", "类型")), (ListField.GRADE, ("等级", "级别")))


class NumberedRow(NamedTuple):
    """A row and its number in the sheet, from 1."""

    number: int
    cells: Cells


class ListBlock(Struct, frozen=True):
    """The rows below one head, in which row of the sheet that begins, from 0, and in which column each field stands."""

    head: int
    columns: Mapping[ListField, int]
    rows: tuple[NumberedRow, ...]


class _Head(NamedTuple):
    first: int
    below: int
    columns: Mapping[ListField, int]


def blocks(rows: Sequence[Cells]) -> list[ListBlock]:
    """Return the blocks of a sheet, each with its own head; none where no row tells who is meant."""
    heads = list(_heads(rows))
    ends = [*(later.first for later in heads[1:]), len(rows)][: len(heads)]
    return [
        ListBlock(
            head.first,
            head.columns,
            tuple(NumberedRow(at + 1, rows[at]) for at in range(head.below, end) if any(rows[at])),
        )
        for head, end in zip(heads, ends, strict=True)
    ]


def _heads(rows: Sequence[Cells]) -> Iterator[_Head]:
    sure = list(_sure(rows))
    above = range(min(sure[0].first if sure else len(rows), _HIGHEST))
    # Above a sure one a title may hold a word: there a head is the word and nothing else.
    alone = [head for at in above for head in _at(rows, at) if not sure or not _PLAIN.isdisjoint(rows[at])]
    if alone:
        yield max(alone, key=lambda head: len(head.columns))
    yield from sure


def _sure(rows: Sequence[Cells]) -> Iterator[_Head]:
    below = 0
    for at in range(len(rows)):
        head = max(_at(rows, at), key=lambda head: len(head.columns), default=None) if at >= below else None
        if head and len(head.columns) >= _SURE:
            yield head
            below = head.below


def _at(rows: Sequence[Cells], at: int) -> Iterator[_Head]:
    """Yield the head that a row is, and the one that it makes with the row below, where that knows more."""
    alone = _columns(rows[at])
    if not WHOM.isdisjoint(alone):
        yield _Head(at, at + 1, alone)
    if at + 1 < len(rows):
        both = _columns(_joined(rows[at], rows[at + 1]))
        if not WHOM.isdisjoint(both) and len(both) > len(alone) and not _names_somebody(rows[at + 1], both):
            yield _Head(at, at + 2, both)


def _names_somebody(row: Cells, columns: Mapping[ListField, int]) -> bool:
    """Tell whether a row is one of data: a name below the head of names, or a number in it."""
    name = _cell(row, columns[ListField.NAME]) if ListField.NAME in columns else ""
    return bool(name) or any(_LONG_NUMBER.search(cell) for cell in row)


def _joined(upper: Cells, lower: Cells) -> Cells:
    """Return the words of two rows of heads, an upper one going on over the columns that it does not name anew."""
    found: list[str] = []
    band = ""
    for at in range(max(len(upper), len(lower))):
        band = _cell(upper, at) or band
        below = _cell(lower, at)
        found.append(f"{band}{below}" if below else _cell(upper, at))
    return tuple(found)


def _cell(cells: Cells, at: int) -> str:
    return cells[at] if at < len(cells) else ""


def known_heads(cells: Iterable[str]) -> int:
    """Return how many fields the cells of a row are the heads of."""
    return len(_columns(cells))


def _columns(cells: Iterable[str]) -> Mapping[ListField, int]:
    columns: dict[ListField, int] = {}
    for index, cell in enumerate(cells):
        if field := _field(cell):
            columns.setdefault(field, index)
    return columns


def _field(head: str) -> ListField | None:
    text = head_words.bare_head(head)
    if len(text) > head_words.LONGEST or any(word in text for word in head_words.OTHERS):
        return None
    known = next((field for word, field in _HEADS if word in text), None)
    if known or not text.startswith("残疾"):
        return known
    return next((field for field, words in _BANDED if text.endswith(words)), None)
