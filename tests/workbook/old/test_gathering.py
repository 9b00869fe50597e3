"""Old workbooks as rows of our tables."""

from __future__ import annotations

import random

from tests.workbook.old.old_books import BING, DIVISIONS, FORM, JIA, ROSTER, VISITS, WU, sheet

from jiedui.records.reader import Record
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place
from jiedui.workbook.book.assembly import Assembly
from jiedui.workbook.book.file import BookSheet
from jiedui.workbook.book.references import LedgerIndex
from jiedui.workbook.old.column_map import ColumnMap
from jiedui.workbook.old.gathering import Gathered
from jiedui.workbook.old.proposal import proposed
from jiedui.workbook.old.sheet_map import ColumnUse, SheetMap

CERTIFICATE = "残疾.残疾人证号"


def gather(library: SchemaLibrary, *sheets: BookSheet) -> Gathered:
    return proposed(sheets, library, DIVISIONS).rows(sheets, library, DIVISIONS)


def by_map(library: SchemaLibrary, found: BookSheet, *places: str) -> Gathered:
    uses = tuple(ColumnUse(at, "", place) for at, place in enumerate(places))
    return ColumnMap((SheetMap(name=found.name, columns=uses),)).rows([found], library, DIVISIONS)


def told(found: Gathered, table: str) -> list[dict[str, str]]:
    return [
        {column.head: text for column, text in zip(row.table.columns, row.texts, strict=True) if text}
        for row in found.rows
        if row.table.name == table
    ]


def places(found: Gathered, table: str) -> list[dict[str, str]]:
    return [
        {column.head: row.cell(at).called for at, column in enumerate(row.table.columns) if row.texts[at]}
        for row in found.rows
        if row.table.name == table
    ]


def test_a_row_of_the_form_fills_our_tables(library: SchemaLibrary) -> None:
    found = gather(library, FORM)
    assert found.faults == ()
    assert found.notes == ("“结对台账”表：2 行没有读，是小标题、合计、说明，或者要的栏里没有内容。",)
    assert [row.table.name for row in found.rows] == [
        "户", "户", "成员", "成员", "残疾", "残疾", "结对", "结对", "年度补充",
    ]  # fmt: skip
    assert told(found, "户")[0] == {
        "户编号": "新1", "县市区": "平江县", "乡镇（街道）": "安定镇", "村（社区）": "示例村", "门牌组别": "3组12号",
        "联系电话": "15400001001", "家庭特殊困难情况": "长期卧床", "有无风险": "有", "监测情况": "已纳入",
        "拟帮扶措施": "每季度走访",
    }  # fmt: skip
    assert told(found, "成员")[1] == {
        "户编号": "新2", "姓名": "示例丙", "性别": "女", "出生日期": "1990.1.1", "与残疾人关系": "本人",
    }  # fmt: skip
    assert told(found, "残疾")[1] == {
        "户编号": "新2", "姓名": "示例丙", "残疾人证号": BING.certificate, "残疾类别": "智力", "残疾等级": "二级",
    }  # fmt: skip
    assert told(found, "结对")[0] == {"户编号": "新1", "残疾人": "示例甲", "帮扶责任人": "示例辰", "结对身份": "主责"}
    assert told(found, "年度补充") == [{"户编号": "新1", "残疾人": "示例甲", "年份": "2024", "补充": "走访4次"}]


def test_each_cell_has_its_place_in_the_old_workbook(library: SchemaLibrary) -> None:
    found = gather(library, FORM)
    home = places(found, "户")[0]
    assert (home["门牌组别"], home["联系电话"]) == ("“结对台账”表 H4", "“结对台账”表 I4")
    pair = places(found, "结对")[1]
    # What holds for every row stands in none of its cells.
    assert (pair["帮扶责任人"], pair["结对身份"]) == ("“结对台账”表 M5", "“结对台账”表第 5 行")


