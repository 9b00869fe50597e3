"""The workbooks read back: every figure a number, every other cell a text, and what must not be in them is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter
from jiedui.reports.figures import Figures
from jiedui.reports.indicators import OVERVIEW
from jiedui.reports.quarterly import FIGURES
from jiedui.reports.simulation import simulate
from jiedui.workbook.bulletin import as_number, bulletin_sheets
from jiedui.workbook.overview import overview_sheets
from jiedui.workbook.register import register_sheet
from jiedui.workbook.sheets import Sheet, SheetColumn
from jiedui.workbook.simulation import simulation_sheets

Saved = Callable[..., Any]
AS_OF = date(2026, 11, 23)


def table(tab: Any) -> list[dict[str, Any]]:
    """Return the rows below the heads of a tab, by head."""
    heads = [cell.value for cell in tab[2]]
    return [
        dict(zip(heads, row, strict=True)) for row in tab.iter_rows(min_row=3, max_col=len(heads), values_only=True)
    ]


# Any sheet


def test_texts_stay_texts(saved: Saved) -> None:
    """Long numbers keep their digits, and a text that looks like a formula is not one."""
    texts = ("49060219580312101741", "0123", "=SUM(A1:A9)", "+1", "-5", "@x", "2026-01-02", "1E5")
    tab = saved([Sheet(name="甲", title="题", columns=tuple(SheetColumn(text) for text in texts), rows=(texts,))])["甲"]
    for cell, text in zip(tab[3], texts, strict=True):
        assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
        assert bool(cell.quotePrefix) is text.startswith(("=", "+", "-", "@"))


def test_numbers_are_numbers_and_the_sheet_prints_on_a4(saved: Saved) -> None:
    columns = (SheetColumn("一"), SheetColumn("二", 30))
    sheet = Sheet(name="a/b:c", title="题", columns=columns, rows=(("甲", 3),), notes=("注。",))
    tab = saved([sheet])["a－b－c"]
    assert (tab["B3"].value, tab["B3"].data_type) == (3, "n")
    assert tab.freeze_panes == "B3"
    assert tab.auto_filter.ref == "A2:B3"
    assert (tab.page_setup.paperSize, tab.page_setup.orientation) == (9, "landscape")
    assert tab.print_title_rows == "$1:$2"
    assert tab.column_dimensions["B"].width == 30
    assert tab["A5"].value == "注。"


@pytest.mark.parametrize(("value", "shown"), [("12", 12), ("12.5", "12.5"), ("—", "—"), (3, 3), ("50%", "50%")])
def test_whole_numbers_can_be_summed(value: Any, shown: Any) -> None:
    assert as_number(value) == shown


# The bulletin


def test_the_bulletin_has_five_tabs(record: dict[str, Any], saved: Saved) -> None:
    book = saved(bulletin_sheets(record))
    assert book.sheetnames == ["通报", "各单位", "名单", "更正", "读法"]
    rows = table(book["各单位"])
    assert [row["单位"] for row in rows[:4]] == ["市残联", "岳阳楼区残联", "平江县残联", "全市"]
    for figure in FIGURES:
        assert rows[3][figure.title] == as_number(record["total"][figure.key])
        assert rows[0][figure.title] == as_number(record["units"][0][figure.key])


def test_struck_entries_stand_with_their_reason(record: dict[str, Any], saved: Saved) -> None:
    rows = table(saved(bulletin_sheets(record))["名单"])
    reasons = {row["户编号"]: row["划去理由"] for row in rows if row["情形"] == "沟通联络不及时"}
    assert reasons["PJ-4444"] in (None, "")
    assert reasons["PJ-2222"].startswith("七月至九月")


# The overview


def test_the_overview_agrees_with_its_indicators(register_ledger: Ledger, saved: Saved) -> None:
    figures = Figures(register_ledger, AS_OF)
    book = saved(overview_sheets(figures))
    (county, city) = table(book["总览"])[:2]
    assert (county["单位"], city["单位"]) == ("平江县残联", "全市")
    assert county["结对：名册"] == 2
    assert county["结对：已结对"] == 1
    assert county["结对：覆盖率"] == "50%"
    assert county["配额：应"] == 1
    assert len(table(book["口径"])) == len(OVERVIEW)


# The ledger of a federation (附件2)


def test_one_row_for_each_disabled_person_in_the_forms_order(register_ledger: Ledger, saved: Saved) -> None:
    rows = table(saved([register_sheet(register_ledger, "pingjiang", AS_OF)])["台账"])[:3]
    assert [(row["户编号"], row["姓名"]) for row in rows] == [
        ("PJ-2222", "示例丁"), ("PJ-3333", "示例乙"), ("PJ-3333", "=SUM(A1)"),
    ]  # fmt: skip
    assert list(rows[1])[3:8] == ["姓名", "性别", "出生日期", "残疾类别", "残疾等级"]
    first = rows[1]
    assert first["纳入国家防返贫监测范围"] == "是"
    assert first["家庭地址"] == "平江县安定镇示例村3组12号"
    assert first["联系电话"] == "0730-0123456"
    assert first["家庭成员情况"].split("\n")[0] == "示例丙，96岁，母亲，小学，退休"
    assert "最低生活保障：已享受" in first["惠残政策享受情况"]
    assert "养老保险代缴：未填" in first["惠残政策享受情况"]
    assert (first["帮扶人姓名"], first["帮扶人联系方式"], first["帮扶人职级"]) == (
        "示例甲",
        "15400000001",
        "四级主任科员",
    )
    assert first["拟帮扶措施"] == "每季度上门。"
    assert first["年度帮扶工作落实情况"].startswith("2026年帮扶责任人联系1次：入户1次")
    assert rows[0]["帮扶人姓名"] in (None, "")


def test_certificates_are_left_out_unless_asked_for(register_ledger: Ledger, saved: Saved) -> None:
    plain = saved([register_sheet(register_ledger, "pingjiang", AS_OF)])["台账"]
    values = [str(cell.value) for row in plain.iter_rows() for cell in row]
    assert not [value for value in values if "4906021958" in value]
    assert "残疾人证号码" not in values
    full = table(saved([register_sheet(register_ledger, "pingjiang", AS_OF, certificates=True)])["台账"])
    assert full[0]["残疾人证号码"] == "49060219580312101741"


# The trial of readings


def test_the_simulation_has_the_chosen_reading_first(register_ledger: Ledger, saved: Saved) -> None:
    book = saved(simulation_sheets(register_ledger, simulate(register_ledger, Quarter(2026, 3))))
    assert book.sheetnames == ["全市", "各单位", "涉及谁"]
    rows = [row for row in table(book["全市"]) if row["应结对户数"] is not None]
    assert (rows[0]["内容"], rows[0]["变动的户"]) == ("本系统读法", 0)
    county = next(row for row in rows if row["读法"] == "A-01")
    assert (rows[0]["应结对户数"], county["应结对户数"], county["变动的责任人"]) == (1, 2, 1)
    concerned = [row for row in table(book["涉及谁"]) if row["读法"] == "A-01"]
    assert [(row["编号"], row["原来"], row["换读法以后"]) for row in concerned] == [
        ("PJ-B-2222", "应1、实1、差0", "应2、实1、差1"),
    ]  # fmt: skip
