"""Doubts as a sheet: one row each, with room for the answer, and no number of a person."""

from __future__ import annotations

from datetime import date

from jiedui.model.ledger import Ledger
from jiedui.reports.comparison.comparison import compare
from jiedui.reports.comparison.listed import Listed
from jiedui.workbook.doubts import doubt_sheet

AS_OF = date(2026, 11, 23)


def test_a_row_says_what_both_sides_say_and_leaves_room_for_the_answer(register_ledger: Ledger) -> None:
    rows = [
        Listed(place="第 3 行", name="示例丁", died=True),
        Listed(place="第 2 行", name="示例乙", moved=True, grade="二级"),
    ]
    sheet = doubt_sheet(register_ledger, "pingjiang", AS_OF, compare(register_ledger, AS_OF, rows).doubts)
    assert (sheet.name, sheet.title) == ("待核实", "平江县残联名单比对待核实（2026-11-23）")
    assert [row[:6] + row[7:] for row in sheet.rows] == [
        ("安定镇", "PJ-2222", "示例丁", "去世", "已去世", "在这一户", "二(四)", "第 3 行", ""),
        ("安定镇", "PJ-3333", "示例乙", "迁出", "已迁出", "在这一户", "二(四)", "第 2 行", ""),
        ("安定镇", "PJ-3333", "示例乙", "残疾类别和等级", "肢体二级", "肢体一级", "五(一)", "第 2 行", ""),
    ]
    assert str(sheet.rows[0][6]).startswith("只按姓名对上，先核对是不是同一个人。核实后")
    assert str(sheet.rows[2][6]).startswith("只按姓名对上，先核对是不是同一个人。看残疾人证原件")
    assert "4906" not in str(sheet)
