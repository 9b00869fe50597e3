"""Places in a workbook, in words."""

from __future__ import annotations

import pytest

from jiedui.workbook.book.table_rows import BookCell, called, letters


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (2, "C"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_a_column_is_called_as_in_a_sheet(column: int, name: str) -> None:
    assert letters(column) == name


def test_a_place_is_called_by_sheet_and_cell() -> None:
    assert BookCell("上门", "走访", 12, 2).called == "“走访”表 C12"
    assert called("走访", 12) == "“走访”表第 12 行"
    assert called("", 12, 0) == "A12"
    assert called("", 12) == "第 12 行"
