"""A workbook as it is given back: its rows, its cover, and codes that the same file gives again."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tests.entry.rowbook import RowBook
from xlsxwriter import Workbook

from jiedui.entry.importing.given_book import GivenBook
from jiedui.model.divisions import NO_DIVISIONS
from jiedui.records.codes import new_code
from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.choices import BookChoices
from jiedui.workbook.book.cover import BookCover
from jiedui.workbook.book.write import write_book
from jiedui.workbook.old.proposal import proposed
from jiedui.workbook.package import UnreadableListError

COVER = BookCover(title="台账", units=("示例县",), day="2026-11-20", commit="a" * 40, records_format="9")


@pytest.mark.parametrize("reasons", [False, True])
def test_the_rows_and_the_cover_come_back(library: SchemaLibrary, tmp_path: Path, *, reasons: bool) -> None:
    rows = RowBook(library).row("户", 户编号="新1").row("走访", 户编号="新1", 联系日期="2026-11-20").rows()
    written = ((row.table, [*["没有错。"] * reasons, *row.texts]) for row in rows)
    file = tmp_path / "台账.xlsx"
    file.write_bytes(write_book(library, COVER, BookChoices(), written, reasons=reasons))
    given = GivenBook.of(file, library)
    assert (given.cover, given.unread) == (COVER, ())
    assert given.faults == ()
    assert [(row.table.name, row.number, row.texts) for row in given.rows] == [
        (row.table.name, row.number, row.texts) for row in rows
    ]


def test_codes_are_the_same_for_the_same_file_and_others_for_another(library: SchemaLibrary, tmp_path: Path) -> None:
    def codes(text: str) -> list[str]:
        (tmp_path / "户.csv").write_text(f"户编号,残联,村（社区）\n新1,示例县,{text}\n", "utf-8")
        given = GivenBook.of(tmp_path / "户.csv", library)
        assert given.cover is None
        assert len(given.rows) == 1
        return [new_code("SLX", (), given.choose(label)) for label in ("新1", "新2")]

    first = codes("示例村")
    assert first == codes("示例村")
    assert len({*first, *codes("示例庄")}) == 4


def test_what_is_no_workbook_is_refused(library: SchemaLibrary, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"no workbook")
    with pytest.raises(UnreadableListError):
        GivenBook.of(tmp_path / "a.xlsx", library)


def test_a_sheet_of_an_old_workbook_may_be_called_and_headed_like_a_table(
    library: SchemaLibrary, tmp_path: Path
) -> None:
    book = Workbook(tmp_path / "旧.xlsx")
    for name, rows in (
        ("名册", (("姓名", "残疾证号"), ("示例甲", "49060219680409101041"))),
        ("走访", (("姓名", "联系日期", "联系人", "联系方式"), ("示例甲", "2026.3.5", "示例辰", "上门"))),
    ):
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    book.close()
    given = GivenBook.of(tmp_path / "旧.xlsx", library)
    assert ([row.table.name for row in given.rows], given.unread) == (["走访"], ("名册",))
    columns = proposed(given.sheets, library, NO_DIVISIONS)
    told = given.by(columns, library, NO_DIVISIONS)
    assert {row.table.name for row in told.rows} == {"户", "成员", "残疾", "走访"}
    assert told.faults == ()


def test_a_cover_of_somebody_else_is_none_of_ours(library: SchemaLibrary, tmp_path: Path) -> None:
    book = Workbook(tmp_path / "旧.xlsx")
    book.add_worksheet("封面").write_row(0, 0, ("单位", "示例县残联"))
    book.add_worksheet("名册").write_row(0, 0, ("姓名", "残疾证号"))
    book.close()
    given = GivenBook.of(tmp_path / "旧.xlsx", library)
    assert (given.cover, len(given.sheets)) == (None, 2)


def test_a_table_of_ours_under_another_name_is_told(library: SchemaLibrary, tmp_path: Path) -> None:
    rows = RowBook(library).row("户", 户编号="新1").rows()
    (tmp_path / "台账.xlsx").write_bytes(
        write_book(library, COVER, BookChoices(), ((row.table, row.texts) for row in rows))
    )
    book = openpyxl.load_workbook(tmp_path / "台账.xlsx")
    book["户"].title = "户 (2)"
    book.save(tmp_path / "台账.xlsx")
    given = GivenBook.of(tmp_path / "台账.xlsx", library)
    assert (given.rows, given.unread) == ((), ("户 (2)",))
