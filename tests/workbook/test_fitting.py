"""Paper and heights: the smallest paper on which a sheet is read, rows as high as their texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jiedui.workbook.fitting import A3, A4, LEAST, LINE, PrintPage, print_page, row_height
from jiedui.workbook.values import CellValue, FormattedNumber, NumberFormat


def page(*widths: float, landscape: bool = True) -> PrintPage:
    return print_page(widths, landscape=landscape)


@pytest.mark.parametrize(
    ("width", "landscape", "found"),
    [
        # 95 characters fill an upright A4; at 0.72 of their size 131.9 do.
        (131, False, PrintPage(A4, landscape=False, across=1)),
        (132, False, PrintPage(A4, landscape=True, across=1)),
        (100, True, PrintPage(A4, landscape=True, across=1)),
        # On its side 140 and 194.4, A3 205 and 284.7.
        (194, True, PrintPage(A4, landscape=True, across=1)),
        (195, True, PrintPage(A3, landscape=True, across=1)),
        (284, True, PrintPage(A3, landscape=True, across=1)),
        (285, True, PrintPage(A3, landscape=True, across=2)),
        # Two pages hold 569.4.
        (569, True, PrintPage(A3, landscape=True, across=2)),
        (570, True, PrintPage(A3, landscape=True, across=3)),
    ],
)
def test_the_paper_is_the_smallest_that_is_read(*, width: float, landscape: bool, found: PrintPage) -> None:
    assert page(width, landscape=landscape) == found


def test_a_sheet_without_columns_has_a_page() -> None:
    assert page() == PrintPage(A4, landscape=True, across=1)


def test_all_columns_count() -> None:
    assert page(100, 95) == PrintPage(A3, landscape=True, across=1)


@pytest.mark.parametrize(
    ("values", "widths", "lines"),
    [
        (("一",), (8,), 0),
        # Ten characters are twenty wide; a column of eleven has room for ten of them.
        (("一二三四五六七八九十",), (11,), 2),
        (("一二三四五六七八九十甲",), (11,), 3),
        (("a" * 10,), (11,), 0),
        (("a" * 11,), (11,), 2),
        (("一\n二\n三",), (11,), 3),
        (("一\n\n三",), (11,), 3),
        (("一", "一二三四五六七八九十"), (11, 11), 2),
        ((12345678901234567890, date(2026, 9, 30)), (3, 3), 0),
        ((FormattedNumber(Decimal("0.5"), NumberFormat.SHARE),), (2,), 0),
    ],
)
def test_a_row_is_as_high_as_its_longest_text(
    values: tuple[CellValue, ...], widths: tuple[float, ...], lines: int
) -> None:
    assert row_height(values, widths) == (lines * LINE if lines else LEAST)
