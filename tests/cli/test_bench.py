"""``jiedui bench``: it tells what was measured, and how it ends by an earlier run.

What is measured is tested with :mod:`jiedui.benchmark`.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui import benchmark
from jiedui.benchmark.process import FailedRunError
from jiedui.benchmark.process import ProcessRun as Measured
from jiedui.benchmark.result import Result
from jiedui.benchmark.rows import BenchRow
from jiedui.struct import replace

Run = Callable[..., subprocess.CompletedProcess[str]]
RESULT = Result(
    day="2026-11-27", machine="2 processors", ledger="3 files",
    rows=(BenchRow("bare", "bare parse", Measured(10, 8, 20)), BenchRow("check", "check", Measured(5, 4, 300))),
)  # fmt: skip


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What was to be measured, in place of measuring it."""
    found: list[tuple[object, ...]] = []

    def measured(*given: object) -> Result:
        households, visits, records, tell, also, roster = given
        assert callable(tell)
        found.append((households, visits, records, also, roster))
        tell("one")
        return RESULT

    monkeypatch.setattr(benchmark, "run", measured)
    return found


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ((), (3000, 60000, Path("records"), (), 0)),
        (
            ("--households", "10", "--visits", "0", "--also", "20", "--roster", "30", "--records", "."),
            (10, 0, Path(), (20,), 30),
        ),
    ],
    ids=["defaults", "options"],
)
def test_each_row_is_told_and_all_of_them_in_a_table(
    run: Run, asked: list[tuple[object, ...]], words: tuple[str, ...], given: tuple[object, ...]
) -> None:
    done = run("bench", *words)
    assert (done.returncode, done.stderr, asked) == (0, "", [given])
    assert done.stdout == "one\n" + "".join(f"{line}\n" for line in RESULT.table())


def test_a_run_is_kept_and_the_next_one_held_against_it(
    run: Run, asked: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert run("bench", "--result", str(tmp_path / "b.json")).returncode == 0
    assert run("bench", "--against", str(tmp_path / "b.json")).returncode == 0
    assert len(asked) == 2
    slow = replace(RESULT, rows=(RESULT.rows[0], BenchRow("check", "check", Measured(5, 5, 300))))
    monkeypatch.setattr(benchmark, "run", lambda *_: slow)
    done = run("bench", "--against", str(tmp_path / "b.json"))
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == ("比以前慢 / slower: check: 0.625 × the bare parse, 0.500 on 2026-11-27")


@pytest.mark.usefixtures("asked")
def test_what_holds_no_result_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text("{}", "utf-8")
    done = run("bench", "--against", str(tmp_path / "b.json"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("里没有测量的结果：先用 --result 存一份。\n")


def test_what_could_not_be_done_is_not_measured(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def failing(*_: object) -> Result:
        raise FailedRunError("jiedui import (exit 1)\n没有写")

    monkeypatch.setattr(benchmark, "run", failing)
    done = run("bench", "--result", str(tmp_path / "b.json"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "jiedui import (exit 1)\n没有写\n不能运行：有一项没有做成，量出来的都不算。\n"
    assert not (tmp_path / "b.json").exists()


def test_a_roster_is_longer_than_those_who_are_paired(run: Run, asked: list[tuple[object, ...]]) -> None:
    done = run("bench", "--households", "30", "--roster", "30")
    assert (done.returncode, done.stdout, asked) == (2, "", [])
    assert done.stderr == "不能运行：--roster 是名册上一共多少户，要比 --households 大。\n"


def test_too_few_households_are_refused(run: Run) -> None:
    said = "不能运行：--households 填写不对。写 10 到 40000 的整数。用 jiedui bench --help 看用法。\n"
    assert run("bench", "--households", "9").stderr == said


def test_windows_which_measures_no_memory_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "wait4")
    done = run("bench")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "不能运行：这个命令靠 Linux 和 macOS 计量内存，Windows 上不能用。\n"
