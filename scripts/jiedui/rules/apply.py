"""Applying every rule to a ledger: a rule that fails is a finding itself, and the others still speak."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiedui.records.finding import Finding, Rule, Severity
from jiedui.records.kinds import path_of
from jiedui.records.tally import Tally
from jiedui.rules.consequences import without_consequences
from jiedui.rules.context import (
    ChangeContext,
    Findings,
    HouseholdContext,
    Inspection,
    LedgerContext,
    RuleContext,
    VisitContext,
)
from jiedui.rules.event.voices import event_path
from jiedui.rules.registry import (
    change_rule,
    event_rule,
    helper_rule,
    household_rule,
    ledger_rule,
    record_rule,
    visit_rule,
)

if TYPE_CHECKING:
    from jiedui.model.household import Household


def apply(inspection: Inspection) -> list[Finding]:
    """Return what all rules find, one fault for each wrong value."""
    findings = Tally()
    _hear_records(findings, inspection)
    _hear_helpers(findings, inspection)
    _hear_events(findings, inspection)
    for household in inspection.ledger.households.values():
        _hear_household(findings, household, inspection)
        _hear_visits(findings, household, inspection)
    for entry in ledger_rule:
        context = LedgerContext(entry.rule, "", inspection)
        _hear(findings, context, entry.judge(context))
    _hear_change(findings, inspection)
    return without_consequences(findings)


def _hear_records(findings: Tally, inspection: Inspection) -> None:
    for record in inspection.files.valid:
        for entry in record_rule.of_kind(record.place.kind):
            context = RuleContext(entry.rule, record.path, inspection)
            _hear(findings, context, entry.judge(record, context))


def _hear_events(findings: Tally, inspection: Inspection) -> None:
    for events in inspection.ledger.events.values():
        for event in events:
            for entry in event_rule:
                context = RuleContext(entry.rule, event_path(event), inspection)
                _hear(findings, context, entry.judge(event, context))


def _hear_helpers(findings: Tally, inspection: Inspection) -> None:
    for helper in inspection.ledger.helpers.values():
        path = path_of("helper", helper.unit, helper.id)
        for entry in helper_rule:
            context = RuleContext(entry.rule, path, inspection)
            _hear(findings, context, entry.judge(helper, context))


def _hear_household(findings: Tally, household: Household, inspection: Inspection) -> None:
    path = path_of("household", household.unit, household.id)
    visits = inspection.ledger.visits.get(household.id, ())
    for entry in household_rule:
        context = HouseholdContext(entry.rule, path, inspection, visits)
        _hear(findings, context, entry.judge(household, context))


def _hear_visits(findings: Tally, household: Household, inspection: Inspection) -> None:
    for visit in inspection.ledger.visits.get(household.id, ()):
        path = path_of("visit", household.unit, visit.stem, household.id)
        for entry in visit_rule:
            context = VisitContext(entry.rule, path, inspection, household)
            _hear(findings, context, entry.judge(visit, context))


def _hear_change(findings: Tally, inspection: Inspection) -> None:
    if inspection.change is None:
        return
    for entry in change_rule:
        context = ChangeContext(entry.rule, "", inspection, inspection.change)
        _hear(findings, context, entry.judge(context))


def _hear(findings: Tally, context: RuleContext, found: Findings) -> None:
    """Add what a rule finds; where it fails, what it found until then, and that it failed. Nothing raised is told."""
    try:
        findings.extend(found)
    except Exception:
        findings.append(_failed(context.rule, context.path))


def _failed(rule: Rule, path: str) -> Finding:
    return replace(rule, severity=Severity.ERROR).at(
        path,
        message=f"规则“{rule.title}”出了故障，没有查完{'这份记录' if path else '台账'}；其他规则都查过了。",
        remedy=f"这是软件的问题，记录不一定有错：请把规则编号 {rule.id} 和文件名告诉软件的维护人。",
    )
