"""What a run is about to do is noted, and of what is noted only what it has done is undone."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from jiedui.records.journal import NAME, Journal, Step, Undone, keep


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """A folder with the draft of a new text, and the old text by another name."""
    folder = tmp_path / ".drafts"
    folder.mkdir()
    (folder / "1").write_text("新", "utf-8")
    (tmp_path / "a").write_text("旧", "utf-8")
    keep(tmp_path / "a", folder / "2")
    return folder


def journal(root: Path, drafts: Path) -> Journal:
    steps = [
        Step.to(root / "a", drafts / "1", "新".encode(), drafts / "2"),
        Step.to(root / "x" / "y" / "b", drafts / "3", b"", None),
    ]
    return Journal.of(root, steps)


def test_a_journal_is_read_as_it_was_written(tmp_path: Path, drafts: Path) -> None:
    said = journal(tmp_path, drafts)
    assert Journal.left(drafts, tmp_path) is None
    said.write(drafts)
    found = Journal.left(drafts, tmp_path)
    assert found
    assert [(step.file, step.kept, step.result) for step in found.steps] == [
        (step.file, step.kept, step.result) for step in said.steps
    ]
    assert found.made == said.made == (tmp_path / "x", tmp_path / "x" / "y")


def test_what_was_not_done_is_not_undone(tmp_path: Path, drafts: Path) -> None:
    journal(tmp_path, drafts).undo(undone := Undone())
    assert undone == Undone()
    assert (tmp_path / "a").read_text("utf-8") == "旧"


def test_what_was_done_is_undone_with_its_folders(tmp_path: Path, drafts: Path) -> None:
    said = journal(tmp_path, drafts)
    (drafts / "3").write_bytes(b"")
    assert [step.take() for step in said.steps] == [True, True]
    assert (tmp_path / "a").read_text("utf-8") == "新"
    said.undo(undone := Undone())
    assert undone.back == [tmp_path / "a", tmp_path / "x" / "y" / "b"]
    assert (tmp_path / "a").read_text("utf-8") == "旧"
    assert not (tmp_path / "x").exists()


def test_a_journal_that_git_or_a_copy_has_brought_is_none(tmp_path: Path, drafts: Path) -> None:
    journal(tmp_path, drafts).write(drafts)
    assert Journal.left(Path(shutil.copytree(drafts, tmp_path / ".copy")), tmp_path) is None


@pytest.mark.parametrize("path", ["../a", "/etc/a", "x/../../a"])
def test_a_journal_that_leads_out_of_the_ledger_is_none(tmp_path: Path, drafts: Path, path: str) -> None:
    journal(tmp_path, drafts).write(drafts)
    said: dict[str, Any] = json.loads((drafts / NAME).read_text("utf-8"))
    said["steps"][0][0] = path
    (drafts / NAME).write_text(json.dumps(said), "utf-8")
    assert Journal.left(drafts, tmp_path) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"folder": null}', "\x00"])
def test_half_a_journal_is_none(tmp_path: Path, drafts: Path, text: str) -> None:
    (drafts / NAME).write_text(text, "utf-8")
    assert Journal.left(drafts, tmp_path) is None


def test_where_the_disk_knows_no_second_name_a_copy_is_kept(
    tmp_path: Path, drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.EPERM, "not permitted")

    monkeypatch.setattr(os, "link", none)
    keep(tmp_path / "a", drafts / "4")
    (tmp_path / "a").write_text("新", "utf-8")
    assert (drafts / "4").read_text("utf-8") == "旧"
    with pytest.raises(FileNotFoundError):
        keep(tmp_path / "b", drafts / "5")
