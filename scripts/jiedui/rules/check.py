"""``check``: read everything, apply every rule, give all findings at once (design §5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from jiedui.model.ledger import Ledger, PolicyMissing
from jiedui.records.finding import Finding, Severity, declare
from jiedui.records.reader import Progress, Records, located, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.rules import (  # noqa: F401  (each module enters its rules)
    duplicates,
    eligibility,
    fictional,
    helpers,
    identity,
    needs,
    pairings,
    paths,
    policy,
    references,
    visits,
)
from jiedui.rules.registry import CHECKS, Context

POLICY_MISSING = declare(
    "policy-missing", "政策文件不全", "台账", "没有通知的规定和口径，就不知道该按什么核对。", clause="发文", requirement="R-001"
)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check. ``ledger`` is ``None`` where the policy is not usable."""

    findings: tuple[Finding, ...]
    files: int
    ledger: Ledger | None

    @property
    def errors(self) -> int:
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors

    def narrowed(self, only: frozenset[str] | None, changed: frozenset[str] | None) -> Report:
        """Return the report for the files in ``only``, with warnings left out of files not in ``changed``.

        An error is never hidden by ``changed``: a change in one file may break another.
        """
        kept = tuple(
            finding
            for finding in self.findings
            if (only is None or finding.path in only)
            and (changed is None or finding.severity is Severity.ERROR or finding.path in changed)
        )
        return replace(self, findings=kept)


def run(root: Path, library: SchemaLibrary, as_of: date, progress: Progress | None = None) -> Report:
    """Check the ledger below ``root`` as of a day. Never raises for bad input."""
    records = read_ledger(root, library, progress)
    findings = list(records.findings)
    ledger: Ledger | None = None
    try:
        ledger = Ledger.of(records)
        findings += apply(Context(ledger, as_of, records.valid, records.broken))
    except PolicyMissing as missing:
        if not any(place.kind.startswith("policy-") for place in records.broken):
            findings.append(_policy_missing(missing))
    return Report(tuple(located(root, findings)), _count(records), ledger)


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


def _policy_missing(missing: PolicyMissing) -> Finding:
    return POLICY_MISSING.at(
        "policy", message=f"政策文件里缺少 {missing}。", remedy="从示例台账的 records/policy/ 复制缺少的文件，或补上缺少的设置。"
    )


def _count(records: Records) -> int:
    return len(records.valid) + len(records.broken)
