"""Old workbooks, each kept in another way: where each column goes, and why."""

from __future__ import annotations

from dataclasses import replace

from tests.workbook.book.old_books import BANDED, DIVISIONS, FORM, JIA, ROSTER, UNSAID, VISITS, sheet

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.file import BookSheet
from jiedui.workbook.book.proposal import proposed
from jiedui.workbook.book.sheet_map import SheetMap, Sure
from jiedui.workbook.book.targets import LEFT_OUT
from jiedui.workbook.marks import letters


def mapped(found: BookSheet, library: SchemaLibrary) -> SheetMap:
    (only,) = proposed([found], library, DIVISIONS).sheets
    return only


def targets(found: SheetMap) -> dict[str, str]:
    return {letters(use.column): use.target for use in found.columns if use.taken}


def whys(found: SheetMap) -> dict[str, str]:
    return {letters(use.column): use.why for use in found.columns if not use.taken}


def test_a_row_a_person_in_the_columns_of_the_form(library: SchemaLibrary) -> None:
    found = mapped(FORM, library)
    assert (found.first, found.last) == (3, 3)
    assert targets(found) == {
        "B": "成员.姓名", "C": "成员.性别", "D": "成员.出生日期", "E": "残疾.残疾类别", "F": "残疾.残疾等级",
        "G": "残疾.残疾人证号", "H": "家庭住址", "I": "户.联系电话", "L": "户.家庭特殊困难情况", "M": "结对.帮扶责任人",
        "S": "户.拟帮扶措施", "T": "年度补充.补充", "U": "纳入监测", "V": "户.备注",
    }  # fmt: skip
    assert {at: why[:12] for at, why in whys(found).items()} == {
        "A": "是编号。", "J": "一格里写了几个人，分不开", "K": "一格里写了几项政策，分不",
        **dict.fromkeys("NOPQ", "责任人写在“责任人”表里"), "R": "是空的。",
    }  # fmt: skip
    assert whys(found)["O"].endswith("写 责任人.移动手机。")
    assert {place: value.text for place, value in found.fixed.items()} == {
        "户.县市区": "平江县", "成员.与残疾人关系": "本人", "结对.结对身份": "主责", "年度补充.年份": "2024",
    }  # fmt: skip
    assert found.lacking == ("户.建档日期", "户.困难类型", "结对.开始日期")


def test_heads_in_two_rows_with_bands(library: SchemaLibrary) -> None:
    found = mapped(BANDED, library)
    assert (found.first, found.last) == (2, 3)
    assert targets(found) == {
        "B": "户.乡镇（街道）", "C": "户.村（社区）", "D": "户.门牌组别", "E": "成员.姓名", "F": "成员.性别",
        "G": "身份证号", "H": "残疾.残疾类别", "I": "残疾.残疾等级", "J": "残疾.残疾人证号", "K": "残疾.证件到期日",
        "L": "惠残政策.最低生活保障", "M": "惠残政策.重度残疾人护理补贴", "N": "结对.帮扶责任人",
    }  # fmt: skip
    assert found.columns[1].said == "所在地/乡镇"
    assert found.fixed["户.县市区"].why == "A1 里写的。"


def test_a_roster_of_households_and_a_sheet_of_visits(library: SchemaLibrary) -> None:
    roster, visits = proposed([ROSTER, VISITS], library, DIVISIONS).sheets
    assert targets(roster) == {
        "A": "户.户编号", "B": "户主", "C": "与户主关系", "D": "成员.姓名", "E": "身份证号", "F": "残疾.残疾人证号",
        "G": "家庭住址", "H": "户.联系电话", "I": "结对.帮扶责任人",
    }  # fmt: skip
    # Not every row is of a disabled person: what they are to whom is not fixed.
    assert roster.fixed.keys() == {"结对.结对身份"}
    assert targets(visits) == {
        "A": "哪一户", "B": "走访.联系日期", "C": "走访.联系人", "D": "走访.联系方式", "E": "走访.是否联系上",
        "F": "走访.联系情况",
    }  # fmt: skip
    assert visits.lacking == ("走访.录入日期",)


def test_heads_that_say_nothing(library: SchemaLibrary) -> None:
    found = mapped(UNSAID, library)
    assert found.first == 1
    expected = {
        "B": "成员.姓名", "C": "成员.性别", "D": "成员.出生日期", "E": "残疾.残疾人证号", "F": "户.乡镇（街道）",
        "G": "户.联系电话",
    }  # fmt: skip
    assert targets(found) == expected
    assert {use.sure for use in found.columns if use.taken} == {Sure.LIKELY, Sure.CERTAIN}
    assert whys(found)["H"] == "是日期，看不出是哪一项的；是哪一栏就写哪一栏。"
    assert whys(found)["I"].startswith("可能是 残疾.劳动能力、惠残政策.")
    bare = mapped(replace(UNSAID, rows=UNSAID.rows[1:]), library)
    assert (bare.first, targets(bare)) == (0, expected)


def test_a_sheet_that_tells_of_nobody_is_left_out(library: SchemaLibrary) -> None:
    sums = sheet("汇总", ("乡镇", "户数"), ("安定镇", "12"), ("长寿镇", "8"))
    found, hidden = proposed([sums, replace(FORM, hidden=True)], library, DIVISIONS).sheets
    assert (found.columns, found.why) == ((), "看不出写的是谁、是什么事。")
    assert (hidden.columns, hidden.why) == ((), "是隐藏的表。")


def test_the_place_is_taken_from_the_name_of_the_sheet_or_the_title_if_it_is_one(library: SchemaLibrary) -> None:
    head, row = ("姓名", "残疾证号"), (JIA.name, JIA.certificate)
    named = mapped(sheet("平江县安定镇", head, row), library)
    assert {place: value.text for place, value in named.fixed.items()} == {
        "户.县市区": "平江县", "户.乡镇（街道）": "安定镇", "成员.与残疾人关系": "本人",
    }  # fmt: skip
    several = mapped(sheet("名单", ("平江县、临湘市名单",), head, row), library)
    assert "户.县市区" not in several.fixed
    assert LEFT_OUT not in several.targets
