"""One record as a workbook tells it."""

from __future__ import annotations

from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace
from jiedui.workbook.book.book_record import BookRecord
from jiedui.workbook.book.parts import CLEAR, SaidValue, plain
from jiedui.workbook.book.read_rows import BookRow
from jiedui.workbook.book.tables import tables


def test_what_it_says_takes_out_and_leaves_unread_has_its_cell(library: SchemaLibrary) -> None:
    table = tables(library)[0]
    row = BookRow(table, "户", 3, ("",) * len(table.columns), tuple(range(len(table.columns))))
    tree = {
        "id": SaidValue("SLX-7K3Q", row, 1),
        "phone": SaidValue(None, row, 2),
        "county": SaidValue("示例县", row, 3, faulty=True),
        "hardship": [{"from": SaidValue(None, row, 4, faulty=True)}],
    }
    record = BookRecord("household", "shilixian", "SLX-7K3Q", plain(tree), tree.copy, (row,))
    assert record.data == {"id": "SLX-7K3Q", "county": "示例县", "hardship": [{}]}
    assert record.cleared() == {("phone",)}
    assert record.faulty() == {("county",), ("hardship", 0, "from")}
    assert record.cells()["id",].called == "“户”表 B3"
    assert not record.clears
    record.rows = (row, replace(row, texts=("", CLEAR)))
    assert record.clears
