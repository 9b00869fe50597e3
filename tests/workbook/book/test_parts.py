"""Rows of one thing put together again."""

from __future__ import annotations

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.parts import PartReader, cells_of, places_below, plain
from jiedui.workbook.book.read_rows import BookRow
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


def test_what_is_cleared_says_nothing(library: SchemaLibrary) -> None:
    table = _table(library, "户")
    row = {"联系电话": "清空", "形式（知情同意）": "清空", "村（社区）": "示例村"}
    tree = PartReader(lambda text, _: text).tree(_rows(table, row), table.part)
    assert plain(tree) == {"village": "示例村"}
    assert {at for at, said in cells_of(tree) if said.value is None} == {("phone",), ("consent", "form")}


def test_a_text_that_was_read_is_read_alike_again(library: SchemaLibrary) -> None:
    table = _table(library, "走访")
    reader = PartReader(lambda text, _: text)
    for _ in range(2):
        (row,) = _rows(table, {"联系方式": "上门", "是否联系上": "也许", "了解的情况": "政策"})
        tree = reader.tree([row], table.part)
        assert plain(tree) == {"channel": "入户", "topics": ["惠残政策享受"]}
        plain(tree)["topics"].append("改了")
    assert [fault.message for fault in reader.faults] == ["是否联系上看不懂是还是否。"] * 2


def test_what_is_wrong_with_a_number_is_seen_in_what_stands_beside_it(library: SchemaLibrary) -> None:
    table = _table(library, "残疾")
    reader = PartReader(lambda text, _: text)
    reader.tree(_rows(table, {"残疾人证号": "490623199304180055", "残疾类别": "肢体残疾", "残疾等级": "2"}), table.part)
    (fault,) = reader.faults
    assert fault.message == "残疾人证号只有 18 位，像是身份证号，少了残疾类别和等级。"
    assert fault.remedy == "在后面补上两位：肢体二级是 42；再对照残疾人证核对。"


def test_columns_of_lists_are_known_at_every_depth(library: SchemaLibrary) -> None:
    table = _table(library, "结对")
    heads = {table.columns[place].head for place in places_below(table.part)}
    assert heads == {"更新日期", "更新人", "录入单号（省平台更新）"}


def test_an_entry_of_which_nothing_is_left_is_told(library: SchemaLibrary) -> None:
    table = _table(library, "户")
    reader = PartReader(lambda text, _: text)
    rows = _rows(
        table, {"困难类型": "清空", "有无风险": "有", "风险内容": "清空"}, {"困难类型": "清空", "困难身份起日": "坏"}
    )
    reader.tree(rows, table.part)
    assert [(fault.place, fault.message) for fault in reader.faults if "清空" in fault.message] == [
        ("“户”表 J2", "整条不能清空。")
    ]
