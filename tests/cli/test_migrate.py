"""``jiedui migrate``: what it says, what it writes, and its exit codes."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.migrations.chain import CURRENT, since
from jiedui.records.alone import alone

HOUSEHOLD = "yueyanglou/households/YYL-2A3C"
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


def test_of_very_many_faults_some_are_listed_and_all_where_they_are_asked_for(run: Run, older: Path) -> None:
    visits = older / HOUSEHOLD / "visits"
    for day in (f"2025-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 27)):  # 52 of them
        (visits / f"{day}.yml").write_text(f"date: {day}\ndate: {day}\n", "utf-8")
    done = run("migrate")
    said = done.stdout.splitlines()
    assert (done.returncode, said[-1]) == (1, "没有升级：先改好上面 52 处。")
    assert sum("/visits/" in line for line in said) == 50
    (rest,) = (number for number, line in enumerate(said) if "没有一一列出" in line)
    assert said[rest].endswith("这样的问题还有 2 处，在 2 个文件里，没有一一列出。")
    assert said[rest + 1] == "    怎么改：先改好列出来的，再检查一遍；要看全部，运行 jiedui migrate --check --all。"
    for words in (("--check", "--all"), ("--all",)):
        done = run("migrate", *words)
        said = done.stdout.splitlines()
        assert (done.returncode, said[-1]) == (1, "没有升级：先改好上面 52 处。")
        assert sum("/visits/" in line for line in said) == 52
        assert "没有一一列出" not in done.stdout


def test_a_second_migration_at_the_same_time_gives_2(run: Run, older: Path) -> None:
    before = (older / "policy" / "ledger.yml").read_bytes()
    with alone(older):
        done = run("migrate")
    said = "不能运行：另一个 jiedui 命令正在写这个文件夹，等它做完再运行。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert (older / "policy" / "ledger.yml").read_bytes() == before


@pytest.fixture
def late(repo_root: Path, ledger: Path) -> list[str]:
    """Two records of the first format that a late merge brought into a ledger of this one."""
    paths = [f"{HOUSEHOLD}/household.yml", f"{HOUSEHOLD}/visits/2026-07-02.yml"]
    for path in paths:
        shutil.copy(repo_root / "tests" / "migrations" / "first" / path, ledger / path)
    return [f"records/{path}" for path in paths]


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def test_a_late_record_with_a_fault_is_named_until_it_is_mended(run: Run, ledger: Path, late: list[str]) -> None:
    household = ledger / HOUSEHOLD / "household.yml"
    replace(household, '"15400001001"', '"1540000100"')
    before = [(ledger.parent / path).read_bytes() for path in late]
    fault = [
        f"{late[0]}:7:1: 错误 phone（联系电话）的格式不对。",
        "    怎么改：11 位手机号，或带区号的座机，例如 0000-0123456。",
        "    依据：规则 schema-format",
    ]
    checked = run("check", "--as-of", "2026-11-23", late[0])
    assert checked.stdout.splitlines() == [
        f"{late[0]}: 错误 这份记录还是旧格式的写法。",
        "    怎么改：先改好这份文件里另外的 1 处，旧的写法不用手改；再运行 jiedui migrate，它会换成新的写法。",
        "    依据：通知发文；R-001；规则 record-format",
        *fault,
        "检查了 41 个文件：2 处错误，0 处警告。另有 1 处没有列出。",
    ]
    for options in (("--check",), ()):
        done = run("migrate", *options)
        assert (done.returncode, done.stdout.splitlines()) == (1, [*fault, "没有升级：先改好上面 1 处。"])
        assert [(ledger.parent / path).read_bytes() for path in late] == before
    replace(household, '"1540000100"', '"15400001001"')
    assert run("migrate").returncode == 0
    assert run("check", "--as-of", "2026-11-23").returncode == 0


@pytest.mark.usefixtures("late")
def test_files_that_no_migration_mends_are_counted(run: Run, ledger: Path) -> None:
    replace(ledger / "city" / "unit.yml", "id: city  #", "ids: city  #")
    replace(ledger / "pingjiang" / "unit.yml", "id: pingjiang  #", "ids: pingjiang  #")
    told = "另有 2 个文件有升级改不了的问题，没有动；用 jiedui check 看是哪些。"
    changed = f"台账格式是第 {CURRENT} 版，软件用第 {CURRENT} 版：2 个文件"
    done = run("migrate", "--check")
    assert (done.returncode, done.stdout.splitlines()[-2:]) == (1, [f"{changed}需要改写。", told])
    done = run("migrate")
    assert (done.returncode, done.stdout.splitlines()) == (0, [f"{changed}已改写。", told])
    done = run("migrate", "--check")
    assert (done.returncode, done.stdout.splitlines()[1:]) == (0, [told])
