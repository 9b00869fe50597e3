"""The walk over the files of a folder, and what is known of them from the last one."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.records import parallel, scan
from jiedui.records.listing import CLOSED, DEVICE, FOLDER, LINK, UNREADABLE, FileListing, content_id, line
from jiedui.records.scan import FILE, Folders, Stats, Steps, hashed, walk


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


def _id(text: str) -> bytes:
    return content_id(text.encode()).encode()


def _line(path: str) -> bytes:
    return line(path.encode(), _id("a"))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written just now was written a while ago."""
    monkeypatch.setattr(time, "time_ns", lambda now=time.time_ns: now() + 5_000_000_000)


def _walk(root: Path, lines: list[bytes] | None = None, folders: Folders | None = None) -> Steps:
    return walk(root, FileListing(lines or []), {b"": ()} if folders is None else folders, {})


def test_all_that_lies_there_but_hidden(tmp_path: Path) -> None:
    for name in ("b.yml", "a/c/d.yml", ".gitattributes", "a/.gitattributes", ".git/config", "a/.hidden.yml"):
        _written(tmp_path / name)
    (tmp_path / "e" / "f").mkdir(parents=True)
    (tmp_path / "h" / ".git").mkdir(parents=True)
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "link.yml").symlink_to("b.yml")
    os.mkfifo(tmp_path / "pipe.yml")
    (tmp_path / os.fsdecode(b"\xd5.yml")).touch()
    found = _walk(tmp_path)
    assert found.changes == {
        b"a/c/d.yml": FILE,
        b"b.yml": FILE,
        b"\xd5.yml": FILE,
        b"e/f": FOLDER,
        b"h": FOLDER,
        b"link": LINK,
        b"link.yml": LINK,
        b"pipe.yml": DEVICE,
    }
    assert sorted(found.folders) == [b"", b"a", b"a/c", b"e", b"e/f", b"h"]
    hidden = {b"": (b".git", b".gitattributes"), b"a": (b".gitattributes", b".hidden.yml"), b"h": (b".git",)}
    assert (found.hidden, sorted(found.attributes)) == (hidden, [b"", b"a"])


