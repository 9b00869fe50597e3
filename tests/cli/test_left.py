"""``jiedui left``: what it says, what it writes, and its words."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from jiedui.cli.left import REASONS
from jiedui.records.schema import SchemaLibrary

Run = Callable[..., subprocess.CompletedProcess[str]]

PATH = "yueyanglou/households/YYL-4D5E/household.yml"
ASKED = ("left", "YYL-4D5E", "示例卯", "--on", "2026-11-18", "--reason", "迁出", "--as-of", "2026-11-23")


def test_the_reasons_are_those_of_the_schema(library: SchemaLibrary) -> None:
    record = library["household"]
    members = record.resolve(record.properties(record.root)["members"]["items"])
    left = record.properties(members)["left"]
    assert list(REASONS) == record.properties(left)["reason"]["enum"]


def test_a_member_leaves_and_stays_in_the_record(run: Run, ledger: Path) -> None:
    done = run(*ASKED)
    said = f"已改：records/{PATH}；示例卯（m-MS5S）：2026-11-18 迁出\n"
    assert (done.returncode, done.stderr, done.stdout) == (0, "", said)
    assert 'left:  # 离开\n      date: "2026-11-18"' in (ledger / PATH).read_text("utf-8")
    assert run("fmt", "--check").returncode == 0
    assert run(*ASKED).stderr == "不能运行：示例卯（m-MS5S）已经写了 2026-11-18 迁出。\n"
