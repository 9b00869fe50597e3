"""Heads of lists: far down, in two rows, anew above a second block; no row below them is lost."""

from __future__ import annotations

from jiedui.workbook.list_heads import ListField, blocks

HEAD = ("姓名", "身份证号", "死亡日期")


def test_a_head_far_below_the_top_is_found_where_it_has_two_known_words() -> None:
    (block,) = blocks([*[("说明",)] * 20, HEAD, ("示例乙", "1", "2026-03-05")])
    assert [(row.number, row.cells[0]) for row in block.rows] == [(22, "示例乙")]
    # One word alone, so far down, may be a remark.
    assert blocks([*[("说明",)] * 20, ("姓名",), ("示例乙",)]) == []


def test_a_second_block_has_columns_of_its_own() -> None:
    first, second = blocks([
        HEAD, ("示例乙", "1", "2026-03-05"), ("", "", ""), ("迁出人员",), ("序号", "姓名", "迁出日期"),
        ("1", "示例丙", "x"),
    ])  # fmt: skip
    assert [row.number for row in first.rows] == [2, 4]
    assert second.columns == {ListField.NAME: 1, ListField.MOVED: 2}
    assert [row.cells[1] for row in second.rows] == ["示例丙"]


def test_a_head_printed_again_on_every_page_is_no_person() -> None:
    found = blocks([HEAD, ("示例乙", "1", "x"), HEAD, ("示例丙", "2", "x")])
    assert [[row.cells[0] for row in block.rows] for block in found] == [["示例乙"], ["示例丙"]]


def test_two_rows_of_heads_are_read_together() -> None:
    (block,) = blocks([
        ("某县残疾人名册",), ("姓名", "身份证号", "残疾情况", "", "残疾人证", ""),
        ("", "", "类别", "等级", "号码", "有效期至"),
        ("示例乙", "1", "肢体", "一级", "2", "2030-01-01"),
    ])  # fmt: skip
    assert block.columns == {
        ListField.NAME: 0, ListField.IDENTITY: 1, ListField.CATEGORY: 2, ListField.GRADE: 3, ListField.CERTIFICATE: 4,
        ListField.EXPIRES: 5,
    }  # fmt: skip
    assert [row.number for row in block.rows] == [4]


def test_a_row_of_data_is_not_taken_for_the_lower_row_of_a_head() -> None:
    (block,) = blocks([("姓名", "备注"), ("示例乙", "残疾证丢失")])
    assert (block.columns, len(block.rows)) == ({ListField.NAME: 0}, 1)


def test_a_block_above_one_that_knows_more_is_read_too() -> None:
    found = blocks([("名单",), HEAD[:2], ("示例乙", "1"), HEAD, ("示例丙", "2", "x")])
    assert [(block.head, [row.number for row in block.rows]) for block in found] == [(1, [3]), (3, [5])]
    names = blocks([("姓名",), ("示例乙",), HEAD, ("示例丙", "2", "x")])
    assert [[row.number for row in block.rows] for block in names] == [[2], [4]]


def test_a_title_that_holds_a_word_is_no_head_above_a_sure_one() -> None:
    (block,) = blocks([("关于注销残疾人证的名册",), ("单位：某县残联",), HEAD, ("示例乙", "1", "x")])
    assert (block.head, [row.number for row in block.rows]) == (2, [4])
