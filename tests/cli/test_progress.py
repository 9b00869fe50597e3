"""Progress is told on standard error, not at once and not too often."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from jiedui.cli import progress
from jiedui.cli.progress import ProgressLine

Told = Callable[..., str]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """Let pieces of 10 be done at given seconds; return what was said, on a terminal or not."""

    def at(*moments: tuple[float, int], terminal: bool = False) -> str:
        now = iter([100.0, *(100 + second for second, _ in moments)])
        monkeypatch.setattr(progress.time, "monotonic", lambda: next(now))
        monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
        line = ProgressLine("正在检查")
        for _, done in moments:
            line(done, 10)
        said = capsys.readouterr()
        assert said.out == ""
        return said.err

    return at


def test_nothing_is_said_of_what_is_done_at_once(told: Told) -> None:
    assert told((0.1, 5), (1.99, 10)) == ""


def test_in_a_log_a_line_is_written_every_five_seconds(told: Told) -> None:
    assert told((2, 1), (4.9, 2), (5, 3), (9.9, 4), (10, 5)) == "\r正在检查 3/10\n\r正在检查 5/10\n"


def test_on_a_terminal_the_line_is_written_over_five_times_a_second(told: Told) -> None:
    said = told((2, 1), (2.1, 2), (2.25, 3), (2.3, 4), (2.5, 5), terminal=True)
    assert said == "\r正在检查 1/10\r正在检查 3/10\r正在检查 5/10"


@pytest.mark.parametrize("terminal", [False, True])
def test_the_end_is_told_at_once_and_ends_the_line(told: Told, *, terminal: bool) -> None:
    assert told((6, 9), (6.01, 10), terminal=terminal).endswith("正在检查 10/10\n")


def test_the_end_is_told_once(told: Told) -> None:
    assert told((6, 10), (12, 10), (18, 10)) == "\r正在检查 10/10\n"


def test_work_that_ends_after_the_second_second_is_told(told: Told) -> None:
    assert told((2, 10)) == "\r正在检查 10/10\n"
