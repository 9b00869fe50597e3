"""Applying every rule to a ledger: a rule that fails is a finding itself, and the others still speak (design §5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ParamSpec

from jiedui.model.household import Household
from jiedui.records.finding import Finding, Rule, Severity
from jiedui.records.kinds import path_of
from jiedui.rules.context import Findings, Inspection, LedgerContext, RuleContext, VisitContext
from jiedui.rules.registry import helper_rule, household_rule, ledger_rule, visit_rule

Given = ParamSpec("Given")


def apply(inspection: Inspection) -> list[Finding]:
    """Return what all rules find."""
    return [*_of_helpers(inspection), *_of_households(inspection), *_of_ledger(inspection)]


def _of_helpers(inspection: Inspection) -> Findings:
    for helper in inspection.ledger.helpers.values():
        path = path_of("helper", helper.unit, helper.id)
        for entry in helper_rule:
            yield from _heard(entry.rule, path, entry.judge, helper, RuleContext(entry.rule, path, inspection))


def _of_households(inspection: Inspection) -> Findings:
    for household in inspection.ledger.households.values():
        path = path_of("household", household.unit, household.id)
        for entry in household_rule:
            yield from _heard(entry.rule, path, entry.judge, household, RuleContext(entry.rule, path, inspection))
        yield from _of_visits(household, inspection)


def _of_visits(household: Household, inspection: Inspection) -> Findings:
    for visit in inspection.ledger.visits.get(household.id, ()):
        path = path_of("visit", household.unit, visit.stem, household.id)
        for entry in visit_rule:
            context = VisitContext(entry.rule, path, inspection, household)
            yield from _heard(entry.rule, path, entry.judge, visit, context)


def _of_ledger(inspection: Inspection) -> Findings:
    for entry in ledger_rule:
        yield from _heard(entry.rule, "", entry.judge, LedgerContext(entry.rule, "", inspection))


def _heard(
    rule: Rule, path: str, judge: Callable[Given, Findings], *given: Given.args, **named: Given.kwargs
) -> Findings:
    """Yield what a rule finds; where it fails, what it found until then and that it failed. Nothing raised is told."""
    try:
        yield from judge(*given, **named)
    except Exception:
        yield _failed(rule, path)


def _failed(rule: Rule, path: str) -> Finding:
    return replace(rule, severity=Severity.ERROR).at(
        path,
        message=f"规则“{rule.title}”出了故障，没有查完{'这份记录' if path else '台账'}；其他规则都查过了。",
        remedy=f"这是软件的问题，记录不一定有错：请把规则编号 {rule.id} 和文件名告诉软件的维护人。",
    )
