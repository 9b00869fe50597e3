"""What is asked for a day is the same whenever it is asked: no command looks at the clock beside ``--as-of``."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
DAY = ("--as-of", "2026-11-23")
CLOCKS = (date(2023, 6, 1), date(2026, 11, 25), date(2029, 3, 1))


def content(file: Path) -> object:
    """Return what is in a file: the cells of a workbook, which holds the hour of its making too."""
    if file.suffix == ".xlsx":
        return [[cell.value for cell in row] for sheet in openpyxl.load_workbook(file) for row in sheet]
    return file.read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--format", "json"),
        ("print", "forms", "cards", "--no-pdf"),
        ("bulletin", "show", "2024Q1", "--draft", "--format", "html"),
        ("report", "halfyear", "2024H1", "--format", "html"),
        ("report", "annual", "2024", "--format", "html"),
        ("report", "assessment", "2024", "--unit", "city", "--format", "html"),
        ("report", "overview"),
        ("report", "register"),
        ("report", "simulation", "2024Q1"),
    ],
    ids=" ".join,
)
def test_the_clock_changes_nothing(
    run: Run, clock: Callable[[date], None], tmp_path: Path, words: tuple[str, ...]
) -> None:
    found = []
    for day in CLOCKS:
        clock(day)
        done = run(*words, *DAY)
        files = [path for path in sorted(tmp_path.glob("build/**/*")) if path.is_file()]
        found.append((done.returncode, done.stdout, done.stderr, [(file.name, content(file)) for file in files]))
    assert found[0][0] == 0
    assert found[1:] == found[:1] * 2


def test_a_clock_that_goes_slow_is_named_once_and_not_a_day_that_was_asked_for(
    run: Run, ledger: Path, clock: Callable[[date], None]
) -> None:
    first = ledger / "yueyanglou" / "households" / "YYL-2A3C" / "visits" / "2026-07-02.yml"
    for number in range(3, 11):  # with the first, nine contacts in July
        day = f"2026-07-{number:02}"
        (first.parent / f"{day}.yml").write_text(first.read_text("utf-8").replace("2026-07-02", day), "utf-8")
    clock(date(2026, 7, 1))
    assert "日期对不对" not in run("check").stderr
    (first.parent / "2026-07-11.yml").write_text(first.read_text("utf-8").replace("2026-07-02", "2026-07-11"), "utf-8")
    said = "注意：10 条联系记录的日期在今天（2026-07-01）以后。先看看这台电脑的日期对不对。\n"
    assert (run("check").stderr, run("check", "--format", "json").stderr) == (said, said)
    refused = run("report", "register")
    assert refused.stderr == said + "什么也没有写：先改好上面的错误，再运行一遍。\n"
    clock(date(2026, 7, 2))
    assert "日期对不对" not in run("check").stderr  # nine are later than that day
    clock(date(2026, 11, 23))
    assert "日期对不对" not in run("check", "--as-of", "2026-07-01").stderr
