"""The walk over the files of a folder, and what is known of them from the last one."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from jiedui.records import scan
from jiedui.records.listing import CLOSED, DEVICE, FOLDER, LINK, UNREADABLE, content_id
from jiedui.records.scan import Stats, hashed, names


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are read."""
    paths: list[str] = []

    def reading(root: Path, path: str) -> bytes:
        paths.append(path)
        return root.joinpath(path).read_bytes()

    monkeypatch.setattr(scan, "read_bytes", reading)
    return paths


def _written(file: Path, text: str = "a", age: int = 9) -> None:
    file.parent.mkdir(exist_ok=True, parents=True)
    file.write_text(text, "utf-8")
    os.utime(file, (time.time() - age,) * 2)


def _line(path: str, text: str = "a") -> bytes:
    return f"{path}\0{content_id(text.encode())}".encode()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written just now was written a while ago."""
    monkeypatch.setattr(time, "time_ns", lambda now=time.time_ns: now() + 5_000_000_000)


def test_names_of_all_that_lies_there_but_hidden(tmp_path: Path) -> None:
    for name in ("b.yml", "a/c/d.yml", ".gitattributes", "a/.gitattributes", ".git/config", "a/.hidden.yml"):
        _written(tmp_path / name)
    (tmp_path / "e" / "f").mkdir(parents=True)
    (tmp_path / "h" / ".git").mkdir(parents=True)
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "link.yml").symlink_to("b.yml")
    os.mkfifo(tmp_path / "pipe.yml")
    (tmp_path / os.fsdecode(b"\xd5.yml")).touch()
    found = names(tmp_path)
    assert found.files == [b"a/c/d.yml", b"b.yml", b"\xd5.yml"]
    assert sorted(found.others) == [
        (b"e/f", FOLDER),
        (b"h", FOLDER),
        (b"link", LINK),
        (b"link.yml", LINK),
        (b"pipe.yml", DEVICE),
    ]
    assert sorted(found.attributes) == [b".gitattributes", b"a/.gitattributes"]


def test_a_ledger_without_anything_and_no_ledger(tmp_path: Path) -> None:
    assert names(tmp_path).others == []
    assert names(tmp_path / "none").others == [(b"", CLOSED)]


def test_a_file_that_has_gone_meanwhile_cannot_be_read(tmp_path: Path) -> None:
    assert hashed(tmp_path, [b"a.yml"], {}) == [b"a.yml\0" + UNREADABLE]


@pytest.mark.usefixtures("later")
def test_only_what_has_changed_is_read_again(tmp_path: Path, read: list[str]) -> None:
    stats: Stats = {}
    for name in ("a.yml", "b.yml", "c.yml"):
        _written(tmp_path / name)
    paths = [b"a.yml", b"b.yml", b"c.yml"]
    first = hashed(tmp_path, paths, stats)
    assert (first, read) == ([_line("a.yml"), _line("b.yml"), _line("c.yml")], ["a.yml", "b.yml", "c.yml"])
    read.clear()
    assert (hashed(tmp_path, paths, stats), read) == (first, [])
    _written(tmp_path / "b.yml", "b")  # as long as before, and set back to an older day
    os.utime(tmp_path / "b.yml", ns=stats[b"b.yml"][1:2] * 2)
    _written(tmp_path / "c.yml", "cc")
    assert hashed(tmp_path, paths, stats) == [_line("a.yml"), _line("b.yml", "b"), _line("c.yml", "cc")]
    assert read == ["b.yml", "c.yml"]
    assert hashed(tmp_path, paths[:1], stats) == first[:1]
    assert stats.keys() == {b"a.yml"}


def test_what_was_written_just_now_is_read_again(tmp_path: Path, read: list[str]) -> None:
    stats: Stats = {}
    _written(tmp_path / "a.yml")  # an old day, but it was written now
    for _ in range(2):
        assert hashed(tmp_path, [b"a.yml"], stats) == [_line("a.yml")]
    assert (read, stats) == (["a.yml"] * 2, {})
