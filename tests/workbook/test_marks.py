"""What stands in a sheet beside its values is told by its cell, in whatever pieces the sheet is unpacked."""

from __future__ import annotations

import pytest
from tests.workbook.packages import pieces

from jiedui.workbook.marks import EndlessRowError, column_of, letters, ods_marks, xlsx_marks

SHEET = (
    b'<worksheet><sheetData><row r="2"><c r="A2" s="1"/><c r="B2"><f>C2+1</f></c>'
    b'<c r="C2"><f>1+1</f><v>2</v></c><c r="D2" t="str"><f>IF(A2="","",A2)</f><v></v></c></row>'
    b'<row r="3" s="2"/><row r="9"><c t="e" r="AB9"><f>B2/0</f><v>#DIV/0!</v></c><c r="AC9"></c></row>'
    b'<row r="1048576"><c r="A1048576" s="4"/></row></sheetData><rowBreaks count="1"/></worksheet>'
)


@pytest.mark.parametrize(
    ("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_a_column_is_called_as_in_a_sheet(column: int, name: str) -> None:
    assert letters(column) == name
    assert column_of(name.encode()) == column


@pytest.mark.parametrize("length", [7, 64, 10_000])
def test_formulas_without_values_and_errors_are_told_by_their_cells(length: int) -> None:
    marks = xlsx_marks(pieces(SHEET, length))
    assert marks.formulas == [(1, 1)]
    assert marks.errors == {(8, 27): "#DIV/0!"}
    assert marks.end == (8, 27)


def test_a_sheet_of_another_program_names_neither_rows_nor_cells() -> None:
    told = b"<x:row><x:c><x:v>1</x:v></x:c><x:c><x:f>A1</x:f></x:c></x:row><x:row><x:c><x:v>2</x:v></x:c></x:row>"
    marks = xlsx_marks([b"<x:sheetData>", told, b"</x:sheetData>"])
    assert (marks.formulas, marks.end) == ([(0, 1)], (1, 1))


@pytest.mark.parametrize(
    ("cells", "end"),
    [
        (b'<c r="XFE1048577"><v>1</v></c><c r="B2"><v>1</v></c>', (1048576, 16384)),
        (b'<c r="b2"><v>1</v></c><c r="xfd9"><v>1</v></c><c r="C2"/>', (8, 16383)),
        (b'<c r="AAAAAAAAA999999999999"><v>1</v></c>', (999_999_999_998, column_of(b"A" * 9))),
        (b'<c r="7"><v>1</v></c><c r="D"><v>1</v></c>', (6, 3)),
    ],
)
def test_a_cell_that_is_not_where_it_says_reaches_there(cells: bytes, end: tuple[int, int]) -> None:
    """A reader makes room for each cell up to there, and the machine ends it where there is none."""
    assert xlsx_marks([b'<row r="2">', cells, b"</row>"]).end == end


ROW = b'<row r="%d" s="1"><c r="A%d" s="2" t="inlineStr"><is><t>%s</t></is></c><c r="AB%d"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "end"),
    [
        ([(2, b"x"), (3, b"y")], (2, 27)),
        ([(2, b'r="ZZ9"'), (3, b"y")], (8, 701)),
        ([(2, b"<f>1</f>"), (3, b"t=&quot;")], (2, 27)),
        ([(9, b"x"), (3, b"y")], (8, 27)),
    ],
)
def test_rows_are_looked_at_together_as_one_by_one(
    monkeypatch: pytest.MonkeyPatch, rows: list[tuple[int, bytes]], end: tuple[int, int]
) -> None:
    sheet = [b"<sheetData>", b"".join(ROW % (row, row, text, row) for row, text in rows), b"</sheetData>"]
    together = xlsx_marks(sheet)
    monkeypatch.setattr("jiedui.workbook.marks._end_of_plain", lambda _: None)
    assert together == xlsx_marks(sheet)
    assert together.end == end


def test_plain_rows_are_not_looked_at_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.workbook.marks._xlsx_row", None)
    told = [b'<sheetView r="1"/>', *(ROW % (row, row, b"x", row) for row in range(1, 100)), b"</sheetData>"]
    assert xlsx_marks(told).end == (98, 27)


def test_a_row_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.workbook.marks._LONGEST_ROW", 1000)
    with pytest.raises(EndlessRowError):
        xlsx_marks([b'<row r="1">', *[b'<c r="A1"/>'] * 100])


ODS = (
    b'<x><table:table table:name="&#25143;" table:style-name="ta1"><table:table-column/>'
    b'<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/>'
    b'</table:table-row><table:table-row><table:table-cell table:number-columns-repeated="2"/>'
    b'<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3" office:value-type="string">'
    b"<text:p>x</text:p></table:table-cell><table:covered-table-cell/>"
    b'<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!'
    b'</text:p></table:table-cell><table:table-cell table:formula="of:=1"/></table:table-row>'
    b'<table:table-row table:number-rows-repeated="1048572"><table:table-cell/></table:table-row></table:table>'
    b'<table:table table:name="b"><table:table-row table:number-rows-repeated="5"><table:table-cell'
    b' office:value-type="float" table:number-columns-repeated="4"/></table:table-row></table:table></x>'
)


@pytest.mark.parametrize("length", [7, 10_000])
def test_sheets_of_libreoffice_are_told_by_their_names(length: int) -> None:
    found = ods_marks(pieces(ODS, length))
    assert list(found) == ["户", "b"]
    assert found["户"].end == (3, 4)
    assert found["户"].errors == {(3, 4): "#DIV/0!"}
    assert found["户"].formulas == [(3, 5)]
    assert found["户"].merged == [((3, 2), (5, 3))]
    assert (found["b"].end, found["b"].cells) == ((4, 3), 20)
