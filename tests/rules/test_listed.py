"""The files of a source that are files, and whether they say what they are known by."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from jiedui.records.source import Overlay
from jiedui.review.working import WorkingFolder
from jiedui.rules.listed import ListedFiles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two files."""
    for name in "ab":
        (tmp_path / f"{name}.yml").write_text(f"name: {name}\n", "utf-8")
    return tmp_path


def test_what_is_listed_is_read_and_nothing_else(folder: Path) -> None:
    where = ListedFiles(Overlay(WorkingFolder(folder), {"a.yml": b"name: c\n", "b.yml": None}))
    assert where.read("a.yml") == b"name: c\n"
    for path in ("b.yml", "none.yml"):
        with pytest.raises(FileNotFoundError):
            where.read(path)
    assert where.is_sure


@pytest.mark.skipif(sys.platform == "win32", reason="it has no pipes in folders")
def test_neither_a_pipe_nor_a_link_is_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yml")
    (folder / "link.yml").symlink_to("a.yml")
    where = ListedFiles(WorkingFolder(folder))
    for path in ("pipe.yml", "link.yml"):
        with pytest.raises(FileNotFoundError):
            where.read(path)


def test_it_is_sure_until_a_file_says_something_else_than_it_is_known_by(folder: Path) -> None:
    where = ListedFiles(WorkingFolder(folder))
    (folder / "a.yml").write_bytes(b"name: a\r\n")  # as a checkout on Windows has it
    assert where.read("a.yml") == b"name: a\r\n"
    assert where.is_sure
    (folder / "a.yml").write_text("name: c\n", "utf-8")
    where.read("a.yml")
    where.read("b.yml")
    assert not where.is_sure


def test_a_file_that_went_meanwhile_is_not_sure(folder: Path) -> None:
    where = ListedFiles(WorkingFolder(folder))
    (folder / "a.yml").unlink()
    with pytest.raises(FileNotFoundError):
        where.read("a.yml")
    assert not where.is_sure
