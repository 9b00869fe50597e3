"""Old workbooks, each kept in another way: where each column goes, and why."""

from __future__ import annotations

from pathlib import Path

from tests.workbook.old.old_books import BANDED, DIVISIONS, FORM, JIA, ROSTER, UNSAID, VISITS, sheet
from xlsxwriter import Workbook

from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace
from jiedui.workbook.book.file import BookSheet, read_book
from jiedui.workbook.list_heads import NumberedRow
from jiedui.workbook.marks import letters
from jiedui.workbook.old.column_map import ColumnMap
from jiedui.workbook.old.proposal import proposed
from jiedui.workbook.old.sheet_map import SheetMap, Sure
from jiedui.workbook.old.targets import LEFT_OUT


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


def test_below_another_head_nothing_is_read(library: SchemaLibrary) -> None:
    rows = *ROSTER.rows, *(NumberedRow(row.number + 10, row.cells) for row in VISITS.rows)
    found = mapped(replace(ROSTER, rows=rows), library)
    assert (found.first, found.end, len(found.targets)) == (1, 10, 9)
    text = ColumnMap((found,)).text()
    assert "  末行: 10  # 下面像是另一张表，没有读。拆成两张表再导入。\n" in text
    assert ColumnMap.of(text, library).sheets[0].end == 10


def test_a_file_with_merged_cells(library: SchemaLibrary, tmp_path: Path) -> None:
    book = Workbook(tmp_path / "旧.xlsx")
    page = book.add_worksheet("帮扶台账")
    page.merge_range("A1:H1", "平江县安定镇结对帮扶台账")
    page.write_row("A2", ["序号", "户主", "家庭住址", "家庭成员", "", "", "残疾情况"])
    page.merge_range("D2:F2", "家庭成员")
    page.merge_range("G2:H2", "残疾情况")
    page.write_row("D3", ["姓名", "性别", "与户主关系", "类别", "等级"])
    page.merge_range("A4:H4", "一组")
    page.merge_range("A5:A6", 1)
    page.merge_range("B5:B6", JIA.name)
    page.merge_range("C5:C6", "安定镇示例村1组")
    page.write_row("D5", [JIA.name, "男", "户主", "肢体", "二级"])
    page.write_row("D6", ["示例乙", "女", "妻子"])
    page.write_row("A7", [2, "示例丙", "安定镇示例村1组", "示例丙", "女", "户主", "智力", "一级"])
    page.write_row("A8", ["合计", "2户"])
    book.close()
    sheets = [*read_book(tmp_path / "旧.xlsx")]
    made = proposed(sheets, library, DIVISIONS)
    (found,) = made.sheets
    assert (found.first, found.last) == (2, 3)
    assert targets(found) == {
        "A": "户.户编号", "B": "户主", "C": "家庭住址", "D": "成员.姓名", "E": "成员.性别", "F": "与户主关系",
        "G": "残疾.残疾类别", "H": "残疾.残疾等级",
    }  # fmt: skip
    rows = [row for row in made.rows(sheets, library, DIVISIONS).rows if row.table.name == "成员"]
    assert [(row.number, row.texts[0], row.texts[2], row.texts[5]) for row in rows] == [
        (5, "新1", "示例甲", "本人"), (6, "新1", "示例乙", "妻子"), (7, "新2", "示例丙", "本人"),
    ]  # fmt: skip
