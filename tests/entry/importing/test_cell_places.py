"""Where in a workbook a finding stands: entries are found by id or by what they say, what is missing in its column."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.entry.rowbook import RowBook

from jiedui.entry.importing.cell_places import CellPlace, place, said_at
from jiedui.entry.importing.imported import Imported
from jiedui.records.schema import SchemaLibrary
from jiedui.records.values import Pointer
from jiedui.workbook.book.book_record import BookRecord
from jiedui.workbook.book.read_rows import called

CERTIFICATE = {"number": "49060219680409101041", "category": "肢体", "grade": "一级"}


@pytest.fixture
def record(imported: Callable[..., Imported], library: SchemaLibrary) -> BookRecord:
    book = RowBook(library)
    book.row("户", 户编号="YYL-2A3C", 困难类型="低保户")
    book.row("户", 户编号="YYL-2A3C", 困难类型="其他特殊困难", 困难身份起日="2026-01-01")
    book.row("成员", 户编号="YYL-2A3C", 成员编号="m-5QWC", 姓名="示例丑")
    book.row("残疾", 户编号="YYL-2A3C", 成员编号="m-5QWC", 残疾人证号=CERTIFICATE["number"], 残疾类别="肢体")
    book.row("结对", 户编号="YYL-2A3C", 帮扶责任人="PJ-B-6N7P", 结束日期="2026-11-01")
    (found,) = imported(book).records.values()
    return found


DATA = {
    "id": "YYL-2A3C", "village": "示例村",
    "hardship": [{"status": "低保户", "to": "2025-12-31"}, {"status": "其他特殊困难", "from": "2026-01-01"}],
    "members": [{"id": "m-6GCR"}, {"id": "m-5QWC", "name": "示例丑", "disability": {"certificates": [CERTIFICATE]}}],
    "pairings": [{"helper": "YY-B-2A3C"}, {"helper": "PJ-B-6N7P", "role": "协助", "to": "2026-11-01"}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("pointer", "said", "called"),
    [
        (("members", 1, "name"), ("members", 0, "name"), "“成员”表 C2"),
        (("members", 1, "birth"), ("members", 0, "birth"), "“成员”表 E2"),
        (
            ("members", 1, "disability", "certificates", 0, "grade"),
            ("members", 0, "disability", "certificates", 0, "grade"),
            "“残疾”表 F2",
        ),
        (("hardship", 1, "from"), ("hardship", 1, "from"), "“户”表 K3"),
        (("hardship", 1), ("hardship", 1), "“户”表第 3 行"),
        (("pairings", 1, "end_reason"), ("pairings", 0, "end_reason"), "“结对”表 G2"),
        (("members", 0, "birth"), ("members",), "“成员”表第 2 行"),
        (("village",), ("village",), "“户”表 F2"),
        (("needs", 0, "content"), ("needs",), "“户”表第 2 行"),
        ((), (), "“户”表第 2 行"),
    ],
)
def test_a_finding_stands_in_the_cell_that_says_it_or_lacks_it(
    record: BookRecord, pointer: Pointer, said: Pointer, called: str
) -> None:
    at = said_at(record, DATA, pointer)
    assert at == said
    assert place(record, at).called == called


def test_of_many_places_in_a_column_the_first_few_are_told() -> None:
    cells = [CellPlace("走访", row, called("走访", row, 2)) for row in (9, 12, 30, 41)]
    assert {cell.column for cell in cells} == {"走访 C"}
    assert CellPlace("26年", 6, called("26年", 6)).column == CellPlace("26年", 7, called("26年", 7)).column
    assert CellPlace.listed(cells[:1]) == "“走访”表 C9"
    assert CellPlace.listed(cells[:3]) == "“走访”表 C9、C12、C30"
    assert CellPlace.listed(cells) == "“走访”表 C9、C12、C30 等 4 处"
    rows = [CellPlace("户", row, called("户", row)) for row in (2, 3)]
    assert CellPlace.listed(rows) == "“户”表第 2 行、第 3 行"
