"""``jiedui bulletin`` and ``jiedui report``: from a ledger in Git to files, and what they say when they cannot."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

Run = Callable[..., Any]
QUARTER = "2024Q1"


@pytest.fixture
def committed(ledger: Path, git: Callable[..., str]) -> Path:
    """The ledger in a repository, committed."""
    git("add", ".")
    git("commit", "-q", "-m", "记录")
    return ledger


def test_freeze_show_and_verify(committed: Path, run: Run) -> None:
    done = run("bulletin", "freeze", QUARTER)
    assert done.stdout == f"已经冻结：records/city/bulletins/{QUARTER}.yml。请提交这个文件。\n"
    assert (committed / "city" / "bulletins" / f"{QUARTER}.yml").is_file()
    assert run("fmt", "--check").returncode == 0
    assert "bulletin" not in run("check").stdout

    for kind in ("docx", "html", "xlsx", "json"):
        assert run("bulletin", "show", QUARTER, "--format", kind, "--out", "out").returncode == 0
    out = committed.parent / "out"
    assert docx.Document(str(out / f"{QUARTER}.docx")).paragraphs[0].text == "关于2024年第1季度结对帮扶工作情况的通报"
    assert openpyxl.load_workbook(out / f"{QUARTER}.xlsx").sheetnames[0] == "通报"
    data = json.loads((out / f"{QUARTER}.json").read_text("utf-8"))
    assert (data["id"], data["as_of"]) == (QUARTER, "2024-03-31")
    assert data["summary"][0] in (out / f"{QUARTER}.html").read_text("utf-8")

    done = run("bulletin", "verify")
    assert (done.returncode, done.stdout) == (0, f"city/bulletins/{QUARTER}.yml：和当时的台账一致。\n")


def test_an_edited_bulletin_fails_check_and_verify(committed: Path, run: Run) -> None:
    run("bulletin", "freeze", QUARTER)
    file = committed / "city" / "bulletins" / f"{QUARTER}.yml"
    text = file.read_text("utf-8")
    roster = next(line for line in text.split("\n") if line.startswith("  roster: "))
    file.write_text(text.replace(roster, "  roster: 987  # 摸底名册户数"), encoding="utf-8")
    done = run("check")
    assert done.returncode == 1
    assert "全市 摸底名册户数：文件里是“987”" in done.stdout
    done = run("bulletin", "verify")
    assert (done.returncode, "有 1 处和当时的台账不符" in done.stdout) == (1, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("freeze", "2028Q4"), "2028Q4 还没有结束"),
        (("freeze", "2023Q2"), "2023Q2 还没有结束，或者不在方案的时间里"),
        (("freeze", "2024-1"), "季度写成 2026Q3"),
        (("show", "2024Q2"), "还没有冻结"),
        (("show", "2028Q4", "--draft"), "还没有结束"),
    ],
)
def test_what_cannot_be_done_is_said(committed: Path, run: Run, words: tuple[str, ...], said: str) -> None:
    done = run("bulletin", *words)
    assert done.returncode == 2
    assert said in done.stderr


def test_freezing_needs_git_and_a_saved_ledger(ledger: Path, run: Run) -> None:
    done = run("bulletin", "freeze", QUARTER, GIT_CEILING_DIRECTORIES=str(ledger.parent.parent))
    assert (done.returncode, "不在 Git 里" in done.stderr) == (2, True)


def test_freezing_needs_a_saved_ledger(committed: Path, run: Run) -> None:
    unit = committed / "city" / "unit.yml"
    unit.write_text(unit.read_text("utf-8") + "\n", encoding="utf-8")
    assert "没有提交的改动" in run("bulletin", "freeze", QUARTER).stderr


def test_twice_is_refused(committed: Path, run: Run, git: Callable[..., str]) -> None:
    run("bulletin", "freeze", QUARTER)
    git("add", ".")
    git("commit", "-q", "-m", "通报")
    assert "已经冻结，不能再写" in run("bulletin", "freeze", QUARTER).stderr


def test_a_draft_needs_no_git_and_says_that_it_is_one(ledger: Path, run: Run) -> None:
    assert run("bulletin", "show", QUARTER, "--draft", "--format", "json", "--out", "out").returncode == 0
    data = json.loads((ledger.parent / "out" / f"{QUARTER}-草稿.json").read_text("utf-8"))
    assert data["commit"] == "未冻结"


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (("halfyear", "2024H1"), "半年汇报-2024H1-全市.docx"),
        (("halfyear", "2024H1", "--unit", "city", "--format", "html"), "半年汇报-2024H1-city.html"),
        (("annual", "first"), "年度总结-first-全市.docx"),
        (("annual", "2024", "--unit", "city"), "年度总结-2024-city.docx"),
        (("assessment", "2024", "--unit", "city"), "考核表-2024-city.docx"),
        (("register", "--unit", "city"), "台账-city.xlsx"),
        (("overview", "--as-of", "2024-03-31"), "全市总览-2024-03-31.xlsx"),
        (("simulation", QUARTER), f"口径试算-{QUARTER}.xlsx"),
    ],
)
def test_each_report_writes_its_file(ledger: Path, run: Run, words: tuple[str, ...], file: str) -> None:
    done = run("report", *words, "--out", "out")
    assert (done.returncode, done.stdout) == (0, f"写了 out/{file}。\n")
    assert (ledger.parent / "out" / file).stat().st_size > 1000


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("halfyear", "2024"), "半年写成 2026H1"),
        (("annual", "甲"), "年份写成 2026"),
        (("assessment", "2024"), "只写一个"),
        (("assessment", "2024", "--helper", "YY-B-9999"), "没有编号为 YY-B-9999"),
        (("register", "--unit", "nowhere"), "没有代号为 nowhere"),
        (("simulation", "2028Q4"), "还没有结束"),
    ],
)
def test_what_a_report_lacks_is_said(ledger: Path, run: Run, words: tuple[str, ...], said: str) -> None:
    done = run("report", *words)
    assert done.returncode == 2
    assert said in done.stderr
