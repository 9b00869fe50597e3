"""The three shortfalls that a bulletin names, for federations and persons, by a stated formula (R-096, 六(二); A-20).

As of the last day of a quarter; the first and the last list hold households that are in the roster on that day:

- 帮扶措施不到位: the person in charge has been so for more than ``plan_days`` days, and the household has no plan,
  or no measure promised or done in the year of that day.
- 沟通联络不及时: the household's quarter is 逾期. Named are those of its helpers whose own part of it is (A-12).
- 帮扶成效不明显: a need raised at least ``result_months`` months ago is open, and none was closed in that time. Named
  is the person in charge if already so when that time began: nobody answers for what a predecessor left undone.

A county may strike an entry, with its reason, which is shown in the entry's place.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from jiedui.duties.contact import Book, ContactState
from jiedui.duties.upkeep import open_needs
from jiedui.model.time import DAY, Quarter, episodes, months_after
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.model.event import Strike
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger

TITLE = "三种情形名单"
SERVES: tuple[str, ...] = ("R-096",)

CLAUSE = "六(二)"


class Shortfall(StrEnum):
    """One of the three lists, in the notice's words."""

    MEASURES = "帮扶措施不到位"
    CONTACT = "沟通联络不及时"
    RESULTS = "帮扶成效不明显"


class ShortfallEntry(Struct, frozen=True, kw_only=True):
    """One household on one list, with one helper who answers for it.

    ``unit`` manages the household. ``helper`` is empty where the household lacks something and nobody answers for it.
    ``since`` is the first day on which the formula held.
    """

    list: Shortfall
    unit: str
    household: str
    helper: str
    since: date
    why: str
    clause: str = CLAUSE


class Struck(Struct, frozen=True):
    """An entry that a county took off, and why."""

    entry: ShortfallEntry
    reason: str


class Shortfalls(Struct, frozen=True):
    """The lists of a quarter: what stands, and what was struck; both by list, federation, household and helper."""

    quarter: Quarter
    entries: tuple[ShortfallEntry, ...]
    struck: tuple[Struck, ...]

    def of(self, name: Shortfall, *, unit: str = "", helper: str = "") -> tuple[ShortfallEntry, ...]:
        """Return the entries of one list, perhaps of one federation or one helper."""
        return tuple(
            entry
            for entry in self.entries
            if entry.list is name and unit in ("", entry.unit) and helper in ("", entry.helper)
        )

    def households(self, name: Shortfall, unit: str = "") -> tuple[str, ...]:
        """Return the households on a list, each once."""
        return tuple(sorted({entry.household for entry in self.of(name, unit=unit)}))

    def helpers(self, name: Shortfall) -> tuple[str, ...]:
        """Return the persons on a list, each once."""
        return tuple(sorted({entry.helper for entry in self.of(name) if entry.helper}))


def shortfalls(ledger: Ledger, quarter: Quarter, strikes: Iterable[Strike] = ()) -> Shortfalls:
    """Return the three lists as of the last day of ``quarter``, less what ``strikes`` take off."""
    of_each = ledger.of_each(
        f"shortfalls {quarter}",
        ledger.own_engaged,
        lambda household: (
            *_measures(ledger, household, quarter.end),
            *_contact(ledger, household, quarter),
            *_results(ledger, household, quarter.end),
        ),
        in_passing=True,
    )
    found = [entry for entries in of_each.values() for entry in entries]
    order = {name: number for number, name in enumerate(Shortfall)}
    found.sort(key=lambda entry: (order[entry.list], entry.unit, entry.household, entry.helper))
    own = [strike for strike in strikes if strike.quarter == quarter]
    reasons = [next((strike.reason for strike in own if strikes_off(strike, entry, ledger)), None) for entry in found]
    return Shortfalls(
        quarter,
        tuple(entry for entry, reason in zip(found, reasons, strict=True) if reason is None),
        tuple(Struck(entry, reason) for entry, reason in zip(found, reasons, strict=True) if reason is not None),
    )


