"""The workbook as a file: what its sheets are like, and that it comes back as it went out."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.choices import BookChoices
from jiedui.workbook.book.cover import BookCover
from jiedui.workbook.book.file import read_book
from jiedui.workbook.book.own_tables import own_tables
from jiedui.workbook.book.source import BookSource
from jiedui.workbook.book.tables import tables
from jiedui.workbook.book.write import write_book

COVER = BookCover(title="台账", units=("平江县",), day="2026-11-23", commit="", records_format="9")


@pytest.fixture(scope="module")
def source(book_root: Path, library: SchemaLibrary) -> BookSource:
    return BookSource.of(book_root, library)


@pytest.fixture(scope="module")
def book(source: BookSource, library: SchemaLibrary) -> bytes:
    choices = BookChoices.of(source.ledger, source.units, date(2026, 11, 23))
    return write_book(library, COVER, choices, source.rows())


@pytest.fixture(scope="module")
def opened(book: bytes) -> Any:
    return load_workbook(BytesIO(book))


def test_what_goes_out_is_read_as_it_was(
    book: bytes, source: BookSource, library: SchemaLibrary, tmp_path: Path
) -> None:
    (tmp_path / "台账.xlsx").write_bytes(book)
    read = own_tables(read_book(tmp_path / "台账.xlsx"), tables(library))
    assert (read.faults, read.hidden) == ((), ())
    given: dict[str, list[tuple[str, ...]]] = {}
    for table, row in source.rows():
        given.setdefault(table.name, []).append(tuple(row))
    found: dict[str, list[tuple[str, ...]]] = {}
    for each in read.rows:
        found.setdefault(each.table.name, []).append(each.texts)
    assert found == given
    cover = next(sheet for sheet in read.others if sheet.name == "封面")
    assert BookCover.of([row.cells for row in cover.rows]) == COVER


def test_the_sheets_stand_in_their_order_and_the_lists_are_hidden(opened: Any, library: SchemaLibrary) -> None:
    names = [table.name for table in tables(library)]
    assert opened.sheetnames == ["封面", "说明", *names, "词表"]
    assert [tab.title for tab in opened if tab.sheet_state != "visible"] == ["词表"]
    assert not any(tab.merged_cells.ranges for tab in opened)
    assert opened["封面"]["A1"].value == "台账"
    assert [cell.value for cell in opened["说明"][1]] == ["表", "栏", "必填", "填什么", "可以填的词"]


def test_a_table_has_its_heads_and_keys_on_each_screen_and_each_page(opened: Any) -> None:
    tab = opened["走访"]
    assert [cell.value for cell in tab[1]][:7] == [
        "户编号", "残疾人", "记录", "联系日期*", "联系人*", "联系方式*", "是否联系上*",
    ]  # fmt: skip
    assert (tab.freeze_panes, tab.print_title_rows, tab.print_title_cols) == ("D2", "$1:$1", "$A:$C")
    assert tab.auto_filter.ref == f"A1:Y{tab.max_row}"
    assert (tab.page_setup.paperSize, tab.page_setup.orientation) == (8, "landscape")
    assert tab.oddFooter.left.text == "内部资料"
    assert {str(name.attr_text) for name in opened.defined_names.values()} >= {f"'走访'!$A$1:$Y${tab.max_row}"}
    assert tab.defined_names["Title"].attr_text == "'走访'!$C$1"


def test_every_cell_is_text_also_in_the_rows_that_are_empty(opened: Any, library: SchemaLibrary) -> None:
    for table in tables(library):
        tab = opened[table.name]
        cells = [cell for row in tab for cell in row if cell.value is not None]
        assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
        forms = {tab.column_dimensions[name].number_format for name in tab.column_dimensions}
        assert forms == {"@"}, table.name


def test_words_are_chosen_from_lists_that_are_in_the_file(opened: Any) -> None:
    lists = {str(each.sqref): each for each in opened["走访"].data_validations.dataValidation}
    reached = lists["G2:G1048576"]
    assert (reached.type, reached.errorStyle) == ("list", "warning")
    tab, words = reached.formula1.split("!")
    assert [row[0].value for row in opened[tab.strip("'")][words.replace("$", "")]] == ["是", "否"]
    columns = list(opened["词表"].iter_cols(values_only=True))
    assert "帮扶责任人" in {head for head, *_ in columns}
    assert len({tuple(words) for _, *words in columns}) == len(columns)  # each list once


def test_rows_that_come_back_say_why(library: SchemaLibrary, tmp_path: Path) -> None:
    (home, *_) = tables(library)
    row = ["电话少一位", "平江县", "新1", *[""] * (len(home.columns) - 2)]
    file = tmp_path / "未导入.xlsx"
    file.write_bytes(write_book(library, COVER, BookChoices(), [(home, row)], reasons=True))
    tab: Any = load_workbook(file)["户"]
    assert [cell.value for cell in tab[1]][:3] == ["原因", "残联", "户编号"]
    assert (tab.freeze_panes, tab.print_title_cols) == ("D2", "$A:$C")
    read = own_tables(read_book(file), tables(library))
    assert [each.texts for each in read.rows] == [tuple(row[1:])]
    assert read.faults == ()


def test_an_empty_ledger_gives_the_same_empty_form_each_time(library: SchemaLibrary) -> None:
    empty = write_book(library, COVER, BookChoices(), ())
    assert write_book(library, COVER, BookChoices(), ()) == empty
    with zipfile.ZipFile(BytesIO(empty)) as file:
        assert {part.date_time for part in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    tab: Any = load_workbook(BytesIO(empty))["走访"]
    assert (tab.max_row, tab.auto_filter.ref) == (1, "A1:Y1")
