"""Whatever a power cut or a broken disk has left of drafts and journals, the next command works and leaves none."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.faults import machine
from tests.faults.conftest import Stage
from tests.faults.machine import killed
from tests.faults.plays import PLAYS, contents

from jiedui.records import memo

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork")
[REASSIGN] = [play for play in PLAYS if play.name == "reassign"]
DRAFT = ".jiedui-draft-x"
MORE = (("print", "cards", "--no-pdf"), ("report", "register"))


def half_a_journal(drafts: Path) -> None:
    file = drafts / "journal"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def no_drafts(drafts: Path) -> None:
    """What a disk that lost its latest files has of it: they had not taken their places yet."""
    for file in drafts.glob("[0-9]*"):
        file.unlink()


def half_drafts(drafts: Path) -> None:
    """What is kept of the files is no draft: it is these files by other names."""
    for file in drafts.glob("[0-9]*"):
        if file.stat().st_nlink == 1 and int(file.name) % 2 == 0:
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def nothing_told_git(drafts: Path) -> None:
    (drafts / ".gitignore").unlink()


@pytest.mark.parametrize("broken", [half_a_journal, no_drafts, half_drafts])
def test_what_is_left_before_a_file_took_its_place(
    broken: Callable[[Path], None], stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged = stage(REASSIGN)
    monkeypatch.setenv(memo.FOLDER, os.devnull)  # what was found of the ledger would take its place first
    staged.again()
    steps = staged.run().steps
    staged.again()
    assert staged.run(killed, steps.index("os.rename") + 1).code == -signal.SIGKILL
    [drafts] = staged.root.glob(".jiedui-*")
    broken(drafts)
    assert contents(staged.root) == staged.before
    done = staged.run()
    assert done.code == 0
    assert "退回" not in done.err  # how far the reading is, a busy machine says
    assert contents(staged.root) == staged.after
    assert not list(staged.root.glob(".jiedui-*"))


def test_what_is_left_when_half_were_in_their_places(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    staged = stage(REASSIGN)
    monkeypatch.setenv(memo.FOLDER, os.devnull)  # what was found of the ledger takes its place among them
    staged.again()
    renames = [number for number, name in enumerate(staged.run().steps, 1) if name == "os.rename"]
    staged.again()
    assert staged.run(killed, renames[len(renames) // 2]).code == -signal.SIGKILL
    [drafts] = staged.root.glob(".jiedui-*")
    half_drafts(drafts)
    nothing_told_git(drafts)
    done = staged.run()
    assert done.code == 0
    assert "已经退回原样" in done.err
    assert contents(staged.root) == staged.after
    assert not list(staged.root.glob(".jiedui-*"))


@pytest.mark.parametrize("content", [b"\0" * 4096, b'{"folder": 1, "steps": [["a", "b"]], "made": []}'])
def test_a_journal_of_nothing_hinders_nobody(content: bytes, stage: Stage) -> None:
    staged = stage(PLAYS[0])
    for play in (staged.play.words, ("check",)):
        staged.again()
        (staged.root / DRAFT).mkdir()
        (staged.root / DRAFT / "journal").write_bytes(content)
        assert machine.run(staged.folder, play).code in (0, 1)
        assert not (staged.root / DRAFT).exists()


def test_what_is_no_folder_of_drafts_is_left_alone(stage: Stage) -> None:
    """Git brings links, too: nothing of what one leads to is touched."""
    staged = stage(PLAYS[0])
    (staged.kept / "2026").write_text("别人的", "utf-8")
    for make in (Path.touch, lambda path: path.symlink_to("nothing"), lambda path: path.symlink_to(staged.kept)):
        staged.again()
        make(staged.root / DRAFT)
        assert staged.run().code == 0
        assert contents(staged.root) == staged.after
        assert (staged.kept / "2026").read_text("utf-8") == "别人的"


@pytest.mark.parametrize(
    "words", [("export", "表.xlsx"), *(pytest.param(words, marks=pytest.mark.soak) for words in MORE)], ids=" ".join
)
def test_what_is_written_beside_the_ledger_is_whole_or_not_there(words: tuple[str, ...], stage: Stage) -> None:
    staged = stage(PLAYS[0])
    words = (*words, "--as-of", "2026-11-23")
    staged.again()
    done = machine.run(staged.folder, words)
    assert done.code == 0, done
    whole = {path.relative_to(staged.folder): path.stat().st_size for path in made(staged.folder)}
    for step in (len(done.steps) // 2, len(done.steps) - 1):
        staged.again()
        assert machine.run(staged.folder, words, killed, step).code == -signal.SIGKILL
        left = {path.relative_to(staged.folder): path.stat().st_size for path in made(staged.folder)}
        assert left.items() <= whole.items()
        again = machine.run(staged.folder, words)
        assert again.code == 0 or (words[0] == "export" and left == whole)  # which writes over nothing
        assert {path.relative_to(staged.folder) for path in made(staged.folder)} == whole.keys()
        assert again.code or not list(staged.folder.rglob(".jiedui-draft-*"))


def made(folder: Path) -> list[Path]:
    """Return what lies beside the ledger, but for drafts."""
    found = (path for path in folder.rglob("*") if path.is_file() and not {".git", "records"} & {*path.parts})
    return [path for path in found if not any(part.startswith(".jiedui-draft") for part in path.parts)]