def test_a_ledger_without_anything_and_no_ledger(tmp_path: Path) -> None:
    assert _walk(tmp_path).changes == {}
    assert _walk(tmp_path / "none").changes == {b"": CLOSED}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the folders that are read."""
    names: list[str] = []

    def opening(folder: bytes, scandir: Callable[[bytes], Any] = os.scandir) -> Any:
        names.append(Path(os.fsdecode(folder)).name)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", opening)
    return names


def test_several_processes_see_what_one_sees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        (tmp_path / f"a{number % 3}" / f"b{number}" / "c").mkdir(parents=True)
        (tmp_path / f"a{number % 3}" / f"b{number}" / "d.yml").write_text("x", "utf-8")
        (tmp_path / f"a{number % 3}" / f".e{number}").write_text("x", "utf-8")
    one = _walk(tmp_path)
    seen = Counter[int]()

    def each(work: Any, items: Any, *, many: int) -> Any:
        seen.update([len(items) >= many])
        return parallel.each(work, items, many=many)

    monkeypatch.setattr(scan, "each", each)
    monkeypatch.setattr(scan, "_TOGETHER", 2)
    monkeypatch.setattr(scan, "MANY", 8)
    assert _walk(tmp_path) == one
    assert (len(one.folders), len(one.changes), len(one.hidden)) == (1 + 3 + 12 + 12, 12 + 12, 3)
    assert seen == {False: 2, True: 2}, "the ledger and its few folders are soon seen"


@pytest.mark.usefixtures("later")
def test_only_folders_that_have_changed_are_read_again(tmp_path: Path, opened: list[str]) -> None:
    for name in ("a/b/c.yml", "a/b/d.yml", "e/f/g.yml", "e/h/i.yml", "j/k.yml"):
        _written(tmp_path / name)
    lines = sorted(map(_line, ("a/b/c.yml", "a/b/d.yml", "e/f/g.yml", "e/h/i.yml", "j/k.yml")))
    folders = _walk(tmp_path).folders
    opened.clear()
    _written(tmp_path / "a" / "b" / "c.yml", "other")  # that is seen by whoever looks at the file
    found = _walk(tmp_path, lines, folders)
    assert (found, opened) == ((folders, {}, {}), [])
    (tmp_path / "a" / "b" / "c.yml").unlink()
    _written(tmp_path / "a" / "b" / "new.yml")
    (tmp_path / "e" / "h" / "i.yml").unlink()
    (tmp_path / "e" / "h").rmdir()
    (tmp_path / "e" / "h").symlink_to("f")
    (tmp_path / "j" / "k.yml").rename(tmp_path / "e" / "f" / "g.yml")
    _written(tmp_path / "l" / "m" / "n.yml")
    found = _walk(tmp_path, lines, folders)
    assert found.changes == {
        b"a/b/c.yml": None,
        b"a/b/new.yml": FILE,
        b"e/h": LINK,
        b"e/h/i.yml": None,
        b"j/k.yml": None,
        b"j": FOLDER,
        b"l/m/n.yml": FILE,
    }
    assert opened == [tmp_path.name, "l", "m", "b", "e", "f", "j"]
    assert found.folders.keys() == {b"", b"a", b"a/b", b"e", b"e/f", b"j", b"l", b"l/m"}


def test_a_folder_that_could_not_be_opened_goes_as_any_other(tmp_path: Path) -> None:
    before = [line(b"", CLOSED)]
    assert _walk(tmp_path, before, {b"": ()}) == ({b"": ()}, {}, {b"": None})
    _written(tmp_path / "a" / "b.yml")
    before = [_line("a/b.yml"), line(b"a/closed", CLOSED)]
    found = _walk(tmp_path, before, {b"": (), b"a": (), b"a/closed": ()})
    assert found == ({b"": (), b"a": ()}, {}, {b"a/closed": None})


@pytest.mark.parametrize("coarse", [True, False])
def test_folders_that_may_have_been_written_just_now_or_tell_no_times_are_read_again(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch, *, coarse: bool
) -> None:
    _written(tmp_path / "a" / "b.yml")
    if coarse:
        monkeypatch.setattr(time, "time_ns", lambda now=time.time_ns: now() + 5_000_000_000)
        monkeypatch.setattr(scan, "_FINE", 1)
    folders = _walk(tmp_path).folders
    opened.clear()
    assert (_walk(tmp_path, [_line("a/b.yml")], folders).changes, opened) == ({}, [tmp_path.name, "a"])


def test_a_file_that_has_gone_meanwhile_cannot_be_read(tmp_path: Path) -> None:
    assert hashed(tmp_path, [b"a.yml"], {}) == {b"a.yml": UNREADABLE}


@pytest.mark.usefixtures("later")
def test_only_what_has_changed_is_read_again(tmp_path: Path, read: list[str]) -> None:
    stats: Stats = {}
    for name in ("a.yml", "b.yml", "c.yml"):
        _written(tmp_path / name)
    paths = [b"a.yml", b"b.yml", b"c.yml"]
    first = hashed(tmp_path, paths, stats)
    assert (first, read) == (dict.fromkeys(paths, _id("a")), ["a.yml", "b.yml", "c.yml"])
    read.clear()
    assert (hashed(tmp_path, paths, stats), read) == (first, [])
    _written(tmp_path / "b.yml", "b")  # as long as before, and set back to an older day
    os.utime(tmp_path / "b.yml", ns=stats[b"b.yml"][1:2] * 2)
    _written(tmp_path / "c.yml", "cc")
    assert hashed(tmp_path, paths, stats) == dict(zip(paths, map(_id, ("a", "b", "cc")), strict=True))
    assert read == ["b.yml", "c.yml"]
    assert hashed(tmp_path, paths[:1], stats) == {b"a.yml": _id("a")}
    assert stats.keys() == {b"a.yml"}


def test_what_was_written_just_now_is_read_again(tmp_path: Path, read: list[str]) -> None:
    stats: Stats = {}
    _written(tmp_path / "a.yml")  # an old day, but it was written now
    for _ in range(2):
        assert hashed(tmp_path, [b"a.yml"], stats) == {b"a.yml": _id("a")}
    assert (read, stats) == (["a.yml"] * 2, {})
