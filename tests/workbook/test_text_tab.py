"""Whole rows of texts, read back as they were given."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from jiedui.workbook import list_cells
from jiedui.workbook.text_tab import TextTab
from jiedui.workbook.xlsx_file import formats_of, package, put_text

TEXTS = (
    "示例甲", "0123", "49060219580312101741", "=SUM(A1)", "<b>&amp;</b>", "<r>一</r>", " 前后 ", "一\n二", "一\t二",
    "a\r\nb", "_x0041_", "_x005F_x0041_", "_X0041_", '"', "\x01", "𠮷", "__x00e9_",
)  # fmt: skip


def saved(rows: list[tuple[str, ...]], long: dict[int, float] | None = None) -> bytes:
    """A workbook with a head that is written by the cell, and rows."""

    def fill(book: Workbook) -> None:
        tab = book.add_worksheet("甲", TextTab)
        assert isinstance(tab, TextTab)
        formats = formats_of(book)
        put_text(tab, 0, 0, "头", formats(bold=True))
        tab.set_texts([formats(num_format="@")] * max(map(len, rows)), long or {})
        for number, row in enumerate(rows, 1):
            tab.write_texts(number, row)

    return package(fill)


def sheet_of(book: bytes) -> str:
    with zipfile.ZipFile(BytesIO(book)) as file:
        return file.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.skipif(not list_cells.CALAMINE, reason="openpyxl leaves the codes of characters as they are")
def test_every_text_comes_back_as_it_is() -> None:
    (sheet,) = list_cells.sheets_of(saved([TEXTS, ("", "末", *[""] * (len(TEXTS) - 2))]))
    head, texts, last = (tuple(row) for row in sheet.rows)
    assert texts == TEXTS
    assert head[0] == "头"
    assert last[:3] == ("", "末", "")


def test_a_text_is_a_text_in_the_format_of_its_column_and_an_empty_one_no_cell() -> None:
    tab: Any = load_workbook(BytesIO(saved([("=1+1", "", "0123")])))["甲"]
    assert [(cell.value, cell.data_type, cell.number_format) for cell in (tab["A2"], tab["C2"])] == [
        ("=1+1", "s", "@"), ("0123", "s", "@"),
    ]  # fmt: skip
    assert re.findall(r'<c r="(\w+)"', sheet_of(saved([("=1+1", "", "0123")]))) == ["A1", "A2", "C2"]


def test_a_row_is_as_high_as_its_longest_text_and_grows_with_it() -> None:
    rows = [("字" * 20, "字" * 20), ("短", "字" * 20), ("字" * 9, "")]
    # Twenty characters are forty wide: three lines of nineteen. The second column may be long and is never asked.
    heights = re.findall(r'<row r="[234]"([^>]*)>', sheet_of(saved(rows, {0: 20.0})))
    assert heights == [' ht="48"', "", ""]
