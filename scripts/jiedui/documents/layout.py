"""The measures of GB/T 9704-2012 that both kinds of file keep. Lengths in millimetres, type in points."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from jiedui.reports.paper import Table

if TYPE_CHECKING:
    from jiedui.reports.paper import Annex, Column

PAGE_WIDTH, PAGE_HEIGHT = 210, 297
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 37, 35, 28, 26
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
TEXT_HEIGHT = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM
LINES, CHARACTERS = 22, 28

TITLE_SIZE, BODY_SIZE, PAGE_NUMBER_SIZE, TABLE_SIZE, NOTE_SIZE = 22, 16, 14, 10.5, 12

# The mark of the issuing body begins 35 mm below the top of the type area, its line is 4 mm below the number.
ISSUER_SIZE, ISSUER_DROP, RULE_DROP = 36, 35, 4

# The page number stands 7 mm below the type area; its own line is about 5 mm high.
NUMBER_DROP, NUMBER_HEIGHT = 7, 5
FOOTER_DISTANCE = MARGIN_BOTTOM - NUMBER_DROP - NUMBER_HEIGHT
# On a page turned on its side the edge of the binding is at the top.
FOOTER_DISTANCE_ASIDE = MARGIN_RIGHT - NUMBER_DROP - NUMBER_HEIGHT

# A table of more columns than this stands on a page turned on its side.
MOST_UPRIGHT = 8
# What the edges of a cell take of its width, and how much of it is at each side.
CELL_MARGIN = 1
CELL_EDGES = 2 * CELL_MARGIN + 0.5
# A head of no more characters than this stands in one line above its figures.
SHORT_HEAD = 3

# Where a title that is longer than a line is broken: before the words that all of them have.
TITLE_WORDS = "结对帮扶"
TITLE_CHARACTERS, TITLE_PITCH = 18, 33

TITLE_FONT, BODY_FONT, HEADING_FONT, SUBHEADING_FONT, NUMBER_FONT = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "宋体",
)
# What a machine without the font shows instead.
STACKS = {
    TITLE_FONT: '"FZXiaoBiaoSong-B05S","方正小标宋简体","小标宋体","Source Han Serif SC","Noto Serif CJK SC",serif',
    BODY_FONT: '"仿宋_GB2312","FangSong_GB2312","FangSong","仿宋","STFangsong","cwTeXFangSong",serif',
    HEADING_FONT: '"SimHei","黑体","Source Han Sans SC","Noto Sans CJK SC",sans-serif',
    SUBHEADING_FONT: '"楷体_GB2312","KaiTi_GB2312","KaiTi","楷体","STKaiti","Noto Serif CJK SC",serif',
    NUMBER_FONT: '"SimSun","宋体","Noto Serif CJK SC",serif',
}
_POINTS_PER_MM = 72 / 25.4
# What no line of a table may part: a number, a day, a code.
_UNBROKEN = re.compile(r"[!-~]+")


def line_pitch() -> int:
    """Return the distance of lines in twentieths of a point, so that 22 of them fill the type area."""
    return int(TEXT_HEIGHT * _POINTS_PER_MM / LINES * 20)


def character_space() -> int:
    """Return what each character's width changes by, in twentieths of a point, so that 28 of them go in a line.

    The grid of characters that Word has for it is read otherwise by LibreOffice, which then puts 14 in a line.
    """
    return math.floor((TEXT_WIDTH * _POINTS_PER_MM / CHARACTERS - BODY_SIZE) * 20)


def em(text: str) -> float:
    """Return how wide a text is, in widths of a Chinese character: those of ASCII have half of one."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def title_lines(title: str) -> tuple[str, ...]:
    """Return the lines of a title: one where it fits, else two that part no word."""
    before, words, after = title.partition(TITLE_WORDS)
    if em(title) <= TITLE_CHARACTERS or not (before and words):
        return (title,)
    return before, words + after


def sign_indents(signature: str, date: str) -> tuple[float, float]:
    """Return how far signature and date end from the right edge, in characters (GB/T 9704-2012, 7.3.5.2).

    The longer one stands two from the edge, and the date begins two to the right of where the signature begins.
    """
    ahead = em(signature) - 2 - em(date)
    return 2 + max(-ahead, 0), 2 + max(ahead, 0)


def is_aside(annex: Annex) -> bool:
    """Tell whether an annex has a table so wide that it stands on pages turned on their side."""
    return any(isinstance(block, Table) and len(block.columns) > MOST_UPRIGHT for block in annex.blocks)


def widths(table: Table, whole: float) -> list[float]:
    """Return the widths of a table's columns, in all ``whole``: by their shares, but so that no number is parted."""
    parts = sum(column.share for column in table.columns)
    wanted = [whole * column.share / parts for column in table.columns]
    needed = [_needed(column, [row[at] for row in table.rows]) for at, column in enumerate(table.columns)]
    pairs = list(zip(wanted, needed, strict=True))
    lacking = sum(max(0.0, need - want) for want, need in pairs)
    spare = sum(max(0.0, want - need) for want, need in pairs)
    given = min(lacking, spare)
    if not given:
        return wanted
    return [want + (need - want) * given / (lacking if need > want else spare) for want, need in pairs]


def _needed(column: Column, texts: list[str]) -> float:
    """Return the width of what a column may not part, with the edges of its cell: a figure, a short head above it."""
    runs = [run for text in (column.title, *texts) for run in _UNBROKEN.findall(text)]
    runs += [column.title] if column.is_number and len(column.title) <= SHORT_HEAD else []
    longest = max(map(em, runs), default=1)
    return longest * TABLE_SIZE / _POINTS_PER_MM + CELL_EDGES
