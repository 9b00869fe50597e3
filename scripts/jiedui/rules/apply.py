"""Hearing the rules about some subjects: one that fails is a finding itself, and the others still speak."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

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
    from jiedui.rules.surroundings import SubjectTurn, Surroundings

# A voice speaks for the rule that is heard.
_NONE = Rule(id="", title="", scope="", why="")

Subject = TypeVar("Subject")
Context = TypeVar("Context", bound=RuleContext)


class Hearing(NamedTuple, Generic[Subject, Context]):
    """A subject that rules are heard about: with one voice in its file, in its turn; what they find is added there."""

    entries: list[Entry[Callable[[Subject, Context], Findings]]]
    subject: Subject
    voice: Context
    turn: SubjectTurn
    found: Tally


def of_record(record: Record, sight: Surroundings, turn: SubjectTurn, found: Tally) -> Hearing[Record, RuleContext]:
    """Return a hearing of the rules of records about one as it is written."""
    entries = record_rule.meeting(record.data, record.place.kind)
    return Hearing(entries, record, RuleContext(_NONE, record.path, sight), turn, found)


def of_household(
    household: Household, visits: Sequence[Visit], sight: Surroundings, turn: SubjectTurn, found: Tally
) -> Hearing[Household, HouseholdContext]:
    """Return a hearing of the rules of households about one, with the contacts in its folder."""
    entries, path = household_rule.meeting(turn.flat.keys), path_of("household", household.unit, household.id)
    return Hearing(entries, household, HouseholdContext(_NONE, path, sight, visits), turn, found)


def of_visit(
    visit: Visit, household: Household, sight: Surroundings, turn: SubjectTurn, found: Tally
) -> Hearing[Visit, VisitContext]:
    """Return a hearing of the rules of contacts about one in the folder of a household."""
    entries, path = visit_rule.meeting(visit.seldom), path_of("visit", household.unit, visit.stem, household.id)
    return Hearing(entries, visit, VisitContext(_NONE, path, sight, household), turn, found)


def hear_each(hearings: Iterable[Hearing[Subject, Context]], sight: Surroundings) -> None:
    """Hear one rule after the other, each about all that it is to be heard about; one that fails as in :func:`_hear`.

    Most find nothing, and to hear one is then but a call. What it runs and looks at is near the processor meanwhile: to
    hear all rules of one household, and then of the next, takes a quarter longer.
    """
    alike: dict[int, list[Hearing[Subject, Context]]] = {}
    for hearing in hearings:
        alike.setdefault(id(hearing.entries), []).append(hearing)
    for heard in alike.values():
        for entry in heard[0].entries:
            rule, judge = entry.rule, entry.judge
            for _, subject, voice, turn, found in heard:
                sight.turn, voice.rule = turn, rule
                try:
                    for finding in judge(subject, voice):
                        found.append(finding)
                except Exception:
                    found.append(_failed(rule, voice.path))


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
