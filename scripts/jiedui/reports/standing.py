"""Why a figure is what it is: which contacts count and why not, which readings decided a quota."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.contact import ContactState, counts
from jiedui.model.helper import FULL_TIME

if TYPE_CHECKING:
    from datetime import date

    from jiedui.duties.contact import Book, ContactQuarter
    from jiedui.duties.quota import QuotaLine
    from jiedui.model.ledger import Ledger
    from jiedui.model.visit import Visit

TITLE = "计入和时机"
SERVES: tuple[str, ...] = ("R-044", "R-063", "R-064")

COUNTED = "计入"
SATURDAY = 5


def visit_standing(book: Book, found: ContactQuarter, visit: Visit) -> str:
    """Say whether a contact counts in the quarter ``found`` of the household of ``book``, and if not, why.

    Of a quarter that is 豁免 or 不计 nothing counts (A-07, A-08, A-11, A-12, A-23, A-27).
    """
    if any(item is visit for item in found.counted):
        return COUNTED if found.state.due else f"本季{found.state}，不算"
    if visit.date > book.as_of:
        return "日期在统计日以后"
    if any(item is visit for item in book.visits):
        return "本季不计，不算" if found.state is ContactState.NOT_DUE else "不是现任责任人，不算"
    if book.policy.settings.contact_counts.get(visit.channel, "不算") == "不算":
        return f"{visit.channel}不算联系"
    if not visit.reached:
        return "没有联系上"
    return "代联系，不算" if counts(visit, book.policy) else "联系对象不算"


def quota_readings(ledger: Ledger, line: QuotaLine) -> tuple[str, ...]:
    """Return the readings (A-nn) that had a part in a quota line, in order of number."""
    found = {"A-19"} if line.households else set()
    if any(owed.quota.requirement == "R-063" for owed in line.owed_by):
        found.add("A-01")
    if any(owed.quota.rank_class for owed in line.owed_by):
        found.add("A-02")
    if any(owed.spared or (owed.quota.rank_class and owed.tenure != FULL_TIME) for owed in line.owed_by):
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


def occasion(named: dict[date, str], when: date) -> str:
    """Return the occasion of 四(四)4 that a day is: a festival by name, else 双休日, else nothing (R-044)."""
    return named.get(when) or ("双休日" if when.weekday() >= SATURDAY else "")


def occasions(ledger: Ledger) -> dict[date, str]:
    """Return the names of festivals and observances by day, several on one day joined by 、."""
    named: dict[date, str] = {}
    for item in ledger.policy.occasions:
        named[item.when] = "、".join(filter(None, (named.get(item.when), item.name)))
    return named
