"""The verbs and how they are put together: each a module that is imported when it is called for, and not before."""

from __future__ import annotations

import errno
import json
import pkgutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click
import pytest

import jiedui.cli
from jiedui.cli.main import VERBS

Run = Callable[..., subprocess.CompletedProcess[str]]

PROBE = """
import json, sys
before = set(sys.modules)
from jiedui.cli.main import cli
try:
    cli(sys.argv[1:], standalone_mode=False)
except SystemExit as left:
    assert not left.code, left.code
print(json.dumps(sorted(set(sys.modules) - before)))
"""
# What only pages, papers, sheets, cards and calendars need.
HEAVY = {"docx", "icalendar", "jinja2", "jsonschema", "lxml", "openpyxl", "playwright", "segno"}


@pytest.fixture
def imported(ledger: Path) -> Callable[..., set[str]]:
    """Run ``jiedui`` in a process of its own; return what it imported."""

    def probe(*arguments: str) -> set[str]:
        command = [sys.executable, "-c", PROBE, *arguments]
        environment = {"PYTHONPATH": str(Path(jiedui.__file__).parents[1])}
        done = subprocess.run(
            command, cwd=ledger.parent, env=environment, capture_output=True, text=True, check=True, timeout=120
        )
        return set(json.loads(done.stdout.splitlines()[-1]))

    return probe


def test_every_module_with_a_command_is_a_verb_and_the_verbs_stand_in_order() -> None:
    modules = [import_module(f"jiedui.cli.{module.name}") for module in pkgutil.iter_modules(jiedui.cli.__path__)]
    having = [module.__name__.rpartition(".")[2] for module in modules if hasattr(module, "command")]
    assert sorted(having) == list(VERBS)
    assert all(isinstance(import_module(f"jiedui.cli.{name}").command, click.Command) for name in VERBS)


def test_the_version_waits_for_nothing(imported: Callable[..., set[str]]) -> None:
    modules = imported("--version")
    assert {name for name in modules if name.startswith("jiedui")} == {
        "jiedui",
        "jiedui.cli",
        "jiedui.cli.formatter",
        "jiedui.cli.main",
        "jiedui.cli.outcome",
        "jiedui.cli.usage",
        "jiedui.records",
        "jiedui.records.alone",
        "jiedui.records.finding",
    }
    top = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names
    assert top == {"click", "jiedui"}


def test_a_check_imports_nothing_that_pages_papers_and_sheets_need(imported: Callable[..., set[str]]) -> None:
    modules = imported("check", "--as-of", "2026-11-23")
    assert "jiedui.check" in modules
    assert {name.partition(".")[0] for name in modules} & HEAVY == set()
    verbs = {name.rpartition(".")[2] for name in modules if name.startswith("jiedui.cli.")} & set(VERBS)
    assert verbs == {"check"}


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "gbk"}])
def test_output_in_other_locales(start: Run, ledger: Path, environment: dict[str, str]) -> None:
    (ledger / "€ 🎈.txt").touch()
    done = start("check", "--as-of", "2026-11-23", **environment)
    assert done.returncode == 1
    assert "1 处错误，0 处警告。" in done.stdout


def test_the_installed_command_and_the_module_are_one(start: Run, repo_root: Path) -> None:
    with (repo_root / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    done = start("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"jiedui {version}\n", "")
    command = [sys.executable, "-m", "jiedui", "--version"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == done.stdout


def test_a_verb_that_is_none_is_refused(run: Run) -> None:
    done = run("main")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "不能运行：没有 main 这个命令。用 jiedui --help 看用法。\n"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (click.Abort(), "已中断。"),
        (OSError(errno.ENOSPC, "No space left on device", "/somewhere/页面.md"), "磁盘满了：页面.md。"),
    ],
    ids=["interrupted", "disk full"],
)
def test_a_fault_of_the_machine_is_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, fault: Exception, said: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("jiedui.check.run", refuse)
    done = run("check")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"不能运行：{said}\n")
