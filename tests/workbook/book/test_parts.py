"""Rows of one thing put together again."""

from __future__ import annotations

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.parts import PartReader, SaidValue, cells_of, places_below, plain
from jiedui.workbook.book.table_rows import BookCell, BookRow
from jiedui.workbook.book.tables import BookTable, tables


def _table(library: SchemaLibrary, name: str) -> BookTable:
    return next(table for table in tables(library) if table.name == name)


def _rows(table: BookTable, *rows: dict[str, str]) -> list[BookRow]:
    heads = [column.head for column in table.columns]
    places = tuple(range(len(heads)))
    return [
        BookRow(table, table.name, number, tuple(row.get(head, "") for head in heads), places)
        for number, row in enumerate(rows, 2)
    ]


def test_values_and_lists_are_put_together(library: SchemaLibrary) -> None:
    table = _table(library, "户")
    reader = PartReader(lambda text, _: text)
    tree = reader.tree(
        _rows(
            table,
            {"村（社区）": "示例村", "困难类型": "低保户", "有无风险": "有", "监测情况": "已申报"},
            {"困难类型": "低保边缘户", "监测情况": "已纳入"},
            {"有无风险": "无", "形式（知情同意）": "书面"},
        ),
        table.part,
    )
    assert reader.faults == []
    assert plain(tree) == {
        "village": "示例村",
        "consent": {"form": "书面"},
        "hardship": [{"status": "低保户"}, {"status": "低保边缘户"}],
        "relapse": [{"risk": "有", "monitoring": [{"status": "已申报"}, {"status": "已纳入"}]}, {"risk": "无"}],
    }
    cells = dict(cells_of(tree))
    assert cells["relapse", 0, "monitoring", 1, "status"].cell.row == 3


def test_what_is_cleared_says_nothing() -> None:
    cell = BookCell("清空", "户", 2, 7)
    tree = {
        "phone": SaidValue(None, cell),
        "consent": {"form": SaidValue(None, cell)},
        "village": SaidValue("示例村", cell),
    }
    assert plain(tree) == {"village": "示例村"}


def test_columns_of_lists_are_known_at_every_depth(library: SchemaLibrary) -> None:
    table = _table(library, "结对")
    heads = {table.columns[place].head for place in places_below(table.part)}
    assert heads == {"更新日期", "更新人", "录入单号（省平台更新）"}
