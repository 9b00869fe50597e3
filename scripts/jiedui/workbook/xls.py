"""A workbook of Excel 97 to 2003 (XLS), as far as its cells are looked at before they are read: its marks.

Its file holds streams in sectors of one size, small streams in parts of one of them; the stream of the workbook is
records, each with its kind and length. What is not as it should be ends the look: the reader will tell.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from jiedui.struct import Struct
from jiedui.workbook.marks import SheetMarks

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What such a file begins with, and a package under a password, too."""
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_BOUNDSHEET, _FILEPASS, _EOF = 0x85, 0x2F, 0x0A
_FORMULA, _BOOLERR, _MULRK = 0x06, 0x205, 0xBD
# Cells in which something stands, of which one record each is: numbers and texts.
_VALUES = (0x203, 0x27E, 0xFD, 0x204, 0xD6, _FORMULA, _BOOLERR)
_ENTRY, _SMALL, _TABLES = 128, 64, 109


class LockedWorkbookError(Exception):
    """A workbook is under a password."""


def xls_marks(content: bytes) -> dict[str, SheetMarks]:
    """Return the marks of the sheets by their names; none where they cannot be told.

    Raises :class:`LockedWorkbookError`.
    """
    found: dict[str, SheetMarks] = {}
    try:
        streams = _Streams.of(content)
        if "EncryptedPackage" in streams.entries:
            raise LockedWorkbookError
        book = streams.read("Workbook")
        for name, start in _sheets(book):
            found[name] = _marks(book, start)
    except (struct.error, LookupError, ValueError):
        return found
    return found


class _Streams(Struct, frozen=True):
    """The streams of a file: where each begins and how long it is, by name, and which sector follows on each."""

    content: bytes
    size: int
    following: tuple[int, ...]
    entries: dict[str, tuple[int, int]]
    least: int
    small: tuple[int, ...]

    @classmethod
    def of(cls, content: bytes) -> _Streams:
        (shift,) = struct.unpack_from("<H", content, 30)
        size = 4096 if shift == 12 else 512
        directory, least, small, tables = (struct.unpack_from("<L", content, at)[0] for at in (48, 56, 60, 68))
        listed = list(struct.unpack_from(f"<{_TABLES}L", content, 76))
        for _ in range(len(content) // size):
            if (tables + 2) * size > len(content):
                break
            *more, tables = struct.unpack_from(f"<{size // 4}L", content, (tables + 1) * size)
            listed += more
        listed = listed[: len(content) // size + 1]  # there are no more tables than sectors
        parts = b"".join(content[at * size : (at + 1) * size] for at in (sector + 1 for sector in listed))
        following = struct.unpack(f"<{len(parts) // 4}L", parts)
        found = cls(content, size, following, {}, least, ())
        names = found.chain(directory)
        for at in range(0, len(names) - _ENTRY + 1, _ENTRY):
            (length,) = struct.unpack_from("<H", names, at + 64)
            start, long = struct.unpack_from("<LL", names, at + 116)
            found.entries[names[at : at + max(0, length - 2)].decode("utf-16-le")] = start, long
        below = found.chain(small)
        return cls(content, size, following, found.entries, least, struct.unpack(f"<{len(below) // 4}L", below))

    def chain(self, sector: int) -> bytes:
        """Return what stands in a sector and in those that follow on it; where they go in a circle, once around."""
        found = bytearray()
        for _ in self.following:
            if sector >= len(self.following) or len(found) > len(self.content):
                break
            found += self.content[(sector + 1) * self.size : (sector + 2) * self.size]
            sector = self.following[sector]
        return bytes(found)

    def read(self, name: str) -> bytes:
        """Return a stream; raise ``KeyError`` where there is none of that name."""
        start, length = self.entries[name]
        length = min(length, len(self.content))
        if length >= self.least:
            return self.chain(start)[:length]
        room, found = self.chain(self.entries["Root Entry"][0]), bytearray()
        for _ in self.small:
            if start >= len(self.small) or len(found) >= length:
                break
            found += room[start * _SMALL : (start + 1) * _SMALL]
            start = self.small[start]
        return bytes(found[:length])


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records from a place on, up to the end of their part."""
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == _EOF:
            return
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _sheets(book: bytes) -> Iterator[tuple[str, int]]:
    for kind, record in _records(book, 0):
        if kind == _FILEPASS:
            raise LockedWorkbookError
        if kind == _BOUNDSHEET:
            start, _, _, length, wide = struct.unpack_from("<LBBBB", record)
            text = record[8 : 8 + length * 2] if wide & 1 else record[8 : 8 + length]
            yield text.decode("utf-16-le" if wide & 1 else "latin-1"), start


def _marks(book: bytes, start: int) -> SheetMarks:
    marks = SheetMarks()
    for kind, record in _records(book, start):
        if kind == _MULRK:
            marks.reach(struct.unpack_from("<H", record)[0], struct.unpack_from("<H", record, len(record) - 2)[0])
        elif kind in _VALUES:
            row, column = struct.unpack_from("<HH", record)
            marks.reach(row, column)
            if (code := _error(kind, record)) is not None:
                marks.errors[row, column] = _ERRORS.get(code, "#")
    return marks


def _error(kind: int, record: bytes) -> int | None:
    """Return the number of the error that a cell holds, if it holds one."""
    if kind == _BOOLERR and record[7]:
        return record[6]
    if kind == _FORMULA and record[12:14] == b"\xff\xff" and record[6] == 2:
        return record[8]
    return None
