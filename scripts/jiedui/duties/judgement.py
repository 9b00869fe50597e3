"""核实结论: what people found when they looked into a prompt, and whether it still ends it (R-039, 四(三)3).

A judgement ends its prompt until one of the conditions of the rule turns on a later day, or until its own last day.
What the record says without a day is as it is now on every day, and turns on none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.time import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.duties.facts import Circumstances
    from jiedui.model.entitlement import EntitlementRule
    from jiedui.model.household import Household
    from jiedui.model.member import Judgement

TITLE = "核实结论"
SERVES: tuple[str, ...] = ("R-039",)


def standing(rule: EntitlementRule, person: Circumstances) -> Judgement | None:
    """Return the judgement that ends what a rule prompts on a person's day, or ``None``.

    Of several on the rule the latest counts, of those of one day the one that stands last.
    """
    made = [item for item in person.member.judgements if item.rule == rule.id and item.on <= person.as_of]
    last = max(reversed(made), key=lambda item: item.on, default=None)
    if last is None or (last.until is not None and last.until < person.as_of):
        return None
    return None if _has_turned(rule, person, last.on) else last


def _has_turned(rule: EntitlementRule, person: Circumstances, since: date) -> bool:
    """Tell whether any condition of a rule was on a later day other than it was on the day ``since``."""
    judged = _answers(rule, person, since)
    days = {day for day in _turns(person.household) if since < day < person.as_of} | {person.as_of}
    return any(_answers(rule, person, day) != judged for day in days)


def _answers(rule: EntitlementRule, person: Circumstances, when: date) -> tuple[bool | None, ...]:
    """Return what each condition of a rule was on a day; nothing where there was no such person."""
    then = person.on(when)
    conditions = (*rule.when, *(rule.any or ()), *rule.unless, *rule.met)
    return tuple(then.judge(condition).value for condition in conditions) if then else ()


def _turns(household: Household) -> Iterator[date]:
    """Yield the days on which something of a household began, and those after which it had ended."""
    for known in _dates(household):
        if known is not None:
            yield known
            yield known + DAY


def _dates(household: Household) -> Iterator[date | None]:
    for spell in household.hardships:
        yield from (spell.since, spell.until)
    for member in household.disabled:
        yield from member.since.values()
        for certificate in member.disability.certificates if member.disability else ():
            yield from (certificate.since, certificate.expires)
    for finding in household.relapse.findings:
        yield from (finding.found_on, *(step.on for step in finding.steps))
    for need in household.needs:
        yield from (need.raised_on, need.closed_on)
        for measure in need.measures:
            yield from (measure.promised_on, measure.due_on, measure.done_on)
