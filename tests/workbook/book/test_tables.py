"""The tables of the workbook hold all that the schemas of households, visits and helpers have."""

from __future__ import annotations

from collections import Counter

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.tables import KINDS, BookTable, RowKey, tables


def _table(library: SchemaLibrary, name: str) -> BookTable:
    return next(table for table in tables(library) if table.name == name)


def test_every_value_of_a_record_has_one_column(library: SchemaLibrary) -> None:
    found = Counter(
        (table.kind, *table.at, *column.keys) for table in tables(library) for column in table.columns if column.keys
    )
    wanted = {
        (kind, *field.path)
        for kind in KINDS
        for field in library[kind].fields()
        if "properties" not in field.schema
        and "properties" not in library[kind].resolve(field.schema.get("items", {}))
        # The codes of households, helpers, members and needs are keys of the rows.
        and field.path not in {("id",), ("members", "id")}
        and (kind, *field.path) != ("household", "needs", "id")
    }
    assert found.keys() == wanted
    assert set(found.values()) == {1}


def test_heads_tell_columns_apart(library: SchemaLibrary) -> None:
    for table in tables(library):
        heads = [column.head for column in table.columns]
        assert len(set(heads)) == len(heads), table.name


def test_a_head_says_of_what_a_day_is_where_the_table_has_several(library: SchemaLibrary) -> None:
    heads = [column.head for column in _table(library, "需求措施").columns]
    assert {"办结日期", "办结日期（帮扶措施）", "撤销日期（资源）"} & {*heads} == {"办结日期", "办结日期（帮扶措施）"}
    assert "火灾" in [column.head for column in _table(library, "走访").columns]
    assert "说明（终止）" in [column.head for column in _table(library, "户").columns]


def test_a_row_begins_with_what_it_is_of(library: SchemaLibrary) -> None:
    keys = {table.name: [column.head for column in table.keys] for table in tables(library)}
    assert keys["户"] == ["残联", "户编号"]
    assert keys["惠残政策"] == ["户编号", "成员编号", "姓名"]
    assert keys["走访"] == ["户编号", "残疾人", "记录"]
    assert _table(library, "走访").key(RowKey.VISIT) == 2
    assert _table(library, "户").key(RowKey.VISIT) is None


def test_lists_without_a_table_go_on_below(library: SchemaLibrary) -> None:
    home = _table(library, "户")
    assert [keys for keys, _ in home.part.lists] == [("hardship",), ("priorities",), ("relapse",)]
    assert [keys for keys, _ in home.part.lists[2][1].lists] == [("monitoring",)]


def test_codes_that_may_be_named_are_known(library: SchemaLibrary) -> None:
    named = {column.head: column.named for column in _table(library, "需求措施").columns if column.named}
    assert named == {"需求人": "member", "负责人": "helper"}
