"""Which rows are of one thing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.read_rows import BookFault, BookRow
from jiedui.workbook.book.references import Whom
from jiedui.workbook.book.row_groups import households, labelled
from jiedui.workbook.book.tables import RowKey, tables

Row = Callable[..., BookRow]


@pytest.fixture
def row(library: SchemaLibrary) -> Row:
    """Make a row of a table of what stands under some heads."""
    known = {table.name: table for table in tables(library)}

    def made(name: str, number: int, **said: str) -> BookRow:
        heads = [column.head for column in known[name].columns]
        assert said.keys() <= {*heads}
        texts = tuple(said.get(head, "") for head in heads)
        return BookRow(known[name], name, number, texts, tuple(range(len(heads))))

    return made


def test_a_household_is_meant_by_its_code_by_a_name_or_by_the_row_above(row: Row) -> None:
    known, faults = Whom("残疾人"), list[BookFault]()
    known.add("SLX-7K3Q", "示例甲")
    rows = [
        row("走访", 2, 残疾人="示例甲", 联系日期="2026-11-20"),
        row("户", 2, 户编号="新1"),
        row("户", 3, 困难类型="低保户"),
        row("残疾", 2, 户编号="新1", 姓名="示例·乙"),
        row("成员", 2, 户编号="新1", 姓名="示例·乙"),
        row("走访", 3, 残疾人="示例•乙", 联系日期="2026-11-21"),
        row("户", 4, 户编号="SLX-7K3Q 示例甲"),
    ]
    found = {house.label: house for house in households(rows, known, faults)}
    assert not faults
    assert {label: [one.number for one in house.rows["走访"]] for label, house in found.items()} == {
        "SLX-7K3Q": [2], "新1": [3],
    }  # fmt: skip
    assert [one.number for one in found["新1"].rows["户"]] == [2, 3]
    assert [of[0].table.name for of in found["新1"].in_order()] == ["户", "走访", "成员", "残疾"]


def test_a_row_of_nobody_and_a_name_of_two_are_faults(row: Row) -> None:
    known, faults = Whom("残疾人"), list[BookFault]()
    for code in ("SLX-7K3Q", "SLX-8K3Q"):
        known.add(code, "示例甲")
    rows = [row("走访", 2, 残疾人="示例甲", 联系日期="2026-11-20"), row("走访", 3, 联系日期="2026-11-21")]
    assert households(rows, known, faults) == []
    assert [(fault.row, fault.message) for fault in faults] == [
        (2, "叫这个姓名的有 2 户。"), (3, "户编号没有填，不知道是哪一户。"),
    ]  # fmt: skip


def test_rows_of_one_label_are_one_thing_and_one_without_goes_on_or_begins(row: Row) -> None:
    rows = [
        row("走访", 2, 记录="2026-11-20", 联系日期="2026-11-20"),
        row("走访", 3, 联系日期="2026-11-21"),
        row("走访", 4, 记录="2026-11-20", 联系情况="又写一行"),
    ]
    assert [(label, [one.number for one in group]) for label, group in labelled(rows, RowKey.VISIT)] == [
        ("2026-11-20", [2, 4]), ("", [3]),
    ]  # fmt: skip
