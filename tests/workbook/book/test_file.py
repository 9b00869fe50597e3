"""A workbook of any kind is read as texts with their places; what would be lost without a word is told."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.workbook.packages import ods, xlsx

from jiedui.workbook.book.file import BookSheet, read_book
from jiedui.workbook.book.read_rows import BookFault
from jiedui.workbook.list_heads import NumberedRow
from jiedui.workbook.package import UnreadableListError

HELD = Path(__file__).parent / "files"


def _read(path: Path, *content: bytes) -> list[BookSheet]:
    return [*read_book(path, *content)]


def kept(folder: Path, content: bytes, name: str = "台账.xlsx") -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def rows(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    (sheet,) = _read(path)
    return [(row.number, row.cells) for row in sheet.rows]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A workbook of two sheets, the second hidden."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "走访"
    sheet["B3"], sheet["D3"] = "户编号", " 情况\u200b\u00a0写明 "
    sheet["B5"], sheet["C5"], sheet["D5"] = 15400000001, datetime(2026, 3, 5), datetime(2026, 3, 5, 8, 30)
    sheet["B6"], sheet["C6"], sheet["D6"] = 4.906021958e17, True, 1.5
    sheet["D7"] = "　　第一段\r\n第二段 \n"
    book.create_sheet("空")
    hidden = book.create_sheet("旧")
    hidden["A1"], hidden.sheet_state = date(2026, 3, 5), "veryHidden"
    book.save(tmp_path / "台账.xlsx")
    return tmp_path / "台账.xlsx"


def test_rows_keep_their_numbers_and_cells_their_columns(made: Path) -> None:
    sheet, hidden = _read(made)
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (3, ("", "户编号", "", "情况 写明")),
        (5, ("", "15400000001", "2026-03-05", "2026-03-05 08:30:00")),
        (6, ("", "4.90602E+17", "是", "1.5")),
        (7, ("", "", "", "　　第一段\n第二段")),
    ]
    assert (sheet.name, sheet.hidden) == ("走访", False)
    assert hidden == BookSheet("旧", (NumberedRow(1, ("2026-03-05",)),), hidden=True)


def test_the_reader_of_a_machine_without_the_fast_one_reads_the_same(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = _read(made)
    monkeypatch.setattr("jiedui.workbook.list_cells.CALAMINE", False)
    assert _read(made) == found


@pytest.mark.parametrize("name", ["台账.xls", "台账.ods"])
def test_files_of_other_programs_are_read_alike(name: str) -> None:
    sheet, hidden = _read(HELD / name)
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (2, ("户编号", "", "日期")), (4, ("SLX-7K3Q", "", "2026-03-05")), (5, ("15400000001", "", "45913", "2")),
        (900, ("末",)),
    ]  # fmt: skip
    assert (sheet.name, hidden.name, hidden.hidden) == ("走访", "旧", True)
    assert sheet.spread == {(2, 1): "户编号"}
    assert [fault.place for fault in sheet.faults.values()] == ["“走访”表 D4", "“走访”表 E4"]


def test_a_million_empty_rows_are_none(tmp_path: Path) -> None:
    # So many in both, written shortly in one: Excel writes each, LibreOffice how often.
    styled = b"".join(b'<row r="%d" s="3" customFormat="1"/>' % number for number in range(2, 1_048_577, 16))
    last = b'<row r="1048576"><c r="A1048576" s="3"/></row>'
    assert rows(kept(tmp_path, xlsx(b'<row r="1"><c r="B1"><v>1</v></c></row>', styled, last))) == [(1, ("", "1"))]
    cell = b'<table:table-cell office:value-type="float" office:value="1"/>'
    empty = b'<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
    found = ods(b"<table:table-row>" + cell + b"</table:table-row>", empty)
    assert rows(kept(tmp_path, found, "台账.ods")) == [(1, ("1",))]


def test_a_cell_that_would_read_as_empty_is_a_fault_at_its_place(tmp_path: Path) -> None:
    content = xlsx(b'<row r="7"><c r="AB7"><f>A1</f></c><c r="AC7" t="e"><v>#N/A</v></c></row>')
    (sheet,) = _read(kept(tmp_path, content))
    assert sheet.faults == {
        (7, 27): BookFault(
            "户", 7, "“户”表 AB7", "是公式，没有算好的值。", "在 Excel 里全选、复制，“粘贴为数值”，保存再试。"
        ),
        (7, 28): BookFault("户", 7, "“户”表 AC7", "是 #N/A，公式算错了。", "改好公式，或者直接填内容。"),
    }
    cell = b'<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>Err:502</text:p>'
    content = ods(b"<table:table-row>" + cell + b"</table:table-cell></table:table-row>")
    assert _read(kept(tmp_path, content, "台账.ods"))[0].faults[1, 0].message == "是 Err:502，公式算错了。"


def test_merged_cells_show_what_the_first_of_them_holds(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["户主", "成员", None], [None, "姓名", "性别"], ["示例甲", "示例甲", "男"], [None, "示例乙", "女"]):
        sheet.append(row)
    for part in ("B1:C1", "A1:A2", "A3:A4", "A9:C20"):
        sheet.merge_cells(part)
    book.save(tmp_path / "台账.xlsx")
    (found,) = _read(tmp_path / "台账.xlsx")
    assert found.spread == {(1, 2): "成员", (2, 0): "户主", (4, 0): "示例甲"}


def test_a_text_file_is_one_sheet_called_as_the_file(tmp_path: Path) -> None:
    path = kept(tmp_path, '户编号,情况\n\nSLX-7K3Q,"两行,\n第二行"\n,,\n'.encode("gb18030"), "走访.csv")
    assert _read(path)[0].name == "走访"
    assert rows(path) == [(1, ("户编号", "情况")), (3, ("SLX-7K3Q", "两行,\n第二行"))]


def test_macros_are_not_looked_at(tmp_path: Path) -> None:
    content = xlsx(b'<row r="1"><c r="A1"><v>1</v></c></row>', more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 x"})
    assert rows(kept(tmp_path, content, "台账.xlsm")) == [(1, ("1",))]


def test_what_a_file_is_counts_and_not_its_name(tmp_path: Path) -> None:
    assert rows(kept(tmp_path, xlsx(b'<row r="1"><c r="A1"><v>1</v></c></row>'), "台账.csv")) == [(1, ("1",))]


def test_a_number_in_the_name_of_a_sheet_is_not_told(tmp_path: Path) -> None:
    path = kept(tmp_path, "户\n".encode(), "15400000001.csv")
    assert _read(path)[0].name == "（号码不显示）"


FAR = xlsx(b'<row r="1"><c r="A1"><v>1</v></c></row>', b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
REFUSED = [
    (b"", "表格是空的。"),
    (xlsx(), "表格是空的。"),
    (b"PK\x03\x04" + bytes(40), "不是能读的表格，或者加了密码。用 Excel 打开，另存为 xlsx 再试。"),
    (b"<html><table><tr><td>1</td></tr></table></html>", "不是能读的表格，或者加了密码。"),
    (FAR, "有内容的格一直到 XFD1048576。"),
]


@pytest.mark.parametrize(("content", "said"), REFUSED)
def test_what_is_no_workbook_is_refused_in_chinese(content: bytes, said: str, tmp_path: Path) -> None:
    name = "台账.csv" if not content else "台账.xlsx"
    with pytest.raises(UnreadableListError, match=said):
        _read(kept(tmp_path, content, name))


def test_more_rows_than_are_taken_at_once_are_refused(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.workbook.list_file.MOST_ROWS", 4)
    with pytest.raises(UnreadableListError, match="多过 4 行，分成几份再试。"):
        _read(made)