def test_members_are_brought_together_and_visits_named_by_whom_they_were_with(library: SchemaLibrary) -> None:
    found = gather(library, ROSTER, VISITS)
    assert found.notes == ("4 行并成 2 户。", "1 行看不出与第一位残疾人是什么关系，没有填。")
    assert [(row["户编号"], row["姓名"], row.get("与残疾人关系")) for row in told(found, "成员")] == [
        ("新1", "示例甲", "本人"), ("新1", "示例乙", "妻"), ("新2", "示例丁", None), ("新2", "示例戊", "本人"),
    ]  # fmt: skip
    assert [row["姓名"] for row in told(found, "残疾")] == ["示例甲", "示例戊"]
    assert [(row["户编号"], row["门牌组别"]) for row in told(found, "户")] == [("新1", "1组"), ("新2", "2组")]
    assert told(found, "走访")[1] == {
        "残疾人": "示例戊", "联系日期": "2026/3/6", "联系人": "示例辰", "联系方式": "电话", "是否联系上": "否",
        "联系情况": "没有接",
    }  # fmt: skip
    assert found.rows[-1].called == "“走访记录”表第 3 行（走访）"


def test_a_visit_that_tells_a_number_is_of_the_household_that_has_it(library: SchemaLibrary) -> None:
    visits = sheet("走访", ("姓名", "残疾证号", "走访日期"), (WU.name, WU.certificate, "2026-03-05"))
    assert told(gather(library, ROSTER, visits), "走访")[0]["户编号"] == "新2"


def test_what_several_rows_say_of_one_household_is_said_once(library: SchemaLibrary) -> None:
    rows = (
        ("7", "示例甲", "15400001001", "长期卧床", "低保户"), ("7", "示例乙", "15400001001", "没有劳力", "低保户"),
        ("7", "示例丙", "15400001002", "长期卧床", "低保边缘户"),
    )  # fmt: skip
    heads = ("户.户编号", "成员.姓名", "户.联系电话", "户.家庭特殊困难情况", "户.困难类型")
    found = by_map(library, sheet("名册", *rows), *heads)
    assert told(found, "户") == [
        {"户编号": "新1", "联系电话": "15400001001", "困难类型": "低保户", "家庭特殊困难情况": "长期卧床\n没有劳力"},
        {"户编号": "新1", "困难类型": "低保边缘户"},
    ]
    assert [(fault.place, fault.message) for fault in found.faults] == [
        ("“名册”表 C3", "户.联系电话 和第 1 行写得不一样，说的是同一项。"),
    ]


def test_what_follows_from_a_number_gives_way_to_what_is_written(library: SchemaLibrary) -> None:
    rows = ("7", "示例甲", JIA.certificate, ""), ("7", "示例甲", "", "1958年3月12日")
    found = by_map(library, sheet("名册", *rows), "户.户编号", "成员.姓名", CERTIFICATE, "成员.出生日期")
    assert [row.get("出生日期") for row in told(found, "成员")] == [None, "1958年3月12日"]
    assert found.faults == ()


def test_people_of_one_name_in_a_household_are_told_apart_by_their_numbers(library: SchemaLibrary) -> None:
    rows = ("7", "示例甲", JIA.certificate), ("7", "示例甲", BING.certificate)
    found = by_map(library, sheet("名册", *rows), "户.户编号", "成员.姓名", CERTIFICATE)
    assert [row["成员编号"] for row in told(found, "成员")] == ["新1", "新2"]
    assert [(row["成员编号"], row["残疾类别"]) for row in told(found, "残疾")] == [("新1", "肢体"), ("新2", "智力")]


def test_two_certificates_of_one_person_keep_all_that_each_says(library: SchemaLibrary) -> None:
    rows = ("7", "示例甲", JIA.certificate, "肢体"), ("", "", f"{JIA.identity}42", "肢体")
    found = by_map(
        library, sheet("名册", *rows, spread={(2, 0): "7", (2, 1): "示例甲"}),
        "户.户编号", "成员.姓名", CERTIFICATE, "残疾.残疾类别",
    )  # fmt: skip
    assert [(row["残疾类别"], row["残疾等级"]) for row in told(found, "残疾")] == [("肢体", "一级"), ("肢体", "二级")]
    assert len(told(found, "成员")) == 1


def test_a_household_of_which_nothing_is_said_is_there_for_its_people(library: SchemaLibrary) -> None:
    assert told(by_map(library, sheet("名册", ("示例甲",)), "成员.姓名"), "户") == [{"户编号": "新1"}]


