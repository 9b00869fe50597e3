"""What becomes of a sheet."""

from __future__ import annotations

from jiedui.workbook.old.sheet_map import ColumnUse, SheetMap
from jiedui.workbook.old.targets import LEFT_OUT


def test_the_targets_of_a_sheet_are_those_of_the_columns_that_go_anywhere() -> None:
    uses = ColumnUse(0, "姓名", "成员.姓名"), ColumnUse(1, "序号", LEFT_OUT)
    assert [use.taken for use in uses] == [True, False]
    assert SheetMap(name="名册", columns=uses).targets == {"成员.姓名"}


def test_a_roster_is_of_people_and_households_themselves() -> None:
    def is_roster(*places: str) -> bool:
        return SheetMap(name="表", columns=tuple(ColumnUse(at, "", place) for at, place in enumerate(places))).is_roster

    assert is_roster("户.户编号", "户.联系电话")
    assert not is_roster("户.户编号", "走访.联系日期", "身份证号")
