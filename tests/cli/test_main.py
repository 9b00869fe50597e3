"""The verbs and how they are put together: each a module that is imported when it is called for, and not before."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click
import pytest

import jiedui.cli
from jiedui.cli.main import VERBS

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
HEAVY = {"docx", "icalendar", "jinja2", "lxml", "openpyxl", "playwright", "segno"}


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
        "jiedui.cli.main",
        "jiedui.cli.outcome",
        "jiedui.cli.usage",
        "jiedui.records",
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
