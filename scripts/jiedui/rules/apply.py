"""Hearing the rules of a subject: one that fails is a finding itself, and the others still speak."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from jiedui.records.finding import Finding, Rule, Severity
from jiedui.records.kinds import path_of
from jiedui.records.tally import Tally
from jiedui.rules.context import (
    ChangeContext,
    Findings,
    HouseholdContext,
    LedgerContext,
    RuleContext,
    VisitContext,
    Voice,
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
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jiedui.model.event import Event
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.visit import Visit
    from jiedui.records.reader import Record
    from jiedui.rules.around import Sight
    from jiedui.rules.change import LedgerChange
    from jiedui.rules.context import Inspection
    from jiedui.rules.kept import HeardRules
    from jiedui.rules.registry import Entry

Subject = TypeVar("Subject")
Context = TypeVar("Context", bound=RuleContext)


def hear_record(findings: Tally, record: Record, sight: Sight) -> None:
    """Add what the rules of records find in one as it is written."""
    entries = record_rule.meeting(record.data, record.place.kind)
    if not entries:
        return
    _hear_each(findings, entries, record, RuleContext(entries[0].rule, record.path, sight))


def hear_event(findings: Tally, event: Event, sight: Sight) -> None:
    """Add what the rules of events find in one."""
    path = event_path(event)
    for entry in event_rule:
        context = RuleContext(entry.rule, path, sight)
        _hear(findings, context, entry.judge(event, context))


def hear_helper(findings: Tally, helper: Helper, sight: Sight) -> None:
    """Add what the rules of helpers find in one."""
    path = path_of("helper", helper.unit, helper.id)
    for entry in helper_rule:
        context = RuleContext(entry.rule, path, sight)
        _hear(findings, context, entry.judge(helper, context))


def hear_household(findings: Tally, household: Household, visits: Sequence[Visit], sight: Sight) -> None:
    """Add what the rules of households, and of contacts, find in one and in the contacts of its folder."""
    path = path_of("household", household.unit, household.id)
    # One voice of each rule for all contacts: to make more of them took as long as to judge.
    entries = household_rule.meeting(sight.files.flat(path).keys)
    _hear_each(findings, entries, household, HouseholdContext(entries[0].rule, path, sight, visits))
    voices: dict[frozenset[str], list[tuple[Callable[[Visit, VisitContext], Findings], VisitContext]]] = {}
    for visit in visits:
        path, keys = path_of("visit", household.unit, visit.stem, household.id), visit.seldom
        if keys not in voices:
            some = visit_rule.meeting(keys)
            voices[keys] = [(each.judge, VisitContext(each.rule, "", sight, household)) for each in some]
        for judge, voice in voices[keys]:
            voice.path = path
            _hear(findings, voice, judge(visit, voice))


def hear_ledger(findings: Tally, inspection: Inspection, known: HeardRules) -> None:
    """Add what the rules of the whole ledger find; what is ``known`` of one that it finds is not looked for again."""
    for entry in ledger_rule:
        found = known.of(entry.rule)
        findings.extend(_heard(entry, inspection, known) if found is None else found)


def _heard(entry: Entry[Callable[[LedgerContext], Findings]], inspection: Inspection, known: HeardRules) -> Tally:
    """Return what a rule of the whole ledger finds; it is kept where it rests on what the ledger says alone."""
    found, context = Tally(), LedgerContext(entry.rule, "", inspection)
    inspection.beyond.clear()
    if _hear(found, context, entry.judge(context)) and not inspection.beyond:
        known.keep(entry.rule, found)
    return found


def hear_change(findings: Tally, inspection: Inspection, change: LedgerChange) -> None:
    """Add what the rules of a change find in it."""
    for entry in change_rule:
        context = ChangeContext(entry.rule, "", inspection, change)
        _hear(findings, context, entry.judge(context))


def _hear_each(
    findings: Tally,
    entries: Iterable[Entry[Callable[[Subject, Context], Findings]]],
    subject: Subject,
    context: Context,
) -> None:
    """Add what rules find in a subject, as :func:`_hear` does, with one voice: to make more took as long as to judge.

    Most find nothing, and to hear one is then but a call.
    """
    for entry in entries:
        context.rule = entry.rule
        try:
            for finding in entry.judge(subject, context):
                findings.append(finding)
        except Exception:
            findings.append(_failed(entry.rule, context.path))


def _hear(findings: Tally, context: Voice, found: Findings) -> bool:
    """Add what a rule finds; where it fails, what it found until then, and that it failed. Nothing raised is told.

    Return whether it was heard to its end.
    """
    try:
        for finding in found:
            findings.append(finding)
    except Exception:
        findings.append(_failed(context.rule, context.path))
        return False
    return True


def _failed(rule: Rule, path: str) -> Finding:
    return replace(rule, severity=Severity.ERROR).at(
        path,
        message=f"规则“{rule.title}”出了故障，没有查完{'这份记录' if path else '台账'}；其他规则都查过了。",
        remedy=f"这是软件的问题，记录不一定有错：请把规则编号 {rule.id} 和文件名告诉软件的维护人。",
    )
