"""The command: what it waits for, and what it says in other locales and of faults of the machine."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import jiedui
from jiedui import release
from jiedui.cli.verbs import VERBS
from jiedui.records.memo import FOLDER
from jiedui.records.parallel import LostProcessError

Run = Callable[..., subprocess.CompletedProcess[str]]

PROBE = """
import json, sys
before = set(sys.modules)
from jiedui.cli.verbs import cli
try:
    cli(sys.argv[1:], standalone_mode=False)
except SystemExit as left:
    assert not left.code, left.code
print(json.dumps(sorted(set(sys.modules) - before)))
"""
# What only pages, papers, sheets, cards and calendars need.
HEAVY = {"docx", "icalendar", "jinja2", "jsonschema", "lxml", "openpyxl", "playwright", "segno", "xlsxwriter"}


@pytest.fixture
def imported(ledger: Path) -> Callable[..., set[str]]:
    """Run ``jiedui`` in a process of its own; return what it imported."""

    def probe(*arguments: str) -> set[str]:
        command = [sys.executable, "-c", PROBE, *arguments]
        environment = {"PYTHONPATH": str(Path(jiedui.__file__).parents[1]), FOLDER: str(ledger.parent / "cache")}
        done = subprocess.run(
            command, cwd=ledger.parent, env=environment, capture_output=True, text=True, check=True, timeout=120
        )
        return set(json.loads(done.stdout.splitlines()[-1]))

    return probe


def test_the_version_waits_for_nothing(imported: Callable[..., set[str]]) -> None:
    modules = imported("--version")
    assert {name for name in modules if name.startswith("jiedui")} == {
        "jiedui",
        "jiedui.cli",
        "jiedui.cli.formatter",
        "jiedui.cli.key_ring",
        "jiedui.cli.outcome",
        "jiedui.cli.usage",
        "jiedui.cli.verbs",
        "jiedui.custody",
        "jiedui.custody.place",
        "jiedui.release",
        "jiedui.review",
        "jiedui.review.git",
    }
    top = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names
    assert top == {"click", "jiedui"}


def test_it_listens_before_any_library_is_read() -> None:
    """What is imported until then is time in which Python itself ends the process, with a traceback."""
    code = (
        "import __future__, contextlib, signal, sys\n"
        "before = set(sys.modules)\n"
        "import jiedui.cli.main\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    environment = {"PYTHONPATH": str(Path(jiedui.__file__).parents[1])}
    command = [sys.executable, "-S", "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["jiedui", "jiedui.cli", "jiedui.cli.main", "jiedui.cli.stopping"]


def test_a_check_imports_nothing_that_pages_papers_and_sheets_need(imported: Callable[..., set[str]]) -> None:
    modules = imported("check", "--as-of", "2026-11-23")
    assert "jiedui.check" in modules
    assert {name.partition(".")[0] for name in modules} & HEAVY == set()
    reckoned = {name for name in modules if name.startswith(("jiedui.reports.", "jiedui.site"))}
    assert {"jiedui.reports.figures", "jiedui.reports.quarterly", "jiedui.site"} & reckoned == set()
    verbs = {name.rpartition(".")[2] for name in modules if name.startswith("jiedui.cli.")} & set(VERBS)
    assert verbs == {"check"}


def test_a_check_of_what_was_checked_before_reads_nothing_and_imports_no_rule(committed: Path, tmp_path: Path) -> None:
    """What it opens beside the program is what earlier checks have kept, and what tells Git of files."""
    opens = (
        "import os, sys\nopened = []\n"
        "sys.addaudithook(lambda event, found: event == 'open' and opened.append(str(found[0])))\n"
    )
    environment = {"PYTHONPATH": str(Path(jiedui.__file__).parents[1]), FOLDER: str(tmp_path / "cache")}
    command = [sys.executable, "-c", f"{opens}{PROBE}print(json.dumps(opened))", "check", "--as-of", "2026-11-23"]
    for arguments in ([], [], ["records/city"]):
        done = subprocess.run(
            [*command, *arguments],
            cwd=committed.parent, env=environment, capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
    modules, opened = (set(json.loads(line)) for line in done.stdout.splitlines()[-2:])
    assert {path for path in opened if path.startswith("records/") and path.endswith(".yml")} == set()
    kept = {Path(path).suffix for path in opened if path.startswith(str(tmp_path / "cache"))}
    assert kept - {".draft"} == {".memo"}  # of a file that was too young to be sure of, more is written down
    assert {name for name in modules if name.startswith(("yaml", "jiedui.model."))} == {
        "jiedui.model.audience",
        "jiedui.model.time",
    }
    assert {name for name in modules if name.startswith(("jiedui.check", "jiedui.rules."))} == {
        "jiedui.rules.kept",
        "jiedui.rules.report",
        "jiedui.rules.reporters",
    }


@pytest.mark.parametrize(("arguments", "asked"), [([], 3), (["--since", "HEAD"], 11)])
def test_a_check_of_one_edit_asks_git_no_more_than_it_has_to(
    committed: Path, tmp_path: Path, arguments: list[str], asked: int
) -> None:
    """Where the ledger lies in Git is one question; and what explains faults is not imported where there are none.

    Nor is what takes long and few need: YAML, pickling, time zones, and what reads mails.
    """
    asks = (
        "import sys\nasked = []\n"
        "sys.addaudithook(lambda event, found: event == 'subprocess.Popen' and asked.append([*map(str, found[1])]))\n"
    )
    environment = {"PYTHONPATH": str(Path(jiedui.__file__).parents[1]), FOLDER: str(tmp_path / "cache")}
    command = [sys.executable, "-c", f"{asks}{PROBE}print(json.dumps(asked))", "check", "--as-of", "2026-11-23"]
    visits = sorted(committed.glob("*/households/*/visits/*.yml"))
    visit = next(file for file in visits if "content: " in file.read_text("utf-8"))
    for edited in (False, True):
        if edited:
            visit.write_text(visit.read_text("utf-8").replace("content: ", "content: 又去了。"), "utf-8")
        done = subprocess.run(
            [*command, *arguments],
            cwd=committed.parent, env=environment, capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
    modules, processes = (json.loads(line) for line in done.stdout.splitlines()[-2:])
    assert len(processes) == asked, processes
    assert "jiedui.check" in modules
    unneeded = {"tempfile", "jiedui.records.inspector", "jiedui.records.syntax", "jiedui.review.joining"}
    assert unneeded.isdisjoint(modules)
    assert {"yaml", "pickle", "difflib", "zoneinfo", "socket"}.isdisjoint(modules)


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "gbk"}])
def test_output_in_other_locales(start: Run, ledger: Path, environment: dict[str, str]) -> None:
    (ledger / "€ 🎈.txt").touch()
    done = start("check", "--as-of", "2026-11-23", **environment)
    assert done.returncode == 1
    assert "1 处错误，0 处警告。" in done.stdout


def test_the_installed_command_and_the_module_are_one(start: Run) -> None:
    done = start("--version")
    said = f"jiedui {release.version()} {release.commit()}\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, said, "")
    command = [sys.executable, "-m", "jiedui", "--version"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == done.stdout


def test_a_fault_of_the_machine_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/somewhere/页面.md")

    monkeypatch.setattr("jiedui.check.run", refuse)
    done = run("check")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "不能运行：磁盘满了：页面.md。\n")


def test_a_process_that_was_lost_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(*_: object, **__: object) -> None:
        raise LostProcessError

    monkeypatch.setattr("jiedui.check.run", lose)
    done = run("check")
    said = "一个帮忙的进程被系统停掉了，多半是内存不够。先关掉别的程序，再运行一遍。"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"不能运行：{said}\n")


def test_a_repository_that_has_lost_something_is_a_sentence(
    run: Run, committed: Path, git: Callable[..., str], edit: Callable[[str, str, str], Path]
) -> None:
    """The old text of a record is asked for by what changed in it, and is gone."""
    path = "records/yueyanglou/households/YYL-2A3C/household.yml"
    blob = git("rev-parse", f"HEAD:{path}")
    edit(path, "示例村", "没有村")
    edit("records/yueyanglou/unit.yml", "short: 岳阳楼区", "short: 云岭区")
    (committed.parent / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    done = run("check", "--since", "HEAD", "--as-of", "2026-11-23")
    said = "不能运行：Git 读不出台账以前的内容。克隆时没有取全的（git clone --filter），连上代码平台再运行一遍；"
    assert (done.returncode, done.stderr[: len(said)]) == (2, said)


@pytest.mark.parametrize(("year", "day"), [(1979, "1979-12-31"), (2108, "2108-01-01")])
def test_a_clock_that_no_package_of_word_can_name_is_to_be_set(
    run: Run, monkeypatch: pytest.MonkeyPatch, year: int, day: str
) -> None:
    seconds = {1979: 315532799, 2108: 4354819200}
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: seconds[year])
        done = run("check")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"不能运行：这台电脑的日期是 {day}，不对。先把日期调对，再运行一遍。\n"
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: seconds[year] + (1 if year == 1979 else -1))
        assert "日期是" not in run("check").stderr
