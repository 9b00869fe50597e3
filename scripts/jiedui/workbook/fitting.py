"""How a sheet fits on paper: how high its rows are, and how large and how many pages wide it prints to be readable."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiedui.workbook.values import CellValue

# Paper sizes as Excel numbers them.
A3, A4 = 8, 9
# How many half-width characters of 11 points fill a page inside its margins, as LibreOffice and Excel set them.
_WIDTHS = {(A4, False): 95, (A4, True): 140, (A3, True): 205}
# The smallest scale at which 11 points are still read: 8 of them are left.
_SMALLEST = 0.72
# The height of a line of 11 points in the tallest of the usual fonts, and the least height of a row, in points.
LINE, LEAST = 16.0, 18.0


class PrintPage(Struct, frozen=True):
    """The paper of a sheet, whether it is turned on its side, and how many pages it is wide."""

    size: int
    landscape: bool
    across: int


def print_page(widths: Iterable[float], *, landscape: bool) -> PrintPage:
    """Return the smallest paper on which columns are read: A4, A3, else A3 and as many pages wide as it takes.

    Where it is to be ``landscape``, it is not upright, however few they are.
    """
    whole = sum(widths) or 1
    for (size, turned), width in _WIDTHS.items():
        if turned >= landscape and width / whole >= _SMALLEST:
            return PrintPage(size, turned, 1)
    return PrintPage(A3, landscape=True, across=math.ceil(whole * _SMALLEST / _WIDTHS[A3, True]))


def row_height(values: Sequence[CellValue], widths: Iterable[float]) -> float:
    """Return how high a row is, in points, so that each of its texts is seen in full."""
    lines = max(
        (_lines(value, width) for value, width in zip(values, widths, strict=True) if isinstance(value, str)), default=1
    )
    return max(LEAST, lines * LINE)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column; a Chinese character is as wide as two of others."""
    return sum(math.ceil(max(1, text_width(part)) / (width - 1)) for part in text.split("\n"))


def text_width(text: str) -> float:
    """Return how wide a text is, in half-width characters."""
    return sum(1 if char.isascii() else 2 for char in text)
