"""``jiedui left``: what it says, and what it writes."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]

PATH = "yueyanglou/households/YYL-4D5E/household.yml"
ASKED = ("left", "YYL-4D5E", "示例卯", "--on", "2026-11-18", "--reason", "迁出", "--as-of", "2026-11-23")


def test_what_becomes_of_the_needs_has_to_be_said(run: Run, ledger: Path) -> None:
    file = ledger / "yueyanglou/households/YYL-2A3C/household.yml"
    before = file.read_bytes()
    asked = ("left", "YYL-2A3C", "示例子", "--on", "2026-11-18", "--reason", "病故", "--as-of", "2026-11-23")
    lacking, double = run(*asked), run(*asked, "--family", "是", "--result", "人已去世。")
    assert (lacking.returncode, lacking.stderr) == (2, "不能运行：少了必须写的 --result。\n")
    assert (double.returncode, double.stderr) == (2, "不能运行：--result 这里用不上，去掉再运行。\n")
    assert file.read_bytes() == before
    done = run(*asked, "--family", "是")
    assert done.stdout.splitlines()[-1].endswith("；示例子（m-6GCR）：2026-11-18 去世；需求 n-T2VX 改成全家的")


def test_a_member_leaves_and_stays_in_the_record(run: Run, ledger: Path) -> None:
    done = run(*ASKED)
    said = f"已改：records/{PATH}；示例卯（m-MS5S）：2026-11-18 迁出\n"
    assert (done.returncode, done.stderr, done.stdout) == (0, "", said)
    assert 'left:  # 离开\n      date: "2026-11-18"' in (ledger / PATH).read_text("utf-8")
    assert run("fmt", "--check").returncode == 0
    assert run(*ASKED).stderr == "不能运行：示例卯（m-MS5S）已经写了 2026-11-18 迁出。\n"


def test_nobody_leaves_who_is_not_there(run: Run, ledger: Path) -> None:
    done = run("left", "YYL-4D5E", "示例某", *ASKED[3:])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("不能运行：没有编号或者姓名为 示例某 的成员。")
    assert "left:" not in (ledger / PATH).read_text("utf-8")
