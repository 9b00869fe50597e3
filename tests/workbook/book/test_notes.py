"""What is said of each column of the workbook."""

from __future__ import annotations

import pytest

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.notes import ColumnNote, notes
from jiedui.workbook.book.tables import tables


@pytest.fixture(scope="module")
def said(library: SchemaLibrary) -> dict[tuple[str, str], ColumnNote]:
    return {(note.table, note.head): note for note in notes(tables(library), library)}


def test_every_column_is_told_of_in_its_order(said: dict[tuple[str, str], ColumnNote], library: SchemaLibrary) -> None:
    assert list(said) == [(table.name, column.head) for table in tables(library) for column in table.columns]
    assert all(note.meaning for note in said.values())


@pytest.mark.parametrize(
    ("table", "head", "needed", "words"),
    [
        ("户", "建档日期", "必填", "日期，例如 2026-03-05"),
        ("户", "终止日期", "有这一项时必填", "日期，例如 2026-03-05"),
        ("户", "户籍类型", "", "农业、非农业"),
        ("户", "户编号", "必填", ""),
        ("成员", "出生日期", "必填", "日期，例如 1958-03-12；或者年份"),
        ("走访", "联系人", "必填", "编号，或者姓名"),
        ("走访", "是否联系上", "必填", "是、否"),
        ("走访", "需求编号", "有这一项时必填", ""),
        ("走访", "陪同人数", "", "整数"),
        ("走访", "同时联系的户", "", "几项用“、”隔开"),
        ("走访", "了解的情况", "", "几项用“、”隔开：家庭生产生活、惠残政策享受、返贫致贫风险"),
    ],
)
def test_whether_and_with_which_words_a_column_is_filled_in(
    said: dict[tuple[str, str], ColumnNote], table: str, head: str, needed: str, words: str
) -> None:
    note = said[table, head]
    assert (note.needed, note.words) == (needed, words)


def test_what_depends_on_another_column_says_so_and_answers_are_in_chinese(
    said: dict[tuple[str, str], ColumnNote],
) -> None:
    assert said["走访", "方式说明"].meaning == "联系方式是“其他”时要填。联系方式选“其他”时，写明是什么方式。"
    reached = said["走访", "是否联系上"].meaning
    assert reached == "见到人、接通电话或收到回复才填“是”；没人在家、没接通填“否”。"
