"""An official paper as data: title, addressees, headed sections, tables, signature, annexes. No fonts, no markup."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OFFICE = "市残联结对帮扶领导小组办公室"
# The day of issue where it is not known yet: the office fills it in.
BLANK_DAY = "　　　　年　　月　　日"
_DIGITS = "一二三四五六七八九"


class Heading(Struct, frozen=True):
    """A heading: level 1 is 一、, level 2 is （一）. The number is part of the text."""

    level: int
    text: str


class Paragraph(Struct, frozen=True):
    """A paragraph of the body."""

    text: str


class Note(Struct, frozen=True):
    """A remark in small type: what a table counts, how a sheet is meant."""

    text: str


class Column(Struct, frozen=True):
    """A column of a table. ``share`` is its part of the width, in any unit; numbers stand in the middle.

    Neighbours of one ``group`` have that as a common head above their own titles.
    """

    title: str
    share: float
    is_number: bool = False
    group: str = ""


class Table(Struct, frozen=True):
    """A table with its caption. Each row has a text for each column."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def groups(self) -> tuple[ColumnGroup, ...]:
        """The heads above the columns, from left to right; none where no column has one."""
        runs = [(name, len(list(found))) for name, found in groupby(self.columns, key=lambda column: column.group)]
        return tuple(ColumnGroup(*run) for run in runs) if any(name for name, _ in runs) else ()


class ColumnGroup(Struct, frozen=True):
    """A common head of so many neighbouring columns; an empty one where these have none."""

    title: str
    count: int


Block = Heading | Paragraph | Note | Table


class Annex(Struct, frozen=True):
    """An annex: begins a new page, with its number at the top left."""

    title: str
    blocks: tuple[Block, ...]


class Paper(Struct, frozen=True, kw_only=True):
    """A paper of the federation.

    ``date`` is written as it stands, and below every signature there is one; ``footnote`` says which records it rests
    on. A paper that is sent out has its ``issuer`` and, blank until the office gives one, its ``number`` above the
    title; others have neither.
    """

    title: str
    addressees: str
    blocks: tuple[Block, ...]
    signature: str
    date: str
    footnote: str
    annexes: tuple[Annex, ...] = ()
    issuer: str = ""
    number: str = ""


def numeral(number: int) -> str:
    """Return 1 … 99 in Chinese: 十, 十二, 二十三."""
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens - 1]}十" if tens else "")
    return head + (_DIGITS[ones - 1] if ones else "")


def sections(parts: Iterable[tuple[str, Sequence[Block]]]) -> tuple[Block, ...]:
    """Number sections 一、二、三… and give their blocks in order; a section without blocks is left out."""
    filled = [(title, blocks) for title, blocks in parts if blocks]
    return tuple(
        block
        for number, (title, blocks) in enumerate(filled, 1)
        for block in (Heading(1, f"{numeral(number)}、{title}"), *blocks)
    )


def subsections(parts: Iterable[tuple[str, Sequence[Block]]]) -> list[Block]:
    """Number subsections （一）（二）…; one without blocks is left out."""
    filled = [(title, blocks) for title, blocks in parts if blocks]
    return [
        block
        for number, (title, blocks) in enumerate(filled, 1)
        for block in (Heading(2, f"（{numeral(number)}）{title}"), *blocks)
    ]


def paragraphs(texts: Iterable[str]) -> list[Block]:
    """Return one paragraph for each line of each text."""
    return [Paragraph(line) for text in texts for line in text.split("\n") if line.strip()]
