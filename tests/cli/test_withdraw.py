"""``jiedui withdraw``: the ways in which a record is named, and what it writes."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

PATH = "yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml"
WHY = ("--reason", "录错了户", "--as-of", "2026-11-23")
MARK = 'withdrawn:  # 撤销\n  date: "2026-11-23"  # 撤销日期\n  reason: 录错了户  # 撤销原因\n'


@pytest.mark.parametrize("written", [f"records/{PATH}", f"./records/../records/{PATH}", PATH, PATH.replace("/", "\\")])
def test_a_file_is_named_as_it_is_seen(run: Run, ledger: Path, written: str) -> None:
    before = (ledger / PATH).read_text("utf-8")
    done = run("withdraw", written, *WHY)
    said = f"已改：records/{PATH}；撤销户 YYL-2A3C 在 2026-07-02 的走访记录：录错了户\n"
    assert (done.returncode, done.stderr, done.stdout) == (0, "", said)
    assert (ledger / PATH).read_text("utf-8") == before + MARK


def test_a_code_is_no_path_wherever_one_is(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ledger / "yueyanglou" / "households")
    done = run("withdraw", "YYL-2A3C", "n-T2VX", "--records", "../..", *WHY)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("household.yml；撤销需求 n-T2VX：录错了户\n")
    assert "withdrawn" not in (ledger / PATH).read_text("utf-8")


def test_what_others_still_speak_of_is_not_withdrawn(run: Run, ledger: Path) -> None:
    file = ledger / "city" / "helpers" / "YY-B-2A3C.yml"
    before = file.read_bytes()
    done = run("withdraw", "YY-B-2A3C", *WHY)
    assert done.returncode == 1
    assert "帮扶责任人 YY-B-2A3C 已经撤销。" in done.stdout
    assert file.read_bytes() == before
