"""Where a head stands: below titles, in one row or two, above the first row of data."""

from __future__ import annotations

from tests.workbook.old.old_books import sheet

from jiedui.workbook.old.headings import ColumnHead, SheetHead, cell, head_between, headings, rows_below

KNOWN = {"姓名", "性别", "电话", "类别", "等级"}


def known(heading: ColumnHead) -> str:
    return heading.word if heading.word in KNOWN else ""


def found(*rows: tuple[str, ...], spread: dict[tuple[int, int], str] | None = None) -> SheetHead:
    made = sheet("名册", *rows, spread=spread)
    return headings(made.rows, made.spread, known)


def test_a_head_stands_below_its_title() -> None:
    head = found(("某县姓名、电话名册",), (), ("序号", "姓名", "电话"), ("1", "示例甲", "15400000001"))
    assert (head.first, head.last, [each.said for each in head.columns]) == (3, 3, ["序号", "姓名", "电话"])


def test_a_band_goes_on_over_the_columns_that_the_upper_row_does_not_name() -> None:
    rows = ("姓名", "残疾情况", "", "电话"), ("", "类别", "等级", ""), ("示例甲", "肢体", "一级", "15400000001")
    head = found(*rows)
    assert (head.first, head.last) == (1, 2)
    assert [each.said for each in head.columns] == ["姓名", "残疾情况/类别", "残疾情况/等级", "电话"]
    assert head_between(sheet("名册", *rows).rows, {}, 1, 2) == head


def test_a_merged_band_goes_on_as_far_as_it_is_merged() -> None:
    head = found(("姓名", "残疾情况", "", ""), ("", "类别", "等级", "电话"), spread={(1, 2): "残疾情况"})
    assert [each.said for each in head.columns] == ["姓名", "残疾情况/类别", "残疾情况/等级", "电话"]


def test_a_row_of_data_is_not_the_lower_row_of_a_head() -> None:
    head = found(("姓名", "电话"), ("等级", "15400000001"))
    assert (head.first, head.last) == (1, 1)


def test_a_head_that_says_nothing_is_the_row_above_the_first_one_of_data() -> None:
    assert found(("名单",), ("列1", "列2"), ("示例甲", "15400000001")).first == 2
    assert found(("名单",), ("示例甲", "15400000001")) == SheetHead()
    assert found(("示例甲", "15400000001")) == SheetHead()


def test_sums_remarks_and_heads_that_are_printed_again_are_no_data() -> None:
    made = sheet(
        "名册", ("姓名", "电话"), ("示例甲", "1"), ("姓名", "电话"), ("示例乙", ""), (" 合 计", "2"),
        ("说明：共 2 人",), ("填表人：示例丙", "日期"), ("说明书",),
    )  # fmt: skip
    head = SheetHead(1, 1, (ColumnHead("", "姓名"), ColumnHead("", "电话")))
    assert [row.number for row in rows_below(made.rows, {}, head)] == [2, 4, 8]


def test_a_title_of_a_part_is_no_data_and_a_person_alone_in_a_row_is() -> None:
    made = sheet(
        "名册", ("户主", "姓名"), ("安定镇", ""), ("示例甲", "示例甲"), ("", "示例乙"), ("", "示例甲"), ("一、长寿镇",)
    )
    head = SheetHead(1, 1, (ColumnHead("", "户主"), ColumnHead("", "姓名")))
    spread = {(2, 1): "安定镇", (4, 0): "示例甲", (5, 0): "示例甲"}
    assert [row.number for row in rows_below(made.rows, spread, head)] == [3, 4, 5]


def test_beyond_the_end_of_a_row_there_is_nothing() -> None:
    assert (cell(("甲",), 0), cell(("甲",), 1)) == ("甲", "")
