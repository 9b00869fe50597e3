"""Where a column may go: our own columns, and what is more or less than one."""

from __future__ import annotations

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.tables import RowKey, tables
from jiedui.workbook.old.targets import GIVES, LEFT_OUT, SAYS, Ours, Whole, parted, targets


def test_every_column_of_every_table_is_a_target_and_what_is_made_of_each_whole_is_said(library: SchemaLibrary) -> None:
    book = tables(library)
    found = targets(book)
    # Which household a row is of is said as 户.户编号 for all tables.
    others = sum(table.key(RowKey.HOUSEHOLD) is not None for table in book) - 1
    assert len(found) == sum(len(table.columns) for table in book) - others + len(Whole) + 1
    assert found["户.联系电话"] is not None
    assert {place for place, column in found.items() if column is None} == {*Whole, LEFT_OUT}
    assert SAYS.keys() == {*Whole}


def test_what_old_workbooks_are_understood_by_and_what_is_given_besides_are_targets(
    library: SchemaLibrary,
) -> None:
    found = targets(tables(library))
    assert {place for given in GIVES.values() for place in given} <= found.keys()
    assert {*Ours} <= found.keys()


def test_a_target_is_parted_at_its_first_dot() -> None:
    assert parted("户.联系电话") == ("户", "联系电话")
    assert parted(Whole.ADDRESS) == ("家庭住址", "")
