"""``jiedui move``: what it says, what it writes, and its exit codes."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.records.alone import alone

Run = Callable[..., subprocess.CompletedProcess[str]]

ASKED = (
    "move", "YYL-2A3C", "pingjiang", "--on", "2026-10-01", "--county", "平江县", "--township", "安定镇", "--village",
    "示例村", "--as-of", "2026-11-23",
)  # fmt: skip
CONSULTED = ("--consulted", "2026-08-20")
OLD = "yueyanglou/households/YYL-2A3C/household.yml"
NEXT = "走访、集体活动和办结的需求留在原来的档案里，两户的网页互相有链接。下一步：给新的户结对，用 jiedui pair。"


def folders(ledger: Path) -> list[str]:
    return sorted(path.name for path in (ledger / "pingjiang" / "households").iterdir())


def test_looking_says_what_would_be_written_and_writes_nothing(run: Run, ledger: Path) -> None:
    before, there = (ledger / OLD).read_bytes(), folders(ledger)
    done = run(*ASKED[:2], "平江县", *ASKED[3:], *CONSULTED, "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    new, old, more = done.stdout.splitlines()
    assert new.startswith("将新建：records/pingjiang/households/PJ-")
    assert (old, more) == (f"将改：records/{OLD}", NEXT)
    assert ((ledger / OLD).read_bytes(), folders(ledger)) == (before, there)


def test_moving_leaves_a_ledger_that_is_checked_without_a_finding(run: Run, ledger: Path) -> None:
    there = folders(ledger)
    done = run(*ASKED, *CONSULTED)
    (code,) = {*folders(ledger)} - {*there}
    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        [f"已新建：records/pingjiang/households/{code}/household.yml", f"已改：records/{OLD}", NEXT],
    )
    checked = run("check", "--as-of", "2026-11-23")
    assert checked.returncode == 0
    assert "警告" not in checked.stdout.splitlines()[0]
    assert run("fmt", "--check").returncode == 0
    again = run(*ASKED, *CONSULTED)
    assert (again.returncode, again.stderr) == (
        2, f"不能运行：户 YYL-2A3C 已经迁到平江县，现在的编号是 {code}。\n"
    )  # fmt: skip


def test_what_is_missing_is_said(run: Run) -> None:
    done = run(*ASKED)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "不能运行：少了必须写的 --consulted。\n"


def test_where_the_result_would_be_wrong_nothing_is_written(run: Run, ledger: Path) -> None:
    before, there = (ledger / OLD).read_bytes(), folders(ledger)
    done = run(*ASKED, "--consulted", "2023-08-01")
    assert done.returncode == 1
    assert "consulted_on（商结对干部日期）2023-08-01 早于这一段结对开始。" in done.stdout
    assert done.stdout.splitlines()[-1] == "没有改：先改好上面 2 处。"
    assert ((ledger / OLD).read_bytes(), folders(ledger)) == (before, there)


def test_two_do_not_write_at_once(run: Run, ledger: Path) -> None:
    with alone(ledger):
        done = run(*ASKED, *CONSULTED)
    assert (done.returncode, done.stderr) == (2, "不能运行：另一个 jiedui 命令正在改这份台账，等它做完再运行。\n")


def test_without_policy_nothing_is_moved(run: Run, ledger: Path) -> None:
    (ledger / "policy" / "clauses.yml").unlink()
    done = run(*ASKED, *CONSULTED)
    assert (done.returncode, done.stderr) == (2, "不能运行：政策文件不全，先用 jiedui check 检查。\n")


def test_a_household_that_somebody_saves_meanwhile_is_not_overwritten(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ledger / OLD).read_text("utf-8")

    def saved(*_: object) -> None:
        (ledger / OLD).write_text(text + "note: 刚写的\n", "utf-8")

    monkeypatch.setattr("jiedui.records.staging.Staging.__enter__", lambda self: saved() or self)
    there = folders(ledger)
    done = run(*ASKED, *CONSULTED)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"不能运行：records/{OLD} 刚才被改了。什么也没有写，再运行一遍。\n"
    assert ((ledger / OLD).read_text("utf-8"), folders(ledger)) == (text + "note: 刚写的\n", there)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (OLD, "户 YYL-2A3C 的档案有错误。先用 jiedui check 检查，改好再运行。"),
        ("pingjiang/unit.yml", "pingjiang/unit.yml 有错误。先用 jiedui check 检查，改好再运行。"),
    ],
)
def test_what_cannot_be_read_is_not_said_to_be_missing(run: Run, ledger: Path, path: str, said: str) -> None:
    with (ledger / path).open("a", encoding="utf-8") as file:
        file.write("<<<<<<< HEAD\n")
    done = run(*ASKED, *CONSULTED)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"不能运行：{said}\n")


@pytest.mark.parametrize(
    ("place", "typed", "said"),
    [
        (1, "430602196503120016", "没有编号或者姓名为（号码不显示）的户。"),
        (1, "YYL-2AC3", "没有编号为 YYL-2AC3 的户。是不是 YYL-2A3C？"),
        (2, "13873012345", "没有代号为（号码不显示）的县级残联。可以写：pingjiang（平江县）、yueyanglou（岳阳楼区）。"),
        (6, "430602196503120016", "--county 填写不对。里面有证件或者电话的号码。这一项不写号码，去掉再写。"),
    ],
)
def test_a_refusal_shows_no_number_that_was_typed(run: Run, place: int, typed: str, said: str) -> None:
    done = run(*ASKED[:place], typed, *ASKED[place + 1 :], *CONSULTED)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"不能运行：{said}\n")


def test_no_number_is_written_for_who_decided(run: Run, ledger: Path) -> None:
    before, there = (ledger / OLD).read_bytes(), folders(ledger)
    done = run(*ASKED, *CONSULTED, "--decided-by", "13873012345")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "不能运行：--decided-by 填写不对。里面有证件或者电话的号码。这一项不写号码，去掉再写。\n"
    assert ((ledger / OLD).read_bytes(), folders(ledger)) == (before, there)
