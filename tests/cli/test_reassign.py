"""``jiedui reassign``: a retirement with six households in one command, seen before, written whole, never half."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.entry import retiring
from tests.entry.retiring import HOUSEHOLDS, LEAVER, NEW, STAYS
from tests.held import test_killed as killed

from jiedui.records.alone import alone
from jiedui.records.schema import SchemaLibrary
from jiedui.records.writer import write

Run = Callable[..., subprocess.CompletedProcess[str]]

ASKED = ("reassign", LEAVER, "--to", STAYS, "--to", NEW, "--retire", "2026-11-20", "--as-of", "2026-11-23")


@pytest.fixture
def six(ledger: Path, library: SchemaLibrary) -> Path:
    """The ledger with a helper of six households beside."""
    for record in retiring.records():
        file = ledger / record.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write(record.data, library[record.place.kind]), "utf-8")
    return ledger


def said(word: str) -> list[str]:
    """Return what is told of each file, in the order in which they are written."""
    heirs = [NEW, NEW, STAYS, NEW, STAYS, NEW]
    name = {NEW: "示例二", STAYS: "示例丙"}
    lines = [
        f"{word}：records/yueyanglou/households/{code}/household.yml；主责：示例一 → {name[heir]}（{heir}）"
        for code, heir in zip(HOUSEHOLDS, heirs, strict=True)
    ]
    lines[0] += "；没有办完的措施 1 条跟着换负责人"
    return [*lines, f"{word}：records/yueyanglou/helpers/{LEAVER}.yml；任职到 2026-11-20 为止：退休离岗"]


@pytest.mark.usefixtures("six")
def test_it_is_seen_before_and_then_written_whole(run: Run, ledger: Path) -> None:
    before = killed.contents(ledger)
    seen = run(*ASKED, "--dry-run")
    assert (seen.returncode, seen.stderr, seen.stdout.splitlines()[:7]) == (0, "", said("将改"))
    assert killed.contents(ledger) == before
    done = run(*ASKED)
    assert (done.returncode, done.stdout) == (0, seen.stdout.replace("将改", "已改"))
    assert run("check", "--as-of", "2026-11-23").stdout == "检查了 49 个文件，没有发现问题。\n"
    assert run("fmt", "--check").returncode == 0
    again = run(*ASKED)
    assert (again.returncode, again.stderr) == (2, f"不能运行：示例一（{LEAVER}）在 2026-11-21 没有在结对的户。\n")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork")
@pytest.mark.parametrize("kills", [1, pytest.param(40, marks=pytest.mark.soak)])
def test_killed_at_any_step_no_file_is_half_and_the_next_run_finishes_it(
    six: Path, kills: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    kept, before = tmp_path / "kept", killed.contents(six)
    shutil.copytree(six, kept)
    code, steps = killed.run(six, [*ASKED])
    after = killed.contents(six)
    assert (code, sum(after[path] != before[path] for path in before)) == (0, 7)
    for step in sorted({1 + number * (steps - 1) // kills for number in range(1, kills)} | {steps * 3 // 5}):
        shutil.rmtree(six)
        shutil.copytree(kept, six)
        assert killed.run(six, [*ASKED], step)[0] == -signal.SIGKILL
        now = {path: text for path, text in killed.contents(six).items() if not path.startswith(".jiedui-")}
        assert all(text in (before[path], after[path]) for path, text in now.items())
        if now != after:
            assert killed.run(six, [*ASKED])[0] == 0
            assert killed.contents(six) == after


def test_two_do_not_write_at_once(run: Run, six: Path) -> None:
    with alone(six):
        done = run(*ASKED)
    assert (done.returncode, done.stderr) == (2, "不能运行：另一个 jiedui 命令正在改这份台账，等它做完再运行。\n")


@pytest.mark.parametrize("words", [(), ("--on", "2026-11-01"), ("--reason", "岗位调整")])
def test_what_is_missing_is_said(run: Run, words: tuple[str, ...]) -> None:
    done = run("reassign", STAYS, "--to", "YY-B-2A3C", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "不能运行：用 --on 写从哪天起由接手的人负责，用 --reason 写为什么换人；"
        "退休离岗的，用 --retire 写最后一天就行。\n"
    )
