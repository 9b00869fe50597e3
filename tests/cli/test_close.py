"""``jiedui close``: what it says, and what it writes."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]

PATH = "yueyanglou/households/YYL-8Q9R/household.yml"
ASKED = ("close", "YYL-8Q9R", "--on", "2026-11-20", "--reason", "脱困", "--as-of", "2026-11-23")


def test_a_household_is_closed_and_what_follows_is_told(run: Run, ledger: Path) -> None:
    before = (ledger / PATH).read_bytes()
    refused = run(*ASKED)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "不能运行：少了必须写的 --consulted。\n"
    assert (ledger / PATH).read_bytes() == before
    done = run(*ASKED, "--consulted", "2026-11-10")
    assert (done.returncode, done.stderr, done.stdout.splitlines()) == (
        0,
        "",
        [
            f"已改：records/{PATH}；终止：脱困；结束 1 段结对",
            "示例丙（YYL-B-6F7G）：应结对 1 户，原来 2 户，2026-11-21 起 1 户。",
        ],
    )
    assert run("fmt", "--check").returncode == 0
    assert run(*ASKED).stderr == "不能运行：户 YYL-8Q9R 已于 2026-11-20 终止，原因是“脱困”。\n"
