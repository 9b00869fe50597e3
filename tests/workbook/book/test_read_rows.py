"""Places in a workbook, in words."""

from __future__ import annotations

import pytest

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.read_rows import BookRow, called, letters
from jiedui.workbook.book.tables import tables


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (2, "C"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_a_column_is_called_as_in_a_sheet(column: int, name: str) -> None:
    assert letters(column) == name


def test_a_place_is_called_by_sheet_and_cell() -> None:
    assert called("走访", 12, 2) == "“走访”表 C12"
    assert called("走访", 12) == "“走访”表第 12 行"
    assert called("", 12, 0) == "A12"
    assert called("", 12) == "第 12 行"


def test_a_fault_says_in_which_cell_of_the_sheet_it_is(library: SchemaLibrary) -> None:
    annual = next(table for table in tables(library) if table.name == "年度补充")
    row = BookRow(annual, "旧表", 7, ("SLX-7K3Q", "", "2025", ""), (0, 5, 2, 3))
    assert row.cell(2).called == row.fault("写错了。", "改好。", place=2).place == "“旧表”表 C7"
    assert row.fault("没有写全。", "写全。").place == "“旧表”表第 7 行"
    assert row.has((1, 2))
    assert not row.has((1, 3))
