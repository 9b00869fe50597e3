"""An XLS tells what stands in its cells beside values; what is not as it should be is left to the reader."""

from __future__ import annotations

import random
import struct
from contextlib import suppress
from pathlib import Path

import pytest

from jiedui.workbook.xls import LockedWorkbookError, _Streams, xls_marks

HELD = (Path(__file__).parent / "book" / "files" / "台账.xls").read_bytes()
# A record that is there to be taken for another: who wrote the file.
_WRITER = b"\x5c\x00\x70\x00"


def test_errors_and_the_last_cell_are_told() -> None:
    marks = xls_marks(HELD)
    assert list(marks) == ["走访", "旧"]
    assert marks["走访"].errors == {(3, 3): "#N/A", (3, 4): "#N/A"}
    assert (marks["走访"].end, marks["旧"].end) == ((899, 4), (0, 0))


def test_a_password_is_known_in_both_kinds_of_file() -> None:
    old = bytearray(HELD)
    at = old.index(_WRITER)
    old[at] = 0x2F
    new = bytearray(HELD)
    at = new.index("Workbook".encode("utf-16-le"))
    new[at : at + 32], new[at + 64] = "EncryptedPackage".encode("utf-16-le"), 34
    for content in (old, new):
        with pytest.raises(LockedWorkbookError):
            xls_marks(bytes(content))


@pytest.mark.parametrize("size", [512, 4096])
def test_a_book_with_sectors_of_its_own_is_read_alike(size: int) -> None:
    assert xls_marks(compound(size)) == xls_marks(HELD)


def compound(size: int) -> bytes:
    """Return a file whose stream of the workbook is long enough for sectors of its own."""
    book = HELD[HELD.index(b"\x09\x08\x10\x00") :].ljust(8 * size, b"\0")[: 8 * size]
    head = HELD[:30] + struct.pack("<H", size.bit_length() - 1) + bytes(16) + struct.pack("<L", 1) + bytes(4)
    head += struct.pack("<6L", 4096, END, 0, END, 0, 0) + b"\xff" * 4 * 108
    table = struct.pack("<10L", END, END, *range(3, 10), END).ljust(size, b"\xff")
    entries = entry("Root Entry", END, 0) + entry("Workbook", 2, len(book))
    return head.ljust(size, b"\0") + table + entries.ljust(size, b"\0") + book


END = 0xFFFFFFFE


@pytest.mark.parametrize("long", [True, False], ids=["sectors", "small sectors"])
def test_sectors_that_follow_on_themselves_beyond_the_end_of_the_file_end(*, long: bool) -> None:
    """Nothing is read of them, so that they would be followed for ever."""
    sectors = len(HELD) // 512 - 1
    beyond = sectors + 5
    streams = _Streams(HELD, 512, (*range(1, beyond), beyond - 1, beyond), {}, 0 if long else 1 << 20, (0,))
    streams.entries["Root Entry"] = streams.entries["Book"] = (beyond, 1 << 20) if long else (beyond, 600)
    if not long:
        streams.entries["Book"] = 0, 600
    assert streams.read("Book") == b""


END = 0xFFFFFFFE


def entry(name: str, start: int, length: int) -> bytes:
    called = name.encode("utf-16-le")
    return called.ljust(64, b"\0") + struct.pack("<H", len(called) + 2) + bytes(50) + struct.pack("<LQ", start, length)


def test_whatever_is_damaged_ends_the_look() -> None:
    dice, told = random.Random(7), []
    for _ in range(300):
        content = bytearray(HELD)
        for _ in range(dice.randint(1, 20)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        with suppress(LockedWorkbookError):
            told.append(bool(xls_marks(bytes(content[: dice.choice((len(content), dice.randrange(len(content))))]))))
    assert set(told) == {True, False}
    circle = bytearray(HELD)
    sector = int.from_bytes(HELD[76:80], "little") + 1
    circle[sector * 512 : sector * 512 + 512] = b"\x00\x00\x00\x00" * 128
    assert xls_marks(bytes(circle)) == {}
