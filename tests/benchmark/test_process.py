"""What a process takes, those that it starts included."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from jiedui.benchmark.process import FailedRunError, ProcessRun, measure

if TYPE_CHECKING:
    from pathlib import Path


def test_a_process_is_measured(tmp_path: Path) -> None:
    words = "import sys, pathlib; pathlib.Path('seen').write_text(sys.stdin.read()); bytearray(60_000_000); sys.exit(3)"
    run = measure([sys.executable, "-c", words], "given", cwd=tmp_path, sound=(0, 3))
    assert 0.005 < run.cpu < 60
    assert run.wall > 0.005
    assert 57 < run.peak < 150
    assert (tmp_path / "seen").read_text("utf-8") == "given"


def test_the_memory_of_who_measures_is_not_counted(tmp_path: Path) -> None:
    held = bytearray(b"x") * 300_000_000
    assert measure([sys.executable, "-c", "pass"], cwd=tmp_path).peak < 100
    assert len(held) == 300_000_000


def test_what_a_process_starts_is_counted_with_it() -> None:
    child = "held = bytearray(b'x') * 50_000_000; import time; time.sleep(0.3); sum(range(3_000_000))"
    words = f"import subprocess, sys; [p.wait() for p in [subprocess.Popen([sys.executable, '-c', {child!r}])] * 1]"
    run = measure([sys.executable, "-c", words])
    assert run.peak > 50
    assert run.cpu > measure([sys.executable, "-c", "pass"]).cpu


def test_what_a_thread_of_it_starts_is_counted_too() -> None:
    child = "held = bytearray(b'x') * 50_000_000; import time; time.sleep(0.3)"
    words = (
        "import subprocess, sys, threading; "
        f"thread = threading.Thread(target=subprocess.run, args=([sys.executable, '-c', {child!r}],)); "
        "thread.start(); thread.join()"
    )
    assert measure([sys.executable, "-c", words]).peak > 50


def test_runs_are_added_and_multiplied() -> None:
    both = ProcessRun(1, 2, 30) + ProcessRun(4, 8, 20)
    assert both == ProcessRun(5, 10, 30)
    assert both.times(3) == ProcessRun(15, 30, 30)


def test_a_command_that_ends_otherwise_is_no_measurement() -> None:
    words = "import sys; print('refused'); sys.exit(1)"
    with pytest.raises(FailedRunError, match=r"(?s)sys.exit\(1\) \(exit 1\)\nrefused"):
        measure([sys.executable, "-c", words])


def test_of_several_runs_the_least_counts_but_of_memory_the_most() -> None:
    assert ProcessRun.least([ProcessRun(3, 4, 20), ProcessRun(2, 6, 30), ProcessRun(5, 5, 10)]) == ProcessRun(2, 4, 30)