def strikes_off(strike: Strike, entry: ShortfallEntry, ledger: Ledger) -> bool:
    """Tell whether a strike means an entry: its list, and its household or helper (both, where both are written).

    A federation strikes what it manages; the city's may strike anything. A strike that names nobody strikes nothing.
    """
    owner = ledger.units.get(strike.unit)
    allowed = strike.unit == entry.unit or (owner is not None and owner.is_city)
    named = bool(strike.household or strike.helper)
    meant = strike.household in ("", entry.household) and strike.helper in ("", entry.helper)
    return allowed and named and meant and strike.list == entry.list.value


def _measures(ledger: Ledger, household: Household, as_of: date) -> Iterator[ShortfallEntry]:
    """帮扶措施不到位: yield the entry of a household, where there is one."""
    answers = _in_charge(household, as_of)
    if not answers:
        return
    due = answers.since + timedelta(days=ledger.policy.settings.plan_days) + DAY
    if due > as_of:
        return
    new_year = date(as_of.year, 1, 1)
    this_year = any(
        new_year <= when <= as_of
        for need in household.needs
        for measure in need.measures
        for when in (measure.promised_on, measure.done_on)
        if when
    )
    days = (as_of - answers.since).days
    if not household.plan:
        why = f"结对 {days} 天，没有拟帮扶措施"
        yield _entry(Shortfall.MEASURES, household, answers.helper, due, why)
    elif not this_year:
        why = f"结对 {days} 天，{as_of.year} 年没有一项措施"
        yield _entry(Shortfall.MEASURES, household, answers.helper, max(due, new_year), why)


def _contact(ledger: Ledger, household: Household, quarter: Quarter) -> Iterator[ShortfallEntry]:
    """沟通联络不及时: yield an entry for each helper who answers for the overdue quarter, or one without a name."""
    book = Book(ledger, household, quarter.end + DAY)
    state = book.quarter(quarter)
    if state.state is not ContactState.OVERDUE:
        return
    helpers = dict.fromkeys(pairing.helper for pairing in book.primary)
    own = [helper for helper in helpers if book.personal(helper, quarter).state is ContactState.OVERDUE]
    why = f"{quarter.title}{state.reason}"
    for helper in own or [""]:
        yield _entry(Shortfall.CONTACT, household, helper, quarter.end + DAY, why)


def _results(ledger: Ledger, household: Household, as_of: date) -> Iterator[ShortfallEntry]:
    """帮扶成效不明显: yield the entry of a household, where there is one."""
    months = ledger.policy.settings.result_months
    answers = _in_charge(household, as_of)
    ripe = [need for need in open_needs(household, as_of) if months_after(need.raised_on, months) <= as_of]
    closed = [need.closed_on for need in household.needs if need.closed_on and need.closed_on <= as_of]
    if not answers or not ripe or any(months_after(when, months) > as_of for when in closed):
        return
    oldest = min(need.raised_on for need in ripe)
    since = max(months_after(when, months) for when in (oldest, *closed))
    helper = answers.helper if months_after(answers.since, months) <= as_of else ""
    why = f"{len(ripe)} 项需求提出满 {months} 个月没有办结，这 {months} 个月一项也没有办结"
    yield _entry(Shortfall.RESULTS, household, helper, since, why)


def _entry(name: Shortfall, household: Household, helper: str, since: date, why: str) -> ShortfallEntry:
    return ShortfallEntry(list=name, unit=household.unit, household=household.id, helper=helper, since=since, why=why)


class _InCharge(Struct, frozen=True):
    """The helper in charge of a household, and since when without a break."""

    helper: str
    since: date


def _in_charge(household: Household, when: date) -> _InCharge | None:
    """Return who is in charge on a day; nobody of a household out of the roster."""
    pairing = household.primary_on(when) if household.active_on(when) else None
    if pairing is None:
        return None
    own = [item.span for item in household.pairings if item.is_primary and item.helper == pairing.helper]
    return _InCharge(pairing.helper, next(span.start for span in episodes(own) if span.covers(when)))
