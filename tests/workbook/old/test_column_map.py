"""The map as a file: a clerk reads and mends it, and what is wrong with it is told at once."""

from __future__ import annotations

import pytest
from tests.workbook.old.old_books import BANDED, DIVISIONS, FORM, JIA, ROSTER, UNSAID, VISITS, sheet

from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace
from jiedui.workbook.book.file import BookSheet
from jiedui.workbook.list_heads import NumberedRow
from jiedui.workbook.old.column_map import ColumnMap, ColumnMapError
from jiedui.workbook.old.proposal import proposed
from jiedui.workbook.old.sheet_map import SheetMap

SHEETS = [FORM, BANDED, ROSTER, VISITS, UNSAID, sheet("汇总", ("户数",), ("2",))]


def plain(found: ColumnMap) -> list[SheetMap]:
    """Return the sheets of a map without what only a proposal says."""
    return [
        replace(
            each,
            columns=tuple(replace(use, sure=None, why="") for use in each.columns),
            fixed={place: value._replace(why="") for place, value in each.fixed.items()},
            lacking=(),
            why="",
        )
        for each in found.sheets
    ]


def test_the_map_comes_back_as_it_was_written(library: SchemaLibrary) -> None:
    made = proposed(SHEETS, library, DIVISIONS)
    assert ColumnMap.of(made.text(), library).sheets == tuple(plain(made))
    assert plain(ColumnMap.of("\ufeff" + made.text().replace("\n", "\r\n"), library)) == plain(made)


def test_the_file_says_how_sure_each_column_is_and_what_is_lacking(library: SchemaLibrary) -> None:
    text = proposed([FORM, SHEETS[-1]], library, DIVISIONS).text()
    assert "    B 姓 名: 成员.姓名  # 确定：看表头。\n" in text
    assert "    T 2024年度帮扶工作落实情况: 年度补充.补充  # 多半：看表头。\n" in text
    assert "    户.县市区: 平江县  # A1 里写的。\n" in text
    assert "    # 户.建档日期:\n" in text
    assert "汇总: 不导入  # 看不出写的是谁、是什么事。\n" in text


def test_no_number_of_the_workbook_stands_in_the_file(library: SchemaLibrary) -> None:
    # The first row of data was taken for a head, or a clerk wrote a number into one.
    odd = sheet("名册 1", ("姓名", f"残疾证号{JIA.certificate}"), (JIA.name, JIA.certificate))
    text = proposed([odd, *SHEETS], library, DIVISIONS).text()
    assert JIA.certificate not in text
    assert "15400001001" not in text
    assert JIA.name not in text


def test_all_that_is_wrong_with_a_map_is_told_at_once(library: SchemaLibrary) -> None:
    text = """
名册:
  表头: 三
  栏:
    A 姓名: 成员.名字
    姓名: 成员.姓名
  固定:
    户.县市: 平江县
  别的: 1
走访: 要
"""
    with pytest.raises(ColumnMapError) as error:
        ColumnMap.of(text, library)
    assert error.value.messages == (
        "“名册”：不认得“别的”，可以写的有：表头、末行、栏、固定。",
        "“名册”：“表头”写是第几行，例如 3；表头有两行的写 3-4；没有表头的写 没有。",
        "“名册”：“A 姓名”写的“成员.名字”不是台账的栏。是不是 成员.姓名？",
        "“名册”：“姓名”前面没有写是哪一栏，例如 B 姓名。",
        "“名册”：“户.县市”写的“户.县市”不是台账的栏。是不是 户.县市区？",
        "“走访”：下面要有“表头”和“栏”；整张表不要的，写 不导入。",
    )


@pytest.mark.parametrize("text", ["名册：\n  表头: 1\n", "\tx", "名册: [", "", "- x\n", "a: 1\na: 2\n"])
def test_what_is_no_map_is_told_with_the_line(text: str, library: SchemaLibrary) -> None:
    with pytest.raises(ColumnMapError, match=r"第 [0-9]+ 行："):
        ColumnMap.of(text, library)


def test_a_workbook_that_is_not_as_the_map_says_is_not_read(library: SchemaLibrary) -> None:
    made = proposed([ROSTER, VISITS], library, DIVISIONS)
    moved = NumberedRow(1, ("户编号", "姓名", *ROSTER.rows[0].cells[2:]))
    with pytest.raises(ColumnMapError) as error:
        made.rows([replace(ROSTER, rows=(moved, *ROSTER.rows[1:]))], library, DIVISIONS)
    assert error.value.messages == (
        "“名册”的 B 栏，对照里是“户主”，表里是“姓名”。重新做一份对照。",
        "文件里没有“走访记录”这张表。表改了名的，在对照里改成现在的名字。",
    )


def test_the_only_sheet_may_be_called_otherwise(library: SchemaLibrary) -> None:
    made = proposed([FORM], library, DIVISIONS)
    renamed: BookSheet = replace(FORM, name="2026")
    assert made.rows([renamed], library, DIVISIONS).rows[0].sheet == "2026"


def test_what_a_clerk_puts_in_is_taken(library: SchemaLibrary) -> None:
    text = proposed([FORM], library, DIVISIONS).text()
    text = text.replace("    # 户.建档日期:", "    户.建档日期: 2023-09-15")
    text = text.replace("O 联系方式: 不导入", "O 联系方式: 责任人.移动手机")
    rows = ColumnMap.of(text, library).rows([FORM], library, DIVISIONS).rows
    told = [[cell.called for at, text in enumerate(row.texts) if text and (cell := row.cell(at))] for row in rows]
    assert rows[0].texts[2] == "2023-09-15"
    assert told[0][1] == "“结对台账”表第 4 行"
    assert [row.texts[4] for row in rows if row.table.name == "责任人"] == ["15400002001", "15400002002"]


def test_a_head_that_cannot_be_shown_is_still_that_of_its_column(library: SchemaLibrary) -> None:
    heads = ("姓名", "性别", f"残疾证{JIA.certificate}", "备注" * 30)
    odd = sheet("名册", heads, (JIA.name, "男", JIA.certificate, "无"))
    made = proposed([odd], library, DIVISIONS)
    told = [found.rows([odd], library, DIVISIONS).rows for found in (made, ColumnMap.of(made.text(), library))]
    assert told[0] == told[1]
    assert told[0]
