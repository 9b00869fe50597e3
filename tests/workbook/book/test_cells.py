"""What a text in a cell says."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.cells import CellFault, read
from jiedui.workbook.book.tables import BookColumn, tables


@pytest.fixture
def column(library: SchemaLibrary) -> Any:
    def find(table: str, head: str) -> BookColumn:
        found = next(each for each in tables(library) if each.name == table)
        return next(each for each in found.columns if each.head == head)

    return find


@pytest.mark.parametrize(
    ("table", "head", "text", "value"),
    [
        ("走访", "是否联系上", "否", False),
        ("走访", "联系方式", "上门", "入户"),
        ("走访", "了解的情况", "政策、家庭生产生活", ["惠残政策享受", "家庭生产生活"]),
        ("走访", "满意度", "5", 5),
        ("走访", "联系情况", "一行\n又一行", "一行\n又一行"),
        ("走访", "联系方式", "飞鸽", "飞鸽"),
    ],
)
def test_a_cell_says_a_value(column: Any, table: str, head: str, text: str, value: object) -> None:
    assert read(text, column(table, head)) == value


def test_what_says_nothing_is_a_fault(column: Any) -> None:
    assert isinstance(read("也许", column("走访", "是否联系上")), CellFault)
    assert isinstance(read("很好", column("走访", "满意度")), CellFault)
