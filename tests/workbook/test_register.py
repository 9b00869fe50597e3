"""附件2 as a sheet: one row for each disabled person, and what must not be in it is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jiedui.model.ledger import Ledger
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace
from jiedui.workbook.register import register_sheet
from jiedui.workbook.sheets import Sheet
from jiedui.workbook.values import CellValue

AS_OF = date(2026, 11, 23)


def by_head(sheet: Sheet) -> list[dict[str, CellValue]]:
    heads = [column.title for column in sheet.columns]
    return [dict(zip(heads, row, strict=True)) for row in sheet.rows]


@pytest.fixture
def sheet(register_ledger: Ledger) -> Sheet:
    return register_sheet(register_ledger, "pingjiang", AS_OF)


def test_the_sheet_names_its_federation_its_day_and_its_columns(sheet: Sheet) -> None:
    assert (sheet.name, sheet.title) == ("台账", "平江县残联困难重度残疾人帮扶台账（2026-11-23）")
    assert sheet.notes == (
        "栏目和登记表（附件2）相同，一名残疾人一行。“名册核实”一栏，是结对以后退出低保等困难身份、还要核实帮不帮的户。",
    )
    assert [(column.title, column.width) for column in sheet.columns] == [
        ("户编号", 12), ("管理残联", 14), ("名册核实", 24),
        ("纳入国家防返贫监测范围", 10), ("姓名", 10), ("性别", 10), ("年龄", 10),
        ("残疾类别", 10), ("残疾等级", 10), ("家庭地址", 34), ("联系电话", 14), ("家庭成员情况", 50),
        ("惠残政策享受情况", 50), ("家庭特殊困难情况", 50), ("帮扶人姓名", 10), ("帮扶人性别", 10),
        ("帮扶人联系方式", 14), ("帮扶人单位", 24), ("帮扶人职务", 12), ("帮扶人职级", 12),
        ("拟帮扶措施", 50), ("年度帮扶工作落实情况", 70),
    ]  # fmt: skip


def test_one_row_for_each_disabled_person_in_the_order_of_the_household_codes(sheet: Sheet) -> None:
    assert [(row["户编号"], row["管理残联"], row["姓名"]) for row in by_head(sheet)] == [
        ("PJ-2222", "平江县残联", "示例丁"),
        ("PJ-3333", "平江县残联", "示例乙"),
        ("PJ-3333", "平江县残联", "=SUM(A1)"),
    ]


def test_the_row_says_what_the_form_asks(sheet: Sheet) -> None:
    unpaired, first, _ = by_head(sheet)
    assert (first["纳入国家防返贫监测范围"], unpaired["纳入国家防返贫监测范围"]) == ("是", "")
    assert first["家庭地址"] == "平江县安定镇示例村3组12号"
    assert first["联系电话"] == "0730-0123456"
    assert first["年龄"] == 68
    assert str(first["家庭成员情况"]).split("\n")[0] == "示例丙，96岁，母亲，小学，退休"
    policies = str(first["惠残政策享受情况"]).split("；")
    assert "最低生活保障：已享受" in policies
    assert "养老保险代缴：未填" in policies
    assert first["家庭特殊困难情况"] == "常年卧床，\n无人照料。"
    helper = ("示例甲", "女", "15400000001", "平江县残疾人联合会教就股", "股长", "四级主任科员")
    heads = ("帮扶人姓名", "帮扶人性别", "帮扶人联系方式", "帮扶人单位", "帮扶人职务", "帮扶人职级")
    assert tuple(first[head] for head in heads) == helper
    assert tuple(unpaired[head] for head in heads) == ("",) * 6
    assert first["拟帮扶措施"] == "每季度上门。"
    assert str(first["年度帮扶工作落实情况"]).startswith("2026年帮扶责任人联系1次：入户1次")


def test_a_paired_household_that_left_hardship_is_marked_in_each_of_its_rows(register_ledger: Ledger) -> None:
    home = register_ledger.households["PJ-3333"]
    ended = replace(home, hardships=(home.hardships[0]._replace(until=date(2026, 6, 26)),))
    ledger = replace(register_ledger, households=register_ledger.households | {home.id: ended})
    told = {
        day: [(row["户编号"], row["名册核实"]) for row in by_head(register_sheet(ledger, "pingjiang", day))]
        for day in (date(2026, 6, 26), date(2026, 6, 27))
    }
    words = "请核实：困难身份到 2026-06-26 为止"
    assert told[date(2026, 6, 26)] == [("PJ-2222", ""), ("PJ-3333", ""), ("PJ-3333", "")]
    assert told[date(2026, 6, 27)] == [("PJ-2222", ""), ("PJ-3333", words), ("PJ-3333", words)]


def test_a_closed_household_is_listed_through_its_last_day_alone(register_ledger: Ledger) -> None:
    def listed(day: date) -> bool:
        return "PJ-4444" in [row[0] for row in register_sheet(register_ledger, "pingjiang", day).rows]

    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2))
    assert [listed(day) for day in days] == [True, True, False]


def test_certificates_and_days_of_birth_are_left_out_unless_asked_for(register_ledger: Ledger, sheet: Sheet) -> None:
    assert "残疾人证号码" not in [column.title for column in sheet.columns]
    assert [value for row in sheet.rows for value in row if "4906021958" in str(value)] == []
    assert [value for row in sheet.rows for value in row if isinstance(value, date) or "1958" in str(value)] == []
    full = register_sheet(register_ledger, "pingjiang", AS_OF, identities=True)
    assert "年龄" not in [column.title for column in full.columns]
    assert by_head(full)[1]["出生日期"] == date(1958, 3, 12)
    assert [row["残疾人证号码"] for row in by_head(full)] == [
        "49060219580312101741", "49060219580312101741", "49060219580312101742",
    ]  # fmt: skip
    assert [column.width for column in full.columns if column.title == "残疾人证号码"] == [24]


def test_nobody_is_monitored_before_the_day(shipped_root: Path, library: SchemaLibrary) -> None:
    """R-111: the first household of the shipped ledger, YYL-2D4V, was taken in on 2024-11-27."""
    ledger = Ledger.of(read_ledger(shipped_root, library))
    monitored = {
        day: [
            row["户编号"]
            for unit in sorted(ledger.units)
            for row in by_head(register_sheet(ledger, unit, day))
            if row["纳入国家防返贫监测范围"] == "是"
        ]
        for day in (date(2024, 9, 30), date(2024, 11, 26), date(2024, 11, 27))
    }
    assert monitored == {date(2024, 9, 30): [], date(2024, 11, 26): [], date(2024, 11, 27): ["YYL-2D4V"]}


def test_after_the_programme_the_sheet_is_that_of_its_last_day_with_the_last_quarter_over(
    register_ledger: Ledger,
) -> None:
    last, over = (register_sheet(register_ledger, "pingjiang", day) for day in (date(2028, 12, 31), date(2029, 6, 1)))
    found = [
        (column.title, before, after)
        for old, new in zip(last.rows, over.rows, strict=True)
        for column, before, after in zip(last.columns, old, new, strict=True)
        if before != after
    ]
    # Both disabled people of the one household that nobody contacted.
    missed = "2028年第一、二、三季度没有完成联系。", "2028年第一、二、三、四季度没有完成联系。"
    assert found == [("年度帮扶工作落实情况", *missed)] * 2
    assert replace(over, rows=last.rows) == last
    assert over.title == "平江县残联困难重度残疾人帮扶台账（2028-12-31）"
