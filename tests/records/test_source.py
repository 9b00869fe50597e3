"""The files of a ledger as they will be."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedui.records.files import read_bytes
from jiedui.records.listing import FileListing, content_id
from jiedui.records.source import LedgerSource, Overlay


class _Two:
    root = Path("ledger")
    listing = FileListing.of({b"a.yml": b"1", b"b/c.yml": b"2"})

    def read(self, path: str) -> bytes:
        return {"a.yml": b"A", "b/c.yml": b"C"}[path]


def test_what_is_written_and_what_is_gone() -> None:
    source: LedgerSource = _Two()
    will = Overlay(source, {"b/c.yml": None, "b/d.yml": b"D", "a.yml": b"B"})
    assert will.root == source.root
    assert will.listing.below("") == {"a.yml": content_id(b"B"), "b/d.yml": content_id(b"D")}
    assert (will.read("a.yml"), will.read("b/d.yml")) == (b"B", b"D")
    with pytest.raises(FileNotFoundError):
        will.read("b/c.yml")
    assert Overlay(will, {"a.yml": None}).read("b/d.yml") == b"D"
    assert Overlay(source, {}).read("a.yml") == b"A"


def test_of_a_file_too_large_the_beginning_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"a" * 2**21)
    assert 2**20 < len(read_bytes(tmp_path, "a.yml")) < 2**21
