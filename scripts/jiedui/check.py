"""``check``: read everything, apply every rule, give all findings at once (design §5)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jiedui.model.ledger import Ledger, PolicyMissingError
from jiedui.records.finding import Finding, declare
from jiedui.records.reader import Progress, Records, located, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import POLICY, path_of
from jiedui.reports.bulletin import rule as bulletins  # noqa: F401
from jiedui.rules import (  # noqa: F401  (each module enters its rules)
    duplicates,
    eligibility,
    events,
    fictional,
    helpers,
    households,
    identity,
    needs,
    offices,
    pairings,
    paths,
    policy,
    references,
    visits,
)
from jiedui.rules.registry import CHECKS, Context
from jiedui.rules.report import Report

POLICY_MISSING = declare(
    "policy-missing",
    "政策文件不全",
    "台账",
    "没有通知的规定和口径，就不知道该按什么核对。",
    clause="发文",
    requirement="R-001",
)


def run(root: Path, library: SchemaLibrary, as_of: date, progress: Progress | None = None) -> Report:
    """Check the ledger below ``root`` as of a day. Never raises for bad input."""
    records = read_ledger(root, library, progress)
    findings = list(records.findings)
    ledger: Ledger | None = None
    try:
        ledger = _ledger(records)
        faulty = frozenset(finding.path for finding in records.findings)
        findings += apply(Context(ledger, as_of, records.valid, faulty, root))
    except PolicyMissingError as missing:
        if not any(place.kind.startswith("policy-") for place in records.broken):
            findings.append(_policy_missing(missing))
    return Report(tuple(located(root, findings)), len(records.valid) + len(records.broken), ledger)


def _ledger(records: Records) -> Ledger:
    """Return the ledger; raise :class:`PolicyMissingError` also for a gap that only a rule would fall into."""
    ledger = Ledger.of(records)
    if "其他" not in ledger.policy.settings.severe_grades:
        raise PolicyMissingError("severe_grades")
    return ledger


def apply(context: Context) -> list[Finding]:
    """Return what all rules find."""
    findings: list[Finding] = []
    ledger = context.ledger
    for helper in ledger.helpers.values():
        for rule, function in CHECKS["helper"]:
            findings += function(rule, helper, context)
    for household in ledger.households.values():
        for rule, function in CHECKS["household"]:
            findings += function(rule, household, context)
        for visit in ledger.visits.get(household.id, ()):
            for rule, function in CHECKS["visit"]:
                findings += function(rule, visit, household, context)
    for rule, function in CHECKS["ledger"]:
        findings += function(rule, context)
    return findings


def _policy_missing(missing: PolicyMissingError) -> Finding:
    name = str(missing)
    remedy = "从示例台账的 records/policy/ 复制。"
    if name in POLICY:
        return POLICY_MISSING.at(path_of(f"policy-{name}"), message=f"少了政策文件 {name}.yml。", remedy=remedy)
    return POLICY_MISSING.at(path_of("policy-readings"), message=f"计算参数里没有 {name}。", remedy=remedy)
