"""What holds a workbook: gone through once before its cells are read, so that none costs more than it may."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from jiedui.struct import Struct
from jiedui.workbook.marks import EndlessRowError, letters, ods_marks, xlsx_marks
from jiedui.workbook.xls import MAGIC, LockedWorkbookError, xls_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiedui.workbook.marks import SheetMarks

MOST_UNPACKED = 1 << 30
# A reader makes room for each cell from the first to the last.
MOST_CELLS = 10_000_000
# As much of a package as is unpacked at once.
_PIECE = 1 << 14
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_PASSWORD = "文件加了密码。用 Excel 打开，去掉密码，另存为 xlsx 再试。"
_TOO_MUCH = "表格里的内容太多，分成几份再试。"


class UnreadableListError(Exception):
    """A file is no list that can be read; the message says why, and what to do."""


def marks_of(content: bytes) -> Mapping[str, SheetMarks]:
    """Return the marks of the sheets of a workbook by their names; none where they cannot be told.

    Raises :class:`UnreadableListError` for a workbook under a password, and for one that holds too much; what damaged
    packages raise comes through.
    """
    try:
        sheets = xls_marks(content) if content.startswith(MAGIC) else _packed(content)
    except LockedWorkbookError:
        raise UnreadableListError(_PASSWORD) from None
    except EndlessRowError:
        raise UnreadableListError(_TOO_MUCH) from None
    _refuse_wide(sheets)
    return sheets


def _packed(content: bytes) -> Mapping[str, SheetMarks]:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {info.filename: info for info in package.infolist()}
    if any(info.flag_bits & 1 for info in parts.values()):
        raise LockedWorkbookError
    if "xl/workbook.bin" in parts:
        raise UnreadableListError("xlsb 读不了。用 Excel 打开，另存为 xlsx 再试。")
    return _Package(content, parts).marks()


def _refuse_wide(sheets: Mapping[str, SheetMarks]) -> None:
    if sum(marks.cells for marks in sheets.values()) > MOST_CELLS:
        row, column = max(sheets.values(), key=lambda marks: marks.cells).end
        raise UnreadableListError(
            f"表格太大，有内容的格一直到 {letters(column)}{row + 1}。远处多出来的内容删掉，内容确实多的分成几份，再试。"
        )


class _Package(Struct):
    content: bytes
    parts: Mapping[str, zipfile.ZipInfo]
    left: int = MOST_UNPACKED

    def marks(self) -> Mapping[str, SheetMarks]:
        """Read all of the package: what is no sheet may unpack to too much as well."""
        names = self._names() if self.parts.keys() >= {_BOOK, _LINKS} else {}
        found: dict[str, SheetMarks] = {}
        for part in self.parts:
            if part == "content.xml":
                found |= ods_marks(self._read(part))
            elif part.startswith("xl/worksheets/") and part.endswith(".xml"):
                found[names.get(part, part)] = xlsx_marks(self._read(part))
            elif part == "META-INF/manifest.xml":
                if b"encryption-data" in b"".join(self._read(part)):
                    raise LockedWorkbookError
            else:
                for _ in self._read(part):
                    pass
        return found

    def _names(self) -> Mapping[str, str]:
        """Return which part of an XLSX is which sheet."""
        book = ElementTree.fromstring(b"".join(self._read(_BOOK)))
        links = ElementTree.fromstring(b"".join(self._read(_LINKS)))
        parts = {link.get("Id", ""): f"xl/{link.get('Target', '').removeprefix('/xl/')}" for link in links}
        return {
            parts.get(link, ""): sheet.get("name", "")
            for sheet in book.iter()
            if sheet.tag.endswith("}sheet")
            for key, link in sheet.attrib.items()
            if key.endswith("}id")
        }

    def _read(self, part: str) -> Iterator[bytes]:
        """Yield what a part unpacks to, piece by piece and to its true end, whatever length the package tells."""
        info = self.parts[part]
        told = self.content[info.header_offset + 26 : info.header_offset + 30]
        start = info.header_offset + 30 + int.from_bytes(told[:2], "little") + int.from_bytes(told[2:], "little")
        packed = memoryview(self.content)[start : start + info.compress_size]
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile
        inflate = zlib.decompressobj(-zlib.MAX_WBITS).decompress if info.compress_type else bytes
        for at in range(0, len(packed), _PIECE):
            piece = inflate(packed[at : at + _PIECE])
            self.left -= len(piece)
            if self.left < 0:
                raise UnreadableListError(_TOO_MUCH)
            yield piece
