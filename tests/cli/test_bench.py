"""``jiedui bench``: it says what the benchmark yields. What is measured is tested with :mod:`jiedui.benchmark`."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui import benchmark

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ((), (3000, 60000, Path("records"))),
        (("--households", "10", "--visits", "0", "--records", "."), (10, 0, Path())),
    ],
    ids=["defaults", "options"],
)
def test_each_line_is_said(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], asked: tuple[int, int, Path]
) -> None:
    monkeypatch.setattr(benchmark, "run", lambda *given: ["one", str(given == asked)])
    done = run("bench", *words)
    assert (done.returncode, done.stdout, done.stderr) == (0, "one\nTrue\n", "")


def test_too_few_households_are_refused(run: Run) -> None:
    said = "不能运行：--households 填写不对。写 10 到 40000 的整数。用 jiedui bench --help 看用法。\n"
    assert run("bench", "--households", "9").stderr == said


def test_windows_which_measures_no_memory_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "wait4")
    done = run("bench")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "不能运行：这个命令靠 Linux 和 macOS 计量内存，Windows 上不能用。\n"
