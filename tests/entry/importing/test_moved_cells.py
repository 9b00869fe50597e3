"""A column that was sorted alone, or has slipped, is seen by what its cells said before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.entry.rowbook import RowBook, trial

from jiedui.entry.importing.imported import Imported
from jiedui.entry.importing.moved_cells import moved_cells
from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary

Import = Callable[..., Imported]


@pytest.fixture
def book(records: Callable[[], Records], library: SchemaLibrary) -> RowBook:
    return RowBook(library, records().valid)


def slip(book: RowBook, table: str, head: str) -> list[str]:
    """Write into each cell of a column what stands above it, and into the first what stands in the last."""
    place = [column.head for column in book.tables[table].columns].index(head)
    rows = [row for row in book.texts[table] if row[place]]
    said = [row[place] for row in rows]
    for row, text in zip(rows, [said[-1], *said], strict=False):
        row[place] = text
    return said


def test_a_column_that_has_slipped_is_told_in_its_cells(
    imported: Import, book: RowBook, records: Callable[[], Records], library: SchemaLibrary
) -> None:
    said = slip(book, "责任人", "移动手机")
    put = imported(book)
    (cells,) = moved_cells(put)
    assert len(cells) == len(said) == 6
    found = trial(put, records(), library).attempt()
    assert {fault.place.column for fault in found.errors if fault.place} == {"责任人 E"}
    assert len(found.errors) == 6
    assert trial(put, records(), library, anyway="核对过").attempt().errors == []


def test_names_of_members_are_found_by_their_codes(imported: Import, book: RowBook) -> None:
    slip(book, "成员", "姓名")
    (cells,) = moved_cells(imported(book))
    assert {(at[0], at[2]) for _, at in cells} == {("members", "name")}
    assert {record.data["members"][at[1]]["name"] for record, at in cells if isinstance(at[1], int)} <= {
        row[[column.head for column in book.tables["成员"].columns].index("姓名")] for row in book.texts["成员"]
    }


@pytest.mark.parametrize("head", ["乡镇（街道）", "建档日期"])
def test_words_that_many_have_and_days_tell_nothing(imported: Import, book: RowBook, head: str) -> None:
    slip(book, "户", head)
    put = imported(book)
    assert put.items
    assert moved_cells(put) == []


def test_two_that_were_exchanged_are_no_column(imported: Import, book: RowBook) -> None:
    one, other = (book.texts["责任人"][number] for number in (0, 1))
    place = [column.head for column in book.tables["责任人"].columns].index("移动手机")
    one[place], other[place] = other[place], one[place]
    assert moved_cells(imported(book)) == []
