"""Why a figure is what it is: which contacts count and why not, which readings decided a quota, what is due next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jiedui.duties.contact import Book, ContactState, counts
from jiedui.duties.quota import QuotaLine
from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.model.ledger import Ledger
from jiedui.model.visit import Visit
from jiedui.reports.figures import Figures

COUNTED = "计入"
SATURDAY = 5


def visit_standing(book: Book, visit: Visit) -> str:
    """Say whether a contact counts for the household of ``book``, and if not, why (A-07, A-08, A-27)."""
    if any(found is visit for found in book.visits):
        return COUNTED
    if visit.date > book.as_of:
        return "日期在统计日以后"
    if book.policy.settings.contact_counts.get(visit.channel, "不算") == "不算":
        return f"{visit.channel}不算联系"
    if not visit.reached:
        return "没有联系上"
    return "代联系，不算" if counts(visit, book.policy) else "联系对象不算"


def quota_readings(ledger: Ledger, helper: Helper, line: QuotaLine) -> tuple[str, ...]:
    """Return the readings (A-nn) that had a part in a quota line, in order of number."""
    roles = helper.roles_on(line.day)
    found = {"A-19"} if line.households else set()
    if any(owed.quota.requirement == "R-063" for owed in line.owed_by):
        found.add("A-01")
    if any(owed.quota.rank_class for owed in line.owed_by):
        found.add("A-02")
        if any(role.tenure != "专职" for role in roles):
            found.add("A-03")
    if any(owed.quota.requirement == "R-064" for owed in line.owed_by):
        found.add("A-04")
    if len(line.owed_by) > 1:
        found.add("A-05")
    if line.owed < line.need:
        found.add("A-26")
    if line.grace_until and line.owed > line.have:
        found.add("A-21")
    return tuple(sorted(found & {reading.id for reading in ledger.policy.readings}))


@dataclass(frozen=True, slots=True)
class Deadline:
    """The next thing due in a household."""

    on: date
    what: str
    late: bool


def next_deadline(figures: Figures, household: Household) -> Deadline | None:
    """Return what is due first in a household: on-visit tasks, the contact of the quarter, promises; or ``None``."""
    as_of, policy = figures.as_of, figures.ledger.policy
    intakes = figures.intakes[household.id]
    due = [(task.deadline, "入户五件事") for found in intakes for task in found.open_tasks(as_of)]
    now = figures.histories[household.id][figures.quarter_number - 1]
    if now.state is ContactState.RUNNING:
        due.append((min(now.quarter.end, policy.settings.contact_until), "本季联系"))
    if household.active_on(as_of):
        due += [
            (measure.due_on, f"措施：{measure.code}")
            for need in household.needs
            for measure in need.measures
            if measure.due_on and not measure.done_on and not need.closed_on
        ]
    if not due:
        return None
    when, what = min(due)
    return Deadline(when, what, when < as_of)


def occasion(named: dict[date, str], when: date) -> str:
    """Return the occasion of 四(四)4 that a day is: a festival by name, else 双休日, else nothing (R-044)."""
    return named.get(when) or ("双休日" if when.weekday() >= SATURDAY else "")


def occasions(ledger: Ledger) -> dict[date, str]:
    """Return the names of festivals and observances by day, several on one day joined by 、."""
    named: dict[date, str] = {}
    for item in ledger.policy.occasions:
        if item.when:
            named[item.when] = "、".join(filter(None, (named.get(item.when), item.name)))
    return named
