"""What becomes of a sheet."""

from __future__ import annotations

from jiedui.workbook.book.sheet_map import ColumnUse, SheetMap
from jiedui.workbook.book.targets import LEFT_OUT


def test_the_targets_of_a_sheet_are_those_of_the_columns_that_go_anywhere() -> None:
    uses = ColumnUse(0, "姓名", "成员.姓名"), ColumnUse(1, "序号", LEFT_OUT)
    assert [use.taken for use in uses] == [True, False]
    assert SheetMap(name="名册", columns=uses).targets == {"成员.姓名"}
