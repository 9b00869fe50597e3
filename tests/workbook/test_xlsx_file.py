"""Any sheet, read back: what is a number and what a text, how tabs are named, and how the sheet prints."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from jiedui.reports.quarter_table import Sort
from jiedui.workbook.sheets import Sheet, SheetColumn
from jiedui.workbook.values import amount, share, written
from jiedui.workbook.xlsx_file import build

Saved = Callable[..., Any]


def test_texts_stay_texts(saved: Saved) -> None:
    """Long numbers keep their digits, and a text that looks like a formula is not one."""
    texts = (
        "49060219580312101741",
        "0123",
        "=SUM(A1:A9)",
        "+1",
        "-5",
        "@x",
        "2026-01-02",
        "1E5",
        "<r>",
        "<r>甲</r>",
        " 一&\n<二>",
    )
    tab = saved([Sheet(name="甲", title="题", columns=tuple(SheetColumn(text) for text in texts), rows=(texts,))])["甲"]
    for cell, text in zip(tab[3], texts, strict=True):
        assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert [bool(cell.quotePrefix) for cell in tab[3]] == [False, False, True, True, True, True] + [False] * 5


def test_numbers_are_numbers_and_the_sheet_prints_on_a4(saved: Saved) -> None:
    columns = (SheetColumn("一"), SheetColumn("二", 30))
    sheet = Sheet(name="a/b:c", title="题", columns=columns, rows=(("甲", 3),), notes=("注。", "又注。"))
    tab = saved([sheet])["a－b－c"]
    assert (tab["B3"].value, tab["B3"].data_type, tab["B3"].number_format) == (3, "n", "General")
    assert tab.freeze_panes == "B3"
    assert tab.auto_filter.ref == "A2:B3"
    assert (tab.page_setup.paperSize, tab.page_setup.orientation) == (9, "landscape")
    assert (tab.page_setup.fitToWidth or 1, tab.page_setup.fitToHeight) == (1, 0)
    assert tab.sheet_properties.pageSetUpPr.fitToPage is True
    assert tab.print_title_rows == "$1:$2"
    assert tab.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert (tab.column_dimensions["A"].width, tab.column_dimensions["B"].width) == (12, 30)
    assert [row[0] for row in tab.values] == ["题", "一", "甲", None, "注。", "又注。"]
    assert list(tab.merged_cells.ranges) == []
    assert (tab.print_title_cols, tab.oddFooter.left.text) == (None, "内部资料")
    assert [tab.row_dimensions[number].height for number in (1, 2, 3)] == [27, 18, 18]
    assert tab.page_margins.left == tab.page_margins.right == pytest.approx(10 / 25.4)


def test_a_wide_sheet_prints_on_a3_several_pages_wide_with_the_first_column_on_each(saved: Saved) -> None:
    sheet = Sheet(name="甲", title="题", columns=(SheetColumn("一", 100), SheetColumn("二", 300)), rows=(("甲", "乙"),))
    tab = saved([sheet])["甲"]
    assert (tab.page_setup.paperSize, tab.page_setup.orientation) == (8, "landscape")
    assert (tab.page_setup.fitToWidth, tab.page_setup.fitToHeight) == (2, 0)
    assert (tab.print_title_rows, tab.print_title_cols) == ("$1:$2", "$A:$A")


def test_a_long_text_is_seen_in_full_and_what_cannot_be_reckoned_stands_where_numbers_do(saved: Saved) -> None:
    columns = (SheetColumn("一", 11), SheetColumn("二", 8))
    tab = saved([Sheet(name="甲", title="题", columns=columns, rows=(("一二三四五六七八九十甲", "—"),))])["甲"]
    assert tab.row_dimensions[3].height == 48
    assert (tab["A3"].alignment.wrap_text, tab["B3"].alignment.horizontal) == (True, "right")
    assert tab["A3"].alignment.horizontal is None


def test_shares_and_days_are_numbers_in_a_format_and_never_texts(saved: Saved) -> None:
    row = (share(Fraction(8, 12)), written("+1.1", Sort.POINTS), amount(Fraction(5, 2)), date(2026, 9, 30))
    sheet = Sheet(name="甲", title="题", columns=tuple(SheetColumn(str(number)) for number in range(4)), rows=(row,))
    tab = saved([sheet])["甲"]
    assert [(cell.value, cell.data_type, cell.number_format) for cell in tab[3]] == [
        (0.667, "n", "0.0%"),
        (1.1, "n", "+0.0;-0.0;0.0"),
        (2.5, "n", "0.0"),
        (datetime(2026, 9, 30), "d", "yyyy-mm-dd"),
    ]


def test_a_narrow_sheet_may_stand_upright(saved: Saved) -> None:
    sheet = Sheet(name="甲", title="题", columns=(SheetColumn("一"),), rows=(), landscape=False)
    tab = saved([sheet])["甲"]
    assert tab.page_setup.orientation == "portrait"
    assert tab.auto_filter.ref == "A2"


@pytest.mark.parametrize(
    ("name", "tab"),
    [("a[b]c:d*e?f/g\\h", "a－b－c－d－e－f－g－h"), ("字" * 31, "字" * 31), ("字" * 32, "字" * 31)],
)
def test_a_tab_has_a_name_that_excel_admits(name: str, tab: str) -> None:
    book = build([Sheet(name=name, title="题", columns=(), rows=())])
    assert load_workbook(BytesIO(book)).sheetnames == [tab]


def test_the_tabs_keep_the_order_of_the_sheets_and_nothing_else_is_in_the_file(saved: Saved) -> None:
    sheets = [Sheet(name=name, title="题", columns=(SheetColumn("一"),), rows=()) for name in ("乙", "甲", "丙")]
    assert saved(sheets).sheetnames == ["乙", "甲", "丙"]


def test_a_full_disk_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stops while the package is put together, and nothing is left lying about."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("zipfile.ZipFile.write", full)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as raised:
        build([Sheet(name="甲", title="题", columns=(), rows=())])
    assert raised.value.errno == errno.ENOSPC
