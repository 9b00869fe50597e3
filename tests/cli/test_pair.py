"""``jiedui pair``: what it says, what it writes, and its exit codes."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]

PATH = "yueyanglou/households/YYL-6F7G/household.yml"
ASKED = ("pair", "YYL-6F7G", "YYL-B-6F7G", "--on", "2026-11-02", "--as-of", "2026-11-23", "--plan", "落实两项补贴。")


def test_a_household_is_paired_and_checked_and_what_follows_is_told(run: Run) -> None:
    done = run(*ASKED)
    assert (done.returncode, done.stderr) == (0, "")
    *warned, edited, quota, tasks = done.stdout.splitlines()
    assert warned[0] == f"records/{PATH}: 警告 已经结对，没有知情同意的记录。"
    assert edited == f"已改：records/{PATH}；主责：示例丙（YYL-B-6F7G）"
    assert quota == "示例丙（YYL-B-6F7G）：应结对 1 户，原来 2 户，2026-11-02 起 3 户。"
    assert tasks.startswith("新的主责责任人最迟 2026-12-02 办完：入户")
    assert run("fmt", "--check").returncode == 0
    again = run(*ASKED[:-2])
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr == (
        "不能运行：示例丙（YYL-B-6F7G）与户 YYL-6F7G 在 2026-11-02 以后还有一段结对：从 2026-11-02 起，还没有结束。\n"
    )


def test_looking_writes_nothing(run: Run, ledger: Path) -> None:
    before = (ledger / PATH).read_bytes()
    done = run(*ASKED, "--dry-run")
    assert done.returncode == 0
    assert f"将改：records/{PATH}；主责：示例丙（YYL-B-6F7G）" in done.stdout.splitlines()
    assert (ledger / PATH).read_bytes() == before
