"""One fault per file in ``faults/``: the check finds exactly it, at the right place, and says how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from jiedui.model.ledger import Ledger
from jiedui.records import format as formatting
from jiedui.records.finding import RULES, Finding
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.rules.registry import RULE_SETS
from jiedui.rules.report import Report
from jiedui.rules.reporters import REPORTERS

Check = Callable[..., Report]

HIDDEN = re.compile(r"[0-9０-９]{7}")
OTHER_RULES = ("tree-", "file-", "policy-")
# Found with keys alone: tests/rules/text/test_sealing.py finds it.
WITH_KEYS = {"sealed-closed"}


def place_of(root: Path, finding: Finding) -> str:
    """Return the text that stands at a finding's line and column, or nothing for a whole file."""
    if not finding.line:
        return ""
    return (root / finding.path).read_text("utf-8").split("\n")[finding.line - 1][finding.column - 1 :]


def points_at_something(root: Path, finding: Finding) -> bool:
    """Tell whether the whole pointer of a finding is there: the place of one that is not is its nearest neighbour's."""
    node = yaml.load((root / finding.path).read_text("utf-8"), Loader=yaml.CBaseLoader)
    for part in finding.pointer:
        if part not in (range(len(node)) if isinstance(node, list) else node):
            return False
        node = node[part]
    return not finding.missing or finding.missing not in node


def test_base_ledger_has_no_findings(check: Check, ledger: Path) -> None:
    report = check()
    assert report.findings == ()
    assert report.files == len(list(ledger.rglob("*.yml")))
    assert report.ledger is not None
    assert len(report.ledger.households) == 6
    assert len(report.ledger.helpers) == 6


def test_base_ledger_is_canonical(ledger: Path, library: SchemaLibrary) -> None:
    assert formatting.run(ledger, library, check=True).changed == []


def test_fault_is_found_exactly(
    ledger: Path, check: Check, patcher: Any, fault: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    commit = request.getfixturevalue("committed") if "since" in fault else ""
    patcher.apply(fault)
    names = {
        "COMMIT": commit,
        **(merge(fault["merge"], patcher, request.getfixturevalue("git")) if "merge" in fault else {}),
    }
    report = check(fault.get("as_of"), fault.get("since"))
    found = sorted(report.findings, key=told)
    expected = sorted((expect(item, fault, names) for item in fault["expect"]), key=lambda item: item[0])
    assert [told(finding) for finding in found] == [item for item, _ in expected]
    for finding, (_, key) in zip(found, expected, strict=True):
        assert not key or place_of(ledger, finding).startswith(key)
        assert not finding.pointer or points_at_something(ledger, finding)
    assert report.errors == sum(finding.severity == "错误" for finding in found)
    fit_to_read(report, names)
    assert errors(check("2028-12-31", fault.get("since"))) <= errors(report), "time alone turns nothing into an error"


def told(finding: Finding) -> tuple[str, ...]:
    """Return all of a finding that a person sees."""
    place, said = f"{finding.path}:{finding.line}", (finding.message, finding.remedy, finding.suggestion)
    return (place, finding.rule.id, finding.severity, *said)


def merge(fault: dict[str, Any], patcher: Any, git: Callable[..., str]) -> dict[str, str]:
    """Let two branches do what a fault file says, and merge main into the other; return how their ends are named."""
    git("branch", "work")
    for branch in ("main", "work"):
        git("checkout", "--quiet", branch)
        patcher.apply(fault[branch])
        git("add", "--all")
        git("commit", "--quiet", "--allow-empty", "--message", branch)
    names = {branch.upper(): git("rev-parse", branch) for branch in ("main", "work")}
    git("merge", "--quiet", "--no-edit", *fault.get("options", ()), "main")
    return names


def expect(item: dict[str, str], fault: dict[str, Any], names: dict[str, str]) -> tuple[tuple[str, ...], str]:
    """Return what a fault file says that is told, and the key at whose place it is told.

    COMMIT stands for the short name of the commit that a fault is compared with, MAIN and WORK for those of branches.
    """
    place = f"{item.get('path', fault.get('file'))}:{item.get('line', '0')}"
    remedy = item["remedy"]
    for name, commit in names.items():
        remedy = remedy.replace(name, commit[:10])
    said = (item["message"], remedy, item.get("suggestion", ""))
    return (place, item["rule"], item.get("severity", "错误"), *said), item.get("key", "")


def errors(report: Report) -> set[Finding]:
    return {finding for finding in report.findings if finding.severity == "错误"}


def fit_to_read(report: Report, names: dict[str, str]) -> None:
    """Assert that messages are sentences, and that no reporter shows a number of a person; ``names`` are of commits."""
    for finding in report.findings:
        for text in (finding.message, finding.remedy):
            assert text.endswith(("。", "？", "）"))
    for name, reporter in REPORTERS.items():
        for line in reporter(report, "records"):
            for commit in filter(None, names.values()):
                line = line.replace(commit[:10], "")
            assert not HIDDEN.search(line), name


def test_every_rule_has_a_fault_file(faults: dict[str, dict[str, Any]]) -> None:
    entered = {
        entry.rule.id for rules in RULE_SETS for entry in rules if entry.judge.__module__.startswith("jiedui.rules.")
    }
    entered |= {rule.id for rule in RULES if rule.id.startswith(OTHER_RULES)}
    shown = {name.partition("--")[0] for name in faults}
    assert sorted(entered - shown - WITH_KEYS) == [], "write a fault for each: tests/rules/faults/<rule-id>.yml"
    assert sorted(shown - entered) == [], "no rule has this id: mend the file's name, or enter its module in every.py"
    for name, fault in faults.items():
        assert fault["expect"][0]["rule"] == name.partition("--")[0], name
        assert len(fault["title"]) >= 5, name


def test_every_rule_says_what_and_why(ledger: Path, library: SchemaLibrary) -> None:
    policy = Ledger.of(read_ledger(ledger, library)).policy
    requirements = {requirement for clause in policy.clauses.values() for requirement in clause.requirements}
    for rule in RULES:
        assert re.search(r"[一-鿿]{2}", rule.title), rule.id
        assert rule.why.endswith(("。", "？")), rule.id
        assert rule.scope in ("文件", "户", "台账", "改动")
        assert rule.clause in ("", *policy.clauses), rule.id
        assert rule.requirement in ("", *requirements), rule.id
    for rules in RULE_SETS:
        for entry in rules:
            assert all((entry.rule.clause, entry.rule.requirement)), entry.rule.id


def test_requirement_of_a_rule_is_one_of_its_clause(ledger: Path, library: SchemaLibrary) -> None:
    policy = Ledger.of(read_ledger(ledger, library)).policy
    for rules in RULE_SETS:
        for entry in rules:
            assert entry.rule.requirement in policy.clauses[entry.rule.clause].requirements, entry.rule.id
