"""The sheets of a workbook that are tables of ours."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.file import BookSheet
from jiedui.workbook.book.own_tables import OwnTables, own_tables
from jiedui.workbook.book.read_rows import BookFault
from jiedui.workbook.book.tables import tables
from jiedui.workbook.list_heads import NumberedRow

HEADS = ("户编号", "残疾人", "年份*", "补充")


@pytest.fixture
def own(library: SchemaLibrary) -> Any:
    def read(*sheets: BookSheet) -> OwnTables:
        return own_tables(sheets, tables(library))

    return read


def _sheet(*rows: tuple[str, ...], name: str = "年度补充", first: int = 1, **more: Any) -> BookSheet:
    return BookSheet(name, tuple(NumberedRow(number, row) for number, row in enumerate(rows, first)), **more)


def test_columns_stand_in_any_order_below_any_title(own: Any) -> None:
    found = own(_sheet(("示例县台账",), ("补充", "年份", "户编号", "序号"), ("一", "2025", "SLX-7K3Q", "1"), first=3))
    (row,) = found.rows
    assert row.texts == ("SLX-7K3Q", "", "2025", "一")
    assert row.cell(3).called == "“年度补充”表 A5"
    assert found.faults == found.others == found.hidden == ()


def test_a_head_that_nobody_knows_is_told_where_something_stands_below(own: Any) -> None:
    found = own(
        _sheet((*HEADS, "补充的话", "备用"), ("SLX-7K3Q", "", "2025", "一", "二", ""), ("", "", "", "", "", "", "三"))
    )
    assert [(fault.place, fault.message, fault.suggestion) for fault in found.faults] == [
        ("“年度补充”表 E1", "“补充的话”不是“年度补充”表的栏，写在里面的读不到。", "补充"),
        ("“年度补充”表 G1", "这一栏没有表头。", ""),
    ]


def test_a_head_that_is_there_twice_is_told(own: Any) -> None:
    found = own(_sheet((*HEADS, "补充"), ("SLX-7K3Q", "", "2025", "一", "二")))
    assert [fault.message for fault in found.faults] == ["“补充”这一栏有两个。"]
    assert found.rows[0].texts[3] == "一"


def test_what_hands_rows_back_is_read_again(own: Any) -> None:
    found = own(_sheet(("原因", *HEADS), ("写错了", "SLX-7K3Q", "", "2025", "一")))
    assert found.faults == ()
    assert found.rows[0].texts == ("SLX-7K3Q", "", "2025", "一")


def test_a_merged_code_is_that_of_each_row(own: Any) -> None:
    rows = (HEADS, ("SLX-7K3Q", "", "2025", "一"), ("", "", "2026", ""))
    found = own(_sheet(*rows, spread={(3, 0): "SLX-7K3Q", (3, 3): "一"}))
    assert found.rows[1].texts == ("SLX-7K3Q", "", "2026", "")


def test_other_and_hidden_sheets_are_told(own: Any) -> None:
    other, without = _sheet(("姓名",), name="名单"), _sheet(("随便",), ("写的",))
    found = own(other, without, _sheet(HEADS, ("SLX-7K3Q",), hidden=True))
    assert found.others == (other, without)
    assert found.hidden == ("年度补充",)
    assert found.rows == ()


def test_a_cell_that_cannot_be_read_is_told(own: Any) -> None:
    fault = BookFault("年度补充", 2, "“年度补充”表 D2", "是公式，没有算好的值。", "粘贴为数值。")
    above = BookFault("年度补充", 1, "“年度补充”表 D1", "是公式，没有算好的值。", "粘贴为数值。")
    found = own(_sheet(HEADS, ("SLX-7K3Q",), faults={(2, 3): fault, (1, 3): above}))
    assert found.faults == (fault,)
