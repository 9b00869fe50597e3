"""A bulletin in sheets: what stands in each, in which order, and what can be summed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.reports.bulletin.computation import COMPUTATION
from jiedui.reports.quarter_table import BY_STAFF, FIGURES, Sort
from jiedui.workbook.bulletin import bulletin_sheets
from jiedui.workbook.fitting import A3, PrintPage, print_page
from jiedui.workbook.sheets import Sheet
from jiedui.workbook.values import CellValue, written


def of_share(text: str) -> CellValue:
    return written(text, Sort.SHARE)


def of_points(text: str) -> CellValue:
    return written(text, Sort.POINTS)


@pytest.fixture
def sheets(record: dict[str, Any]) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in bulletin_sheets(record)}


def test_the_bulletin_has_six_sheets_with_their_titles(record: dict[str, Any]) -> None:
    assert [(sheet.name, sheet.title, sheet.landscape) for sheet in bulletin_sheets(record)] == [
        ("通报", "2026年第三季度结对帮扶通报", False),
        ("各单位", "2026年第三季度各单位结对帮扶情况，按户的属地，配额按责任人的单位", True),
        ("各单位情况", "2026年第三季度各单位情况", True),
        ("名单", "2026年第三季度三种情形名单", True),
        ("更正", "2026年第三季度通报对以前各期的更正", True),
        ("读法", "计算用的读法", True),
    ]


def test_the_summary_ends_with_how_it_was_counted(sheets: dict[str, Sheet]) -> None:
    rows = sheets["通报"].rows
    assert [row[0] for row in rows] == (
        ["总体情况"] * 6 + ["三种情形"] * 4 + ["下一步要求"] * 4 + ["好经验", "统计日", "台账版本", "算法版本"]
    )
    assert rows[0][1] == "截至2026年9月30日，全市名册4户，已结对4户，覆盖率100%。"
    assert rows[6][1] == "帮扶措施不到位：1户，涉及责任人1名。"
    assert rows[10][1] == "有逾期的1个单位（平江县残联），要逐户查明原因：联系过没有登记的补录，没有联系的本季先联系。"
    assert [row[1] for row in rows[14:]] == [
        "把联系放在赶集日：责任人在赶集日设点，一个上午见到三户，问需求、讲政策、约下次入户。",
        date(2026, 9, 30),
        "0123456789abcdef0123456789abcdef01234567",
        1,
    ]


def test_the_federations_stand_in_the_order_of_the_bulletin_and_the_city_last(sheets: dict[str, Sheet]) -> None:
    sheet = sheets["各单位"]
    assert [row[0] for row in sheet.rows] == ["市残联", "岳阳楼区残联", "平江县残联", "全市"]
    assert sheet.rows[1] == (
        "岳阳楼区残联", 1, 1, of_share("100%"), 1, 1, 1, 0, 0, 1, 1, 0, 0, 0, of_share("100%"), of_share("0%"),
        of_points("+100"), 0, 0, 0, 0, 1, 1, of_share("100%"), 0, 0, 0, 0,
    )  # fmt: skip
    assert sheet.rows[3] == (
        "全市", 4, 4, of_share("100%"), 5, 5, 4, 1, 1, 4, 2, 1, 2, 0, of_share("50%"), of_share("66.6%"),
        of_points("-16.6"), 1, 0, 2, 1, 2, 1, of_share("50%"), 1, 1, 1, 0,
    )  # fmt: skip
    heads = [column.title for column in sheet.columns]
    assert (len(heads), heads[:4], heads[-2:]) == (
        28, ["单位", "摸底名册户数", "已结对户数", "结对覆盖率"], ["沟通联络不及时户数", "帮扶成效不明显户数"],
    )  # fmt: skip
    assert sheet.notes == ("“—”表示没有可算的。",)


def test_what_is_said_of_each_federation_has_a_sheet_of_its_own(record: dict[str, Any]) -> None:
    lines = [{"unit": "city", "name": "市残联", **record["total"], "text": "一句话。"}]
    sheet = next(item for item in bulletin_sheets({**record, "workplaces": lines}) if item.name == "各单位情况")
    assert [column.title for column in sheet.columns] == ["按什么", "单位", "情况"]
    assert [row[:2] for row in sheet.rows] == [
        ("户的属地", "市残联"), ("户的属地", "岳阳楼区残联"), ("户的属地", "平江县残联"), ("责任人的单位", "市残联"),
    ]  # fmt: skip
    assert sheet.rows[1][2] == "岳阳楼区残联：应联系1户，全部联系到；应结对1户、实结对1户，没有欠户。"
    assert sheet.rows[3][2] == "一句话。"


def test_the_tables_of_figures_print_on_one_page(record: dict[str, Any]) -> None:
    """16 for the name and 8 for each of 27 figures are 232 characters: A3 on its side."""
    figures = bulletin_sheets(record)[1]
    widths = [column.width for column in figures.columns]
    assert print_page(widths, landscape=figures.landscape) == PrintPage(A3, landscape=True, across=1)


def test_where_nothing_is_corrected_the_sheet_says_so(record: dict[str, Any]) -> None:
    bare = {key: value for key, value in record.items() if key != "corrections"}
    (sheet,) = (item for item in bulletin_sheets(bare) if item.name == "更正")
    assert (sheet.rows, sheet.notes) == ((), ("没有要更正的。",))
    (sheet,) = (item for item in bulletin_sheets(record) if item.name == "更正")
    assert sheet.notes == ()


def test_struck_entries_stand_last_with_their_reason(sheets: dict[str, Sheet]) -> None:
    sheet = sheets["名单"]
    assert [column.title for column in sheet.columns] == [
        "情形", "户的属地", "户编号", "责任人编号", "责任人", "责任人所在残联", "责任人的科室", "从哪天起",
        "事实", "依据", "划去理由",
    ]  # fmt: skip
    why = "2026年第三季度没有联系记录"
    assert sheet.rows == (
        ("帮扶措施不到位", "平江县残联", "PJ-4444", "PJ-B-4444", "示例甲", "平江县残联", "", date(2026, 8, 31),
         "结对 91 天，没有拟帮扶措施", "六(二)", ""),
        ("沟通联络不及时", "平江县残联", "PJ-4444", "PJ-B-4444", "示例甲", "平江县残联", "", date(2026, 10, 1), why,
         "六(二)", ""),
        ("沟通联络不及时", "平江县残联", "PJ-2222", "PJ-B-2222", "示例甲", "平江县残联", "", date(2026, 10, 1), why,
         "六(二)",
         "七月至九月道路被山洪冲断，责任人改由村干部代为照看。"),
    )  # fmt: skip


def test_corrections_and_readings_stand_in_the_order_of_the_bulletin(sheets: dict[str, Sheet]) -> None:
    corrections = sheets["更正"].rows
    assert len(corrections) == 9
    assert corrections[0] == (
        "2026Q2", "指标", "", "岳阳楼区残联", "", "", "", "", 1, 0, "",
        "2026年第二季度，岳阳楼区残联本季已联系户数：原为 1，更正为 0。",
    )  # fmt: skip
    assert corrections[8][:11] == (
        "2026Q2", "户", "", "岳阳楼区残联", "YYL-2222", "", "", "", "已完成", "逾期", "",
    )  # fmt: skip
    assert [column.title for column in sheets["读法"].columns] == ["编号", "本系统读法"]
    assert [row[0] for row in sheets["读法"].rows] == ["A-01", "A-02", "A-07", "A-10", "A-20"]


def test_a_bulletin_without_anything_optional_still_has_its_five_sheets(record: dict[str, Any]) -> None:
    optional = ("computation", "units", "shortfalls", "struck", "practices", "corrections")
    bare = {key: value for key, value in record.items() if key not in optional}
    summary, figures, lists, corrections, readings = bulletin_sheets(bare)
    assert summary.rows[-1] == ("算法版本", 1)
    assert "好经验" not in [row[0] for row in summary.rows]
    assert [row[0] for row in figures.rows] == ["全市"]
    assert (lists.rows, corrections.rows, len(readings.rows)) == ((), (), 5)


def test_a_federation_that_the_bulletin_does_not_name_stands_by_its_code(record: dict[str, Any]) -> None:
    sheets = bulletin_sheets({key: value for key, value in record.items() if key != "units"})
    (lists,) = (sheet for sheet in sheets if sheet.name == "名单")
    assert lists.rows[0][1:6] == ("pingjiang", "PJ-4444", "PJ-B-4444", "示例甲", "")


def test_a_bulletin_of_this_computation_has_a_sheet_of_what_each_column_counts(record: dict[str, Any]) -> None:
    sheet = bulletin_sheets({**record, "computation": COMPUTATION})[-1]
    assert (sheet.name, sheet.title, len(sheet.rows)) == ("口径", "指标口径", len(FIGURES))
    assert sheet.rows[3] == (
        "配额：责任人", "在岗帮扶责任人数",
        "在岗的帮扶责任人。算给谁：责任人的单位。哪一天：季度最后一天。依据 五(二)1，没有另定的读法。",
    )  # fmt: skip
    assert bulletin_sheets({**record, "computation": COMPUTATION - 1})[-1].name == "读法"


def test_a_correction_names_the_city_the_person_and_what_changed(record: dict[str, Any]) -> None:
    base = {"quarter": "2026Q2", "text": "一句话。"}
    city = {**base, "kind": "指标", "figure": "gap", "was": "2.5", "now": "3", "reasons": ["算法", "台账"]}
    person = {**base, "kind": "名单", "unit": "pingjiang", "list": "沟通联络不及时", "household": "PJ-2222",
              "helper": "PJ-B-2222", "name": "示例甲", "helper_unit": "pingjiang", "was": "列入", "now": "划去",
              "reasons": ["台账"]}  # fmt: skip
    office = {**base, "kind": "责任人单位", "unit": "city", "body": "市残联机关", "department": "办公室",
              "figure": "met", "was": "1", "now": "0", "reasons": ["读法"]}  # fmt: skip
    nobody = {**base, "kind": "责任人单位", "figure": "met", "was": "1", "now": "0", "reasons": ["读法"]}
    notice = {**base, "kind": "算法", "was": "第 1 版", "now": "第 2 版"}
    sheets = bulletin_sheets({**record, "corrections": [city, office, nobody, person, notice]})
    (rows,) = (sheet.rows for sheet in sheets if sheet.name == "更正")
    assert [row[1:11] for row in rows] == [
        ("指标", "", "全市", "", "", "", "", written("2.5", Sort.AMOUNT), 3, "算法、台账"),
        ("责任人单位", "", "市残联办公室", "", "", "", "", 1, 0, "读法"),
        ("责任人单位", "", "无责任人", "", "", "", "", 1, 0, "读法"),
        (
            "名单",
            "沟通联络不及时",
            "平江县残联",
            "PJ-2222",
            "PJ-B-2222",
            "示例甲",
            "平江县残联",
            "列入",
            "划去",
            "台账",
        ),
        ("算法", "", "", "", "", "", "", "第 1 版", "第 2 版", ""),
    ]


def test_by_workplace_a_department_says_of_what_body_it_is(record: dict[str, Any]) -> None:
    figures = {figure.key: 1 for figure in BY_STAFF if not figure.sort.is_derived}
    row = {**record["total"], **figures, "text": "一句话。"}
    lines = [
        {"unit": "city", "name": "市残联", **row},
        {"unit": "city", "name": "康复科", "body": "市残联机关", **row},
        {"name": "无责任人", **row},
    ]
    sheet = next(item for item in bulletin_sheets({**record, "workplaces": lines}) if item.name == "按责任人的单位")
    assert sheet.title == "2026年第三季度各单位结对帮扶情况，按责任人的单位"
    assert [column.title for column in sheet.columns][:4] == ["单位", "机构类型", "摸底名册户数", "已结对户数"]
    assert [found[:3] for found in sheet.rows[:3]] == [
        ("市残联", "", 1),
        ("康复科", "市残联机关", 1),
        ("无责任人", "", 1),
    ]
    assert sheet.rows[3][0] == "全市"
    assert {len(found) for found in sheet.rows} == {len(sheet.columns)}
