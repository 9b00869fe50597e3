"""``jiedui close``: what it says, what it writes, and its words."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from jiedui.cli.close import REASONS
from jiedui.records.schema import SchemaLibrary

Run = Callable[..., subprocess.CompletedProcess[str]]

PATH = "yueyanglou/households/YYL-8Q9R/household.yml"
ASKED = ("close", "YYL-8Q9R", "--on", "2026-11-20", "--reason", "脱困", "--as-of", "2026-11-23")


def test_the_reasons_are_those_of_the_schema(library: SchemaLibrary) -> None:
    record = library["household"]
    closed = record.properties(record.root)["closed"]
    assert list(REASONS) == record.properties(closed)["reason"]["enum"]


def test_a_household_is_closed_and_what_follows_is_told(run: Run, ledger: Path) -> None:
    before = (ledger / PATH).read_bytes()
    refused = run(*ASKED)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "不能运行：户 YYL-8Q9R 还在结对：用 --consulted 写哪天商的结对干部（通知二（四））。\n"
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
