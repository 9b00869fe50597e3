"""``jiedui migrate``: what it says, what it writes, and its exit codes."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.migrations.alone import alone
from jiedui.migrations.chain import CURRENT, since

CHANGES = [f"第 {migration.number} 版：{migration.title}。" for migration in since(1)]

Run = Callable[..., subprocess.CompletedProcess[str]]


def remove(file: Path, lines: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(lines) == 1
    file.write_text(text.replace(lines, ""), "utf-8")


@pytest.fixture
def older(ledger: Path) -> Path:
    """The ledger as one of the first format that lacks a setting."""
    remove(ledger / "policy" / "ledger.yml", f"format: {CURRENT}  # 记录格式\n")
    remove(ledger / "policy" / "readings.yml", "    settings:  # 计算参数\n      late_days: 15  # 补录的界限\n")
    return ledger


def test_looking_lists_what_is_to_be_done_and_writes_nothing(run: Run, older: Path) -> None:
    before = (older / "policy" / "ledger.yml").read_bytes()
    done = run("migrate", "--check")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        *CHANGES,
        "需要改写：records/policy/readings.yml",
        "需要改写：records/policy/ledger.yml",
        "读法 A-14 缺计算参数 late_days，按默认值补。请看读法的文字，要和它一致。",
        f"台账格式是第 1 版，软件用第 {CURRENT} 版：2 个文件需要改写。",
    ]
    assert (older / "policy" / "ledger.yml").read_bytes() == before


@pytest.mark.usefixtures("older")
def test_migrating_leaves_a_ledger_that_is_checked_without_a_finding(run: Run) -> None:
    done = run("migrate")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        *CHANGES,
        "读法 A-14 缺计算参数 late_days，按默认值补。请看读法的文字，要和它一致。",
        f"台账格式是第 1 版，软件用第 {CURRENT} 版：2 个文件已改写。",
    ]
    assert run("check", "--as-of", "2026-11-23").returncode == 0
    done = run("migrate", "--check")
    assert done.returncode == 0
    assert done.stdout == f"台账格式是第 {CURRENT} 版，软件用第 {CURRENT} 版：0 个文件需要改写。\n"


def test_what_hinders_is_told_and_nothing_is_written(run: Run, older: Path) -> None:
    (older / "divisions.yml").write_bytes(b"")
    before = (older / "policy" / "ledger.yml").read_bytes()
    done = run("migrate")
    assert done.returncode == 1
    said = done.stdout.splitlines()
    assert said[0] == "records/divisions.yml: 错误 文件是空的。"
    assert said[-1] == "没有升级：先改好上面 1 处。"
    assert (older / "policy" / "ledger.yml").read_bytes() == before


def test_a_second_migration_at_the_same_time_gives_2(run: Run, older: Path) -> None:
    before = (older / "policy" / "ledger.yml").read_bytes()
    with alone(older):
        done = run("migrate")
    said = "不能运行：另一个 jiedui migrate 正在改这份台账，等它做完再运行。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert (older / "policy" / "ledger.yml").read_bytes() == before
