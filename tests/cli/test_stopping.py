"""Being stopped by Ctrl-C or by the machine: one line, 130, and all as it was before."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

import jiedui
from jiedui.cli.stopping import STOPPED, StoppedError, stoppable

Run = Callable[..., subprocess.CompletedProcess[str]]
Stop = Callable[..., None]

SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
SAID = "已中断，可以再运行一遍。\n"
MOVE = (
    "move", "YYL-2A3C", "pingjiang", "--on", "2026-09-01", "--county", "平江县", "--township", "安定镇", "--village",
    "示例村", "--consulted", "2026-08-20", "--as-of", "2026-11-23",
)  # fmt: skip
# Waits to be stopped.
WAIT = """
import time
from jiedui.cli.stopping import stoppable
with stoppable():
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def in_front() -> Iterator[None]:
    """Hear Ctrl-C and a closed terminal here and in what is started here, even where tests run in the background."""
    heard = {signal.SIGINT: signal.default_int_handler, signal.SIGHUP: signal.SIG_DFL}
    before = {number: signal.signal(number, handler) for number, handler in heard.items()}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def stop_at_write(monkeypatch: pytest.MonkeyPatch) -> Stop:
    """Send this process a signal at the file of a number that takes its place, just before it or just after."""
    replace = Path.replace

    def at(place: int, number: signal.Signals, *, after: bool) -> None:
        places = count(1)

        def stopped(self: Path, target: Path) -> Path:
            here = next(places) == place
            if here and not after:
                os.kill(os.getpid(), number)
            replace(self, target)
            if here and after:
                os.kill(os.getpid(), number)
            return target

        monkeypatch.setattr(Path, "replace", stopped)

    return at


def contents(folder: Path) -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.parametrize("number", SIGNALS)
def test_a_process_that_is_stopped_says_so_in_one_line(number: signal.Signals) -> None:
    environment = {"PYTHONPATH": str(Path(jiedui.__file__).parents[1]), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", WAIT]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        out, error = process.communicate(timeout=30)
    assert (process.returncode, out, error) == (STOPPED, "", SAID)


def test_a_command_of_the_background_does_not_hear_what_is_typed_in_front() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with stoppable():
            os.kill(os.getpid(), signal.SIGINT)
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_second_signal_does_not_stop_the_undoing() -> None:
    undone = []

    def interrupted() -> None:
        try:
            os.kill(os.getpid(), signal.SIGINT)
        finally:
            for number in SIGNALS:
                os.kill(os.getpid(), number)
            undone.append(True)

    with pytest.raises(SystemExit) as left, stoppable():
        interrupted()
    assert (left.value.code, undone) == (STOPPED, [True])


def test_what_else_is_done_with_signals_is_done_again_afterwards() -> None:
    before = [signal.getsignal(number) for number in SIGNALS]
    with stoppable():
        assert signal.getsignal(signal.SIGINT) is signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit), stoppable():
        raise StoppedError
    assert [signal.getsignal(number) for number in SIGNALS] == before


@pytest.mark.parametrize("number", SIGNALS)
def test_a_check_that_is_stopped_says_so(run: Run, monkeypatch: pytest.MonkeyPatch, number: signal.Signals) -> None:
    monkeypatch.setattr("jiedui.check.run", lambda *_, **__: os.kill(os.getpid(), number))
    done = run("check")
    assert (done.returncode, done.stdout, done.stderr) == (STOPPED, "", SAID)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("place", [1, 2])
def test_a_move_that_is_stopped_at_a_file_changes_none_and_can_be_made_again(
    run: Run, committed: Path, git: Callable[..., str], stop_at_write: Stop, place: int, *, after: bool
) -> None:
    before = contents(committed)
    stop_at_write(place, signal.SIGINT, after=after)
    done = run(*MOVE)
    assert (done.returncode, done.stdout, done.stderr) == (STOPPED, "", SAID)
    assert (contents(committed), git("status", "--porcelain")) == (before, "")
    assert run(*MOVE).returncode == 0
    assert len(git("status", "--porcelain", "--untracked-files=all").splitlines()) == 2


@pytest.mark.parametrize("place", [1, 2])
def test_a_migration_that_is_stopped_at_a_file_changes_none(
    run: Run, ledger: Path, edit: Callable[[str, str, str], Path], stop_at_write: Stop, place: int
) -> None:
    edit("records/policy/ledger.yml", "format: 9  # 记录格式\n", "")
    edit("records/policy/readings.yml", "    settings:  # 计算参数\n      late_days: 15  # 补录的界限\n", "")
    before = contents(ledger)
    stop_at_write(place, signal.SIGTERM, after=True)
    done = run("migrate")
    assert (done.returncode, done.stdout, done.stderr) == (STOPPED, "", SAID)
    assert contents(ledger) == before
    assert run("migrate").returncode == 0


def test_records_that_are_brought_into_form_are_each_whole_when_that_is_stopped(
    run: Run, ledger: Path, stop_at_write: Stop
) -> None:
    files = sorted(ledger.glob("*/helpers/*.yml"))[:3]
    tidy = [file.read_bytes() for file in files]
    for file in files:
        file.write_bytes(file.read_bytes() + b"\n\n")
    stop_at_write(2, signal.SIGINT, after=False)
    done = run("fmt")
    assert (done.returncode, done.stderr) == (STOPPED, SAID)
    assert [file.read_bytes() == text for file, text in zip(files, tidy, strict=True)] == [True, False, False]
    assert list(ledger.glob(".jiedui-*")) == []
    assert run("fmt").returncode == 0
    assert [file.read_bytes() for file in files] == tidy
