"""What is said of each column of the workbook: whether it must be filled in, with what, and with which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiedui.records.explain import apart
from jiedui.reports.field_wording import condition
from jiedui.workbook.book.cells import ANSWERS, BETWEEN, words
from jiedui.workbook.book.cover import NEW
from jiedui.workbook.book.tables import RowKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.schema import RecordSchema, SchemaLibrary
    from jiedui.workbook.book.tables import BookColumn, BookTable

HEADS = ("表", "栏", "必填", "填什么", "可以填的词")
_KEYS = {
    RowKey.UNIT: "归哪个残联管，写简称。只导出了一个残联的，可以空着。",
    RowKey.HOUSEHOLD: f"这一行是哪一户的。新的一户写“{NEW}1”，各张表里写同一个。",
    RowKey.HELPER: f"帮扶责任人的编号。新的责任人写“{NEW}1”，结对、走访里也写同一个。",
    RowKey.VISIT: "哪一次走访。新的走访空着。",
    RowKey.MEMBER: f"这一行是哪个成员。新的成员写“{NEW}1”，别的表里写同一个；或者空着，别的表里写姓名。",
    RowKey.NEED: f"这一行是哪项需求。新的需求写“{NEW}1”或者空着。",
    RowKey.PERSON: "户里残疾人的姓名，方便看清是哪一户，填表时可以空着。",
    RowKey.NAME: "成员的姓名。",
}
_NEEDED = frozenset((RowKey.HOUSEHOLD, RowKey.HELPER))
_SEVERAL = f"几项用“{BETWEEN}”隔开"
# What else may be written, by the shared definition that a field follows, or by its type.
_SHAPES = {
    "date": "日期，例如 2026-03-05",
    "birth": "日期，例如 1958-03-12；或者年份",
    "helper": "编号，或者姓名",
    "member": "编号，或者姓名",
    "integer": "整数",
}
_OF_FIELDS = "哪一项情况，写它在表里的栏名。"
_TRUTH = {"true": f"“{ANSWERS[0]}”", "false": f"“{ANSWERS[1]}”"}


class ColumnNote(NamedTuple):
    """What is said of one column, in the order of :data:`HEADS`."""

    table: str
    head: str
    needed: str
    meaning: str
    words: str


def notes(tables: tuple[BookTable, ...], library: SchemaLibrary) -> Iterator[ColumnNote]:
    """Yield what is said of each column of some tables, in their order."""
    for table in tables:
        record = library[table.kind]
        for column in table.columns:
            yield ColumnNote(table.name, column.head, _needed(column), _meaning(column, table, record), _words(column))


def _needed(column: BookColumn) -> str:
    if column.key:
        return "必填" if column.key in _NEEDED else ""
    if not column.needed:
        return ""
    return "必填" if is_must(column) else "有这一项时必填"


def is_must(column: BookColumn) -> bool:
    """Tell whether a column must be filled in in every new row; others may, where the part of a record is there."""
    return column.needed and len(column.keys) == 1


def _meaning(column: BookColumn, table: BookTable, record: RecordSchema) -> str:
    if column.key:
        return _KEYS[column.key]
    fields = {field.path: field for field in record.fields()}
    field = fields[*table.at, *column.keys]
    said = _OF_FIELDS if column.titles else str(field.schema["description"])
    if column.field.get("type") == "boolean":
        for word, answer in _TRUTH.items():
            said = said.replace(f" {word}", answer)
    return f"{condition(field, {path: each.title for path, each in fields.items()})}{said}"


def _words(column: BookColumn) -> str:
    if choices := words(column):
        return f"{f'{_SEVERAL}：' if column.is_words else ''}{apart([*choices])}"
    return _SEVERAL if column.is_words else _SHAPES.get(column.definition or column.field.get("type", ""), "")
