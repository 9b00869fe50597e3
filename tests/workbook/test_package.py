"""A package is unpacked once before its cells are read: what would cost more than it may is refused in Chinese."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from tests.workbook.packages import ods, xlsx, zipped

from jiedui.workbook import package
from jiedui.workbook.package import UnreadableListError, marks_of

ONE = b'<row r="1"><c r="A1"><v>1</v></c></row>'
PASSWORD = "文件加了密码。用 Excel 打开，去掉密码，另存为 xlsx 再试。"
TOO_MUCH = "表格里的内容太多，分成几份再试。"


def test_marks_are_told_by_the_names_of_the_sheets() -> None:
    marks = marks_of(xlsx(ONE, b'<row r="4"><c r="B4"><f>A1</f></c></row>'))
    assert {name: sheet.formulas for name, sheet in marks.items()} == {"户": [(3, 1)]}
    cell = b'<table:table-cell office:value-type="float" office:value="1"/>'
    assert marks_of(ods(b"<table:table-row>" + cell + b"</table:table-row>"))["户"].end == (0, 0)


def test_what_is_no_workbook_has_no_marks() -> None:
    assert marks_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == {}
    assert marks_of("户,姓名".encode()) == {}


def test_a_password_is_named() -> None:
    manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    sealed = bytearray(zipped({"xl/workbook.xml": b"x"}))
    at = sealed.index(b"PK\x01\x02") + 8
    sealed[at] |= 1
    older = bytearray((Path(__file__).parent / "book" / "files" / "台账.xls").read_bytes())
    older[older.index(b"\x5c\x00\x70\x00")] = 0x2F
    for content in (
        bytes(older),
        zipped({"META-INF/manifest.xml": manifest, "content.xml": b"\x81" * 90}),
        bytes(sealed),
    ):
        with pytest.raises(UnreadableListError, match=PASSWORD):
            marks_of(content)


def test_a_binary_workbook_is_to_be_saved_otherwise() -> None:
    with pytest.raises(UnreadableListError, match="xlsb 读不了。用 Excel 打开，另存为 xlsx 再试。"):
        marks_of(zipped({"xl/workbook.bin": b"x"}))


def test_what_unpacks_to_too_much_is_refused_wherever_it_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_Package", lambda content, parts: REAL(content, parts, 1 << 20))
    assert marks_of(xlsx(ONE))
    for content in (xlsx(ONE, after=bytes(1 << 20)), xlsx(ONE, more={"docProps/app.xml": bytes(1 << 20)})):
        assert len(content) < 1 << 13
        with pytest.raises(UnreadableListError, match=TOO_MUCH):
            marks_of(content)
        # A package may tell less than it holds.
        short = content.replace(struct.pack("<L", 1 << 20), struct.pack("<L", 9))
        with pytest.raises(UnreadableListError, match=TOO_MUCH):
            marks_of(short)


REAL = package._Package


def test_a_row_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.workbook.marks._LONGEST_ROW", 1 << 16)
    with pytest.raises(UnreadableListError, match=TOO_MUCH):
        marks_of(xlsx(b'<row r="1">', b'<c r="A1"/>' * 100_000, b"</row>"))


def test_cells_far_away_are_named() -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    many = (
        b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" '
        b'office:value="1" table:number-columns-repeated="16384"/></table:table-row>'
    )
    for content in (xlsx(ONE, far), ods(many)):
        with pytest.raises(UnreadableListError, match="有内容的格一直到 XFD1048576。"):
            marks_of(content)


def test_a_package_of_an_unknown_packing_is_damaged() -> None:
    content = bytearray(xlsx(ONE))
    at = content.rindex(b"xl/worksheets/one.xml") - 46 + 10
    content[at : at + 2] = b"\x09\x00"
    with pytest.raises(package.zipfile.BadZipFile):
        marks_of(bytes(content))