def test_a_helper_of_many_households_is_said_once(library: SchemaLibrary) -> None:
    rows = ("示例甲", "示例辰", "15400002001"), ("示例乙", "示例辰", "15400002001"), ("示例丙", "示例巳", "15400002002")
    found = by_map(library, sheet("名册", *rows), "成员.姓名", "结对.帮扶责任人", "责任人.移动手机")
    assert told(found, "责任人") == [
        {"姓名": "示例辰", "移动手机": "15400002001"},
        {"姓名": "示例巳", "移动手机": "15400002002"},
    ]


def test_rows_of_an_old_workbook_become_records(library: SchemaLibrary) -> None:
    text = proposed([FORM], library, DIVISIONS).text()
    for place, said in (("户.建档日期", "2023-09-15"), ("户.困难类型", "低保"), ("结对.开始日期", "2023-10-08")):
        text = text.replace(f"    # {place}:", f"    {place}: {said}")
    rows = ColumnMap.of(text, library).rows([FORM], library, DIVISIONS).rows
    unit = Record(
        Place("pingjiang/unit.yml", "unit", "unit", "pingjiang"), {"name": "示例", "short": "例", "prefix": "PJ"}
    )
    helper = {"id": "PJ-B-7K3Q", "name": "示例辰"}
    known = LedgerIndex.of([unit, Record(Place("", "helper", "PJ-B-7K3Q", "pingjiang"), helper)])
    assembly = Assembly(rows, known, lambda label: random.Random(label).choice, "pingjiang")
    first, second = assembly.records()
    assert first.data["members"][0]["birth"] == "1958-03-12"
    assert first.data["pairings"] == [{"helper": "PJ-B-7K3Q", "role": "主责", "from": "2023-10-08"}]
    assert [each.data["hardship"] for each in (first, second)] == [[{"status": "低保户"}]] * 2
    # The other helper is not in the ledger: that is told in the cell that names him.
    assert [fault.place for fault in assembly.faults] == ["“结对台账”表 M5"]


def test_the_disability_of_somebody_without_one_is_not_taken_and_told(library: SchemaLibrary) -> None:
    rows = ("7", "示例甲", JIA.certificate, "无"), ("7", "示例乙", "", "有")
    found = by_map(library, sheet("名册", *rows), "户.户编号", "成员.姓名", CERTIFICATE, "残疾.劳动能力")
    assert [row["姓名"] for row in told(found, "残疾")] == ["示例甲"]
    assert found.notes[1] == "1 行没有残疾人证号，也没有类别、等级：自理、照料、监护、劳动能力没有填。"
    # Where a sheet has no such column, who is disabled is told elsewhere.
    others = by_map(library, sheet("名册", ("7", "示例甲", "无")), "户.户编号", "成员.姓名", "残疾.劳动能力")
    assert [row["劳动能力"] for row in told(others, "残疾")] == ["无"]


def test_a_number_in_a_sheet_of_needs_makes_nobody(library: SchemaLibrary) -> None:
    needs = sheet("需求", ("姓名", "残疾证号", "主要需求"), (JIA.name, JIA.certificate, "轮椅"))
    assert [row.table.name for row in gather(library, needs).rows] == ["需求措施"]


def test_what_tells_of_whom_a_row_is_is_taken_as_it_stands(library: SchemaLibrary) -> None:
    found = by_map(
        library,
        sheet("名册", ("平江县残联", "PJ-7K3Q", "m-2F8D", "示例甲", "男", "PJ-B-7K3Q", "15400002001")),
        "户.残联", "户.户编号", "成员.成员编号", "成员.姓名", "成员.性别", "责任人.责任人编号", "责任人.移动手机",
    )  # fmt: skip
    assert told(found, "户") == [{"残联": "平江县残联", "户编号": "PJ-7K3Q"}]
    assert told(found, "成员") == [{"户编号": "PJ-7K3Q", "成员编号": "m-2F8D", "姓名": "示例甲", "性别": "男"}]
    assert told(found, "责任人") == [{"责任人编号": "PJ-B-7K3Q", "移动手机": "15400002001"}]


def test_of_a_household_that_the_ledger_knows_nothing_is_said_that_merely_follows(library: SchemaLibrary) -> None:
    rows = ("PJ-7K3Q", "示例甲", JIA.identity), ("7", "示例丙", BING.identity)
    found = by_map(library, sheet("名册", *rows), "户.户编号", "成员.姓名", "身份证号")
    assert [row.get("出生日期") for row in told(found, "成员")] == [None, "1990-01-01"]
