"""The tables that become sheets."""

from __future__ import annotations

from jiedui.workbook.sheets import SheetColumn, as_number


def test_whole_numbers_written_as_text_become_numbers() -> None:
    assert [as_number(value) for value in ("12", 3, "1.5", "—", "66.6%", "-1")] == [12, 3, "1.5", "—", "66.6%", "-1"]


def test_a_column_is_twelve_digits_wide_unless_it_says_more() -> None:
    assert (SheetColumn("一").width, SheetColumn("二", 30).width) == (12, 30)
