"""个人考核表: what one helper owed and did in a year (R-098, R-099).

What is his own says :mod:`jiedui.duties.own_part`: what was done counts for who was in charge on the day on which it
was done, what is lacking against whoever should have done it and had the time to. The sheet prints that in plain words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties import promise, upkeep
from jiedui.duties.answer import of_promise
from jiedui.duties.contact import ContactState
from jiedui.duties.intake import intake_of
from jiedui.duties.outing import OutingState
from jiedui.duties.own_part import OwnPart, own_parts
from jiedui.duties.promise import PromiseState
from jiedui.reports.assessment import BY_KEY, AppraisalSheet, quota_portion, sheet_of
from jiedui.reports.period import PeriodFigures
from jiedui.reports.sums import Portion
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from jiedui.duties.cadence import Period
    from jiedui.duties.outing import OutingYear
    from jiedui.model.helper import Helper
    from jiedui.model.ledger import Ledger
    from jiedui.model.policy import Policy

TITLE = "个人考核表"
SERVES: tuple[str, ...] = ("R-013", "R-022", "R-030", "R-042", "R-060", "R-081", "R-084", "R-098", "R-099")

# The indicators of a federation that a person has, too: part and whole are the person's own.
YARDSTICKS = tuple(
    replace(BY_KEY[key], part=part, whole=whole)
    for key, part, whole in (
        ("quota", BY_KEY["quota"].part, BY_KEY["quota"].whole),
        ("contact", "本人已联系的户和季度", "本人应联系的户和季度"),
        ("in_time", "按时录入的户和季度", "本人已联系的户和季度"),
        ("intake", "本人做齐五件事的户", "做齐的和到了期限的户"),
        ("measure", "本人主责时有措施的户", "有措施的和应当有措施的户"),
        ("promise", "本人负责的措施累计已办结的", "累计到期和已办的"),
        ("closed", "本人主责时办结的需求", "办结的和{day}本人还没有办结的需求"),
        ("outing", "本人主责时参加了集体活动的残疾人", "参加了的和应参加的残疾人"),
    )
)


def person_sheet(ledger: Ledger, helper: Helper, period: Period, as_of: date) -> AppraisalSheet:
    """Return the sheet of a helper for a year, as the records stand on ``as_of``."""
    return person_sheet_of(PeriodFigures(ledger, period, as_of), helper)


def person_sheet_of(figures: PeriodFigures, helper: Helper) -> AppraisalSheet:
    """Return the sheet of a helper from the figures of a year, which serve all helpers."""
    policy = figures.ledger.policy
    own = own_parts(figures.day.ledger, helper.id, figures.period.start, figures.end)
    states = [
        figures.books[part.household.id].personal(helper.id, quarter).state
        for part in own
        for quarter in figures.quarters
    ]
    met = sum(state.met for state in states)
    parts: dict[str, Callable[[], Portion]] = {
        "quota": lambda: quota_portion(figures.day, [helper]),
        "contact": lambda: Portion(met, sum(state.due for state in states)),
        "in_time": lambda: Portion(met - states.count(ContactState.LATE), met),
        "intake": lambda: _intake(figures, own),
        "measure": lambda: _measure(figures, own),
        "promise": lambda: _promise(figures, helper),
        "closed": lambda: _closed(own),
        "outing": lambda: _outing(figures, own),
    }
    sheet = sheet_of(helper.name, figures, YARDSTICKS, parts, policy.weights.get("person", {}))
    return replace(sheet, notes=(*_definition(policy), "本表只给本人和考核单位看。"))


def _definition(policy: Policy) -> tuple[str, str]:
    """Say what is the person's own."""
    settings = policy.settings
    return (
        "本人的部分这样算：做了的，算给做的那天主责这一户的人；没有做的，算给应当做、也有时间做的人。"
        "年内接手和交出的户，只看本人主责的时间。",
        f"没有做的，这些算本人的：季度联系，本季主责满{settings.partial_min_days}天；入户五件事，主责时到了期限；"
        f"当年没有措施，当年主责超过{settings.plan_days}天；"
        f"当年没有参加集体活动，当年主责满{settings.outing_min_days}天。"
        "承诺算给写明的负责人，没有写的算给主责；没有办完的承诺和需求，随户交给接手的人。",
    )


def _intake(figures: PeriodFigures, own: list[OwnPart]) -> Portion:
    """Count the five tasks of the last own spell of each household: done in it, of those done or due in it (R-081)."""
    done = due = 0
    for part in own:
        spell = part.spells[-1]
        last = min(spell.span.end or part.last, part.last)
        found = intake_of(figures.day.ledger, part.household, spell)
        complete = found.complete(last)
        done += complete
        due += complete or all(task.deadline <= last for task in found.tasks)
    return Portion(done, due)


def _measure(figures: PeriodFigures, own: list[OwnPart]) -> Portion:
    """Count the households with a measure of the own time, of these and those that have none all the year (R-030)."""
    done = lacking = 0
    for part in own:
        days = [
            day
            for need in part.household.every_need
            for measure in need.measures
            for day in (measure.promised_on, measure.done_on)
            if figures.holds(day)
        ]
        done += any(part.holds(day) for day in days)
        lacking += not days and part.days_until(part.last) > figures.ledger.policy.settings.plan_days
    return Portion(done, done + lacking)


def _promise(figures: PeriodFigures, helper: Helper) -> Portion:
    """Count the measures that the helper kept, of these and those past their day that he answers for now (R-013)."""
    ledger, last = figures.day.ledger, figures.end
    ripe = [
        item.state
        for household in ledger.households.values()
        for item in promise.promises(household, last)
        if item.state is not PromiseState.OPEN
        and (answer := of_promise(ledger, household, item.measure, last))
        and answer.helper == helper.id
    ]
    return Portion(sum(not state.is_open for state in ripe), len(ripe))


def _closed(own: list[OwnPart]) -> Portion:
    """Count the needs closed in the own time, of these and those open in the households of the last day (R-022)."""
    closed = sum(part.holds(need.closed_on) for part in own for need in part.household.needs)
    still = sum(len(upkeep.open_needs(part.household, part.last)) for part in own if part.runs)
    return Portion(closed, closed + still)


def _outing(figures: PeriodFigures, own: list[OwnPart]) -> Portion:
    """Count the persons who went out in the own time, of these and those who did not all the year (R-042, A-18)."""
    done = lacking = 0
    end, days = figures.period.end, figures.ledger.policy.settings.outing_min_days
    for part in own:
        for found in figures.day.outings[part.household.id]:
            if found.year == end.year:
                done += found.state is OutingState.DONE and _went(part, found)
                missing = found.state in (OutingState.MISSED, OutingState.RUNNING)
                lacking += missing and part.days_until(end) >= days
    return Portion(done, done + lacking)


def _went(part: OwnPart, found: OutingYear) -> bool:
    return any(item.person == found.person and part.holds(item.on) for item in part.household.outings)
