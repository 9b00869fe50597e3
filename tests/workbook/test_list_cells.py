"""The two readers of workbooks read the same."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from tests.workbook.packages import xlsx

from jiedui.workbook import list_cells
from jiedui.workbook.list_file import read_list
from jiedui.workbook.package import UnreadableListError

ROWS = (
    (None, None, None),
    ("示例甲", 1, 2.5),
    (True, datetime(2026, 1, 2, 3, 4), date(2026, 1, 2)),
    (time(3, 4), 123456789012345678, "#N/A"),
    ("合并", None, None),
    (None, None, "末"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.worksheets[0].append(row)
    book.worksheets[0].merge_cells("A5:A6")
    book.create_sheet("第二张").append(["示例乙"])
    book.save(tmp_path / "名单.xlsx")
    return tmp_path / "名单.xlsx"


@pytest.mark.skipif(not list_cells.CALAMINE, reason="there is none for this machine")
def test_once_all_sheets_were_read_the_machine_gets_back_what_they_took(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    monkeypatch.setattr(list_cells, "sys", SimpleNamespace(platform="linux"))
    monkeypatch.setattr(list_cells, "ctypes", SimpleNamespace(CDLL=lambda _: SimpleNamespace(malloc_trim=told.append)))
    sheets = list_cells.sheets_of(path.read_bytes())
    assert [next(sheets).name, next(sheets).name, told] == ["Sheet", "第二张", []]
    assert (next(sheets, None), told) == (None, [0])
    monkeypatch.setattr(list_cells, "ctypes", SimpleNamespace(CDLL=lambda _: object()))
    assert len([*list_cells.sheets_of(path.read_bytes())]) == 2  # a machine whose library has no such thing


def test_both_readers_see_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_list(path)
    monkeypatch.setattr(list_cells, "CALAMINE", False)
    assert read_list(path) == found
    assert found[0].rows[1] == ("示例甲", "1", "2.5")
    assert found[0].rows[3] == ("03:04:00", "1.23457E+17", "")
    assert dict(found[0].spread) == {(5, 0): "合并"}
    assert found[1].rows == (("示例乙",),)


SAID = "这台电脑只能读没有加密码的 xlsx。用 Excel 打开，另存为 xlsx 再试。"


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"PK\x05\x06" + bytes(18)])
def test_what_openpyxl_cannot_read_is_told(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_cells, "CALAMINE", False)
    (tmp_path / "名单.xls").write_bytes(content)
    with pytest.raises(UnreadableListError, match=SAID):
        read_list(tmp_path / "名单.xls")


def test_what_openpyxl_stumbles_over_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_cells, "CALAMINE", False)
    book = openpyxl.Workbook()
    book.create_chartsheet("图")
    book.save(tmp_path / "名单.xlsx")
    with pytest.raises(UnreadableListError, match=SAID):
        read_list(tmp_path / "名单.xlsx")


@pytest.mark.parametrize(("name", "skipped"), [("xl/worksheets/sheet1.xml", 60), ("xl/workbook.xml", 50)])
def test_a_damaged_package_is_told(path: Path, name: str, skipped: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_cells, "CALAMINE", False)
    content = bytearray(path.read_bytes())
    at = content.index(name.encode()) + skipped
    content[at : at + 20] = b"\xff" * 20
    path.write_bytes(content)
    with pytest.raises(UnreadableListError, match=SAID):
        read_list(path)


HELD = Path(__file__).parent / "book" / "files"


@pytest.mark.parametrize("length", [1000, 2063, 2125, 5120])
def test_a_file_that_is_cut_is_told_without_a_word_of_the_reader(
    length: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "名单.xls").write_bytes((HELD / "台账.xls").read_bytes()[:length])
    with pytest.raises(UnreadableListError, match="不是能读的表格，或者加了密码。"):
        read_list(tmp_path / "名单.xls")
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(("kind", "number"), [(14, "-1e300"), (46, "490623199304180055")])
def test_a_number_in_a_cell_for_days_is_told_by_its_row(
    kind: int, number: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    styles = f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="{kind}"/></cellXfs></styleSheet>'
    row = f'<row r="3"><c r="A3" s="1"><v>{number}</v></c></row>'.encode()
    (tmp_path / "名单.xlsx").write_bytes(xlsx(row, more={"xl/styles.xml": styles.encode()}))
    with pytest.raises(UnreadableListError, match="“户”表第 3 行有一格设成了日期或者时间，写的数却不是。"):
        read_list(tmp_path / "名单.xlsx")
    assert capfd.readouterr().err == ""


def test_what_stops_the_program_is_no_fault_of_a_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(list_cells, "CalamineWorkbook", SimpleNamespace(from_filelike=stop))
    with pytest.raises(KeyboardInterrupt):
        read_list(path)
