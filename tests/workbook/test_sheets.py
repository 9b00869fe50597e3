"""The tables that become sheets."""

from __future__ import annotations

from jiedui.workbook.sheets import SheetColumn


def test_a_column_is_twelve_digits_wide_unless_it_says_more() -> None:
    assert (SheetColumn("一").width, SheetColumn("二", 30).width) == (12, 30)
