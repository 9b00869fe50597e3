"""``jiedui card delivered``: what it says, and what it writes."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]

PATH = "yueyanglou/households/YYL-8Q9R/household.yml"
ASKED = ("card", "delivered", "YYL-8Q9R", "--on", "2026-11-18", "--as-of", "2026-11-23", "--version")


def test_a_card_that_was_left_is_noted(run: Run, ledger: Path) -> None:
    done = run(*ASKED, "2026-11-16-7K")
    said = f"已改：records/{PATH}；示例丙（YYL-B-6F7G）的联系卡：2026-11-18 留下\n"
    assert (done.returncode, done.stderr, done.stdout) == (0, "", said)
    assert 'card_version: "2026-11-16-7K"' in (ledger / PATH).read_text("utf-8")
    assert run("fmt", "--check").returncode == 0


def test_a_version_that_is_none_is_told_and_not_written(run: Run, ledger: Path) -> None:
    before = (ledger / PATH).read_bytes()
    done = run(*ASKED, "7K")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("不能运行：--version 填写不对。")
    assert (ledger / PATH).read_bytes() == before
