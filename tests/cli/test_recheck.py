"""``jiedui recheck``: drawing once, into the ledger, and drawing again."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
FILE = "city/events/2026-10-08-recheck.yml"


def commit(ledger: Path, *more: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.invalid"]
    for arguments in (*([["init", "-q", "-b", "main"]] if not more else []), ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(ledger.parent), *who, *arguments], check=True)


@pytest.fixture
def committed(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small valid ledger, committed in the third quarter of 2026."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-09-30T20:00:00+08:00")
    commit(ledger)
    return ledger


def test_a_quarter_is_drawn_once_and_can_be_drawn_again(run: Run, committed: Path) -> None:
    done = run("recheck", "draw", "2026Q3", "--as-of", "2026-10-08")
    assert (done.returncode, done.stderr) == (0, "")
    text = (committed / FILE).read_text("utf-8")
    count = text.count("- household: ")
    assert count
    assert done.stdout == f"抽到 {count} 户，写在 records/{FILE}。回访以后，在每户下面填日期、回访人、方式和结果。\n"
    assert run("check", "--as-of", "2026-10-08").returncode == 0
    again = run("recheck", "draw", "2026Q3", "--as-of", "2026-10-09")
    assert (again.returncode, again.stderr) == (2, "不能运行：2026Q3 已经抽过，只抽一次。\n")
    verified = run("recheck", "verify")
    assert (verified.returncode, verified.stdout) == (0, f"records/{FILE}：和按当时台账抽的一样。\n")
    (committed / FILE).write_text(re.sub('tree: "?[0-9a-f]{40}"?', f'tree: "{"0" * 40}"', text), "utf-8")
    changed = run("recheck", "verify")
    assert (changed.returncode, changed.stdout) == (1, f"records/{FILE}：tree（台账目录）不是季度结束时的。\n")


def test_without_a_sample_there_is_nothing_to_verify(run: Run) -> None:
    done = run("recheck", "verify")
    assert (done.returncode, done.stdout) == (0, "台账里还没有抽查。\n")


def test_a_quarter_that_runs_is_not_drawn(run: Run, committed: Path) -> None:
    done = run("recheck", "draw", "2026Q4", "--as-of", "2026-10-08")
    assert (done.returncode, done.stdout) == (2, "")
    assert not (committed / FILE).exists()


def test_without_the_history_of_then_nothing_is_drawn(run: Run, ledger: Path) -> None:
    done = run("recheck", "draw", "2026Q3", "--as-of", "2026-10-08")
    assert (
        done.stderr
        == "不能运行：查不到季度结束时的台账：台账不在 Git 里，或者那时还没有提交过。提交以后，从提交的那个季度起抽。\n"
    )
    assert (done.returncode, (ledger / FILE).exists()) == (2, False)


def test_of_a_quarter_before_the_ledger_was_committed_it_is_told_from_when_on_to_draw(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Midnight in Beijing begins the fourth quarter, though it is still September elsewhere."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-09-30T16:00:00+00:00")
    commit(ledger)
    done = run("recheck", "draw", "2026Q3", "--as-of", "2026-10-08")
    assert (done.returncode, done.stderr) == (
        2, "不能运行：查不到季度结束时的台账：Git 里的台账从 2026年10月1日才有，从 2026Q4 起抽。\n",
    )  # fmt: skip
    assert not (ledger / FILE).exists()


def test_where_only_the_last_of_the_history_was_fetched_it_is_told_how_to_fetch_the_rest(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-10-02T20:00:00+08:00")
    commit(ledger)
    head = ["git", "-C", str(ledger.parent), "rev-parse", "HEAD"]
    name = subprocess.run(head, check=True, capture_output=True, text=True).stdout
    (ledger.parent / ".git" / "shallow").write_text(name, "utf-8")
    done = run("recheck", "draw", "2026Q3", "--as-of", "2026-10-08")
    assert done.returncode == 2
    assert "先运行 git fetch --unshallow 取全，再运行一遍。" in done.stderr


def test_a_quarter_in_which_nobody_was_contacted(run: Run, committed: Path) -> None:
    for file in committed.glob("*/households/*/visits/2026-0[789]*.yml"):
        file.unlink()
    commit(committed, "again")
    done = run("recheck", "draw", "2026Q3", "--as-of", "2026-10-08")
    assert (done.returncode, done.stderr) == (
        2, "不能运行：按季度结束时的台账，2026Q3 没有已联系的户，没有可抽的。\n",
    )  # fmt: skip
