"""``jiedui reassign``: a retirement with six households in one command, seen before, written whole, never half."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.terminal import Terminal
from tests.entry import retiring
from tests.entry.retiring import HOUSEHOLDS, LEAVER, NEW, STAYS
from tests.faults.plays import contents

from jiedui.records.alone import alone
from jiedui.records.schema import SchemaLibrary
from jiedui.records.writer import write

Run = Callable[..., subprocess.CompletedProcess[str]]

ASKED = ("reassign", LEAVER, "--to", STAYS, "--to", NEW, "--retire", "2026-11-20", "--as-of", "2026-11-23")


@pytest.fixture
def six(ledger: Path, library: SchemaLibrary) -> Path:
    """The ledger with a helper of six households beside."""
    for record in retiring.records():
        file = ledger / record.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write(record.data, library[record.place.kind]), "utf-8")
    return ledger


def said(word: str) -> list[str]:
    """Return what is told of each file, in the order in which they are written."""
    heirs = [NEW, NEW, STAYS, NEW, STAYS, NEW]
    name = {NEW: "示例二", STAYS: "示例丙"}
    lines = [
        f"{word}：records/yueyanglou/households/{code}/household.yml；主责：示例一 → {name[heir]}（{heir}）"
        for code, heir in zip(HOUSEHOLDS, heirs, strict=True)
    ]
    lines[0] += "；没有办完的措施 1 条跟着换负责人"
    return [*lines, f"{word}：records/yueyanglou/helpers/{LEAVER}.yml；任职到 2026-11-20 为止：退休离岗"]


@pytest.mark.usefixtures("six")
def test_it_is_seen_before_and_then_written_whole(run: Run, ledger: Path) -> None:
    before = contents(ledger)
    seen = run(*ASKED, "--dry-run")
    assert (seen.returncode, seen.stderr, seen.stdout.splitlines()[:7]) == (0, "", said("将改"))
    assert contents(ledger) == before
    done = run(*ASKED)
    assert (done.returncode, done.stdout) == (0, seen.stdout.replace("将改", "已改"))
    assert run("check", "--as-of", "2026-11-23").stdout == "检查了 49 个文件，没有发现问题。\n"
    assert run("fmt", "--check").returncode == 0
    again = run(*ASKED)
    assert (again.returncode, again.stderr) == (2, f"不能运行：示例一（{LEAVER}）在 2026-11-21 没有在结对的户。\n")


def test_two_do_not_write_at_once(run: Run, six: Path) -> None:
    with alone(six):
        done = run(*ASKED)
    assert (done.returncode, done.stderr) == (2, "不能运行：另一个 jiedui 命令正在改这份台账，等它做完再运行。\n")


@pytest.mark.usefixtures("six")
@pytest.mark.parametrize(
    ("words", "lacking"),
    [
        ((), "--to、--on、--reason。--reason 写“其他”的，还要 --consulted"),
        (("--to", "示例二", "--on", "2026-11-01"), "--reason。--reason 写“其他”的，还要 --consulted"),
        (("--to", "示例二", "--on", "2026-11-01", "--reason", "其他"), "--consulted"),
    ],
)
def test_what_is_missing_is_named_at_once(run: Run, words: tuple[str, ...], lacking: str) -> None:
    done = run("reassign", "示例一", "--as-of", "2026-11-23", *words)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"不能运行：少了必须写的 {lacking}。\n")


def test_who_helps_beyond_the_own_area_is_asked_why_and_nobody_else(run: Run, ledger: Path) -> None:
    words = (
        "reassign",
        STAYS,
        "--to",
        "PJ-B-2H3J",
        "--on",
        "2026-11-02",
        "--reason",
        "岗位调整",
        "--as-of",
        "2026-11-23",
    )
    assert "用 --cross-area 写理由（通知五（三）2）" in run(*words).stderr
    done = run(*words, "--cross-area", "同一所学校", "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    own = (*words[:3], "YY-B-2A3C", *words[4:], "--cross-area", "同一所学校")
    assert run(*own).stderr == "不能运行：--cross-area 这里用不上，去掉再运行。\n"
    assert "同一所学校" not in "".join(path.read_text("utf-8") for path in ledger.rglob("household.yml"))


def test_at_a_terminal_it_is_asked_who_goes_on(six: Path, repo_root: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONPATH": str(repo_root / "scripts")}
    words = ("-m", "jiedui", "reassign", "示例一", "--as-of", "2026-11-23")
    terminal = Terminal([sys.executable, *words], six.parent, environment)
    terminal.see("1. YYL-B-8Y8Y 示例二，应结对 1 户，有 0 户\n  2. YYL-B-6F7G 示例丙，应结对 1 户，有 2 户")
    terminal.answer(
        ("接手的责任人：", "2、1"),
        ("离岗的最后一天（可以不填，直接回车）：", "2026.11.20"),
        ("交接日期（直接回车：2026-11-21）：", ""),
        ("结束原因（直接回车：退休离岗）：", ""),
        ("再填几项（可以不填，直接回车）：", "1、2"),
        ("决定单位（直接回车：岳阳楼区残疾人联合会）：", ""),
        ("决定日期（直接回车：2026-11-21）：", "2026-11-19"),
        ("文号（可以不填，直接回车）：", ""),
        ("交接说明（可以不填，直接回车）：", "当面交接。"),
        ("怎么办：", ""),
    )
    terminal.see("\n".join(said("已改")))
    assert terminal.leave() == 0
    text = (six / "yueyanglou" / "households" / HOUSEHOLDS[5] / "household.yml").read_text("utf-8")
    assert 'decided_on: "2026-11-19"' in text
    assert "handover: 当面交接。" in text
