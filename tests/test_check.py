"""Reading everything and applying every rule: what stands in the way of the rules is told alone."""

from __future__ import annotations

import inspect
import pkgutil
import shutil
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from jiedui import check, rules
from jiedui.check import run
from jiedui.migrations.chain import CURRENT
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.rules.registry import RULE_SETS
from jiedui.rules.report import Report

AS_OF = date(2026, 11, 23)


@pytest.fixture
def root(repo_root: Path, policy_root: Path, tmp_path: Path) -> Path:
    """A small ledger without a fault, with the policy as shipped."""
    shutil.copytree(repo_root / "tests" / "rules" / "base", tmp_path / "records")
    shutil.copytree(policy_root / "policy", tmp_path / "records" / "policy")
    return tmp_path / "records"


def checked(root: Path) -> Report:
    return run(root, SchemaLibrary(default_folder()), AS_OF)


def said(report: Report) -> list[tuple[str, str]]:
    return [(finding.rule.id, finding.path) for finding in report.findings]


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), "utf-8")


def test_a_sound_ledger_has_no_finding_and_every_file_is_counted(root: Path) -> None:
    report = checked(root)
    assert report.findings == ()
    assert report.files == len(list(root.rglob("*.yml")))
    assert report.ledger is not None
    assert report.as_of == AS_OF


@pytest.mark.parametrize(("written", "older"), [(str(CURRENT - 1), True), (str(CURRENT + 1), False)])
def test_another_format_is_told_once_and_nothing_else(root: Path, written: str, *, older: bool) -> None:
    edit(root, "policy/ledger.yml", f"format: {CURRENT} ", f"format: {written} ")
    report = checked(root)
    assert said(report) == [("ledger-format", "policy/ledger.yml")]
    assert report.ledger is None
    assert ("jiedui migrate" in report.findings[0].remedy) is older
    assert report.findings[0].line > 0


def test_without_a_policy_no_rule_speaks_of_the_records(root: Path) -> None:
    (root / "policy" / "quotas.yml").unlink()
    (root / "policy" / "ranks.yml").unlink()
    report = checked(root)
    assert said(report) == [("policy-missing", "policy/quotas.yml"), ("policy-missing", "policy/ranks.yml")]
    assert report.ledger is None


def test_one_bad_file_never_stops_the_others(root: Path) -> None:
    helpers = sorted(root.glob("*/helpers/*.yml"))
    helpers[0].write_text("name：示例甲\n", "utf-8")
    helpers[1].write_bytes("name: 示例甲\n".encode("gbk"))
    report = checked(root)
    assert {finding.path for finding in report.findings} >= {
        helper.relative_to(root).as_posix() for helper in helpers[:2]
    }
    assert report.ledger is not None
    assert report.files == len(list(root.rglob("*.yml")))


def test_findings_are_in_order_of_file_and_line(root: Path) -> None:
    for number, helper in enumerate(sorted(root.glob("*/helpers/*.yml"))):
        text = helper.read_text("utf-8")
        helper.write_text(f"{text}extra_{number}: 1\nother: 2\n", "utf-8")
    places = [(finding.path, finding.line, finding.column) for finding in checked(root).findings]
    assert places == sorted(places)
    assert len(places) > 2


def test_every_module_that_holds_a_rule_is_entered() -> None:
    for info in pkgutil.iter_modules(rules.__path__, f"{rules.__name__}."):
        import_module(info.name)
    holding = {entry.judge.__module__ for entered in RULE_SETS for entry in entered}
    entered = {module.__name__ for module in vars(check).values() if inspect.ismodule(module)}
    missing = sorted(name for name in holding - entered if name.startswith("jiedui."))
    assert missing == [], "import each in scripts/jiedui/check.py"
