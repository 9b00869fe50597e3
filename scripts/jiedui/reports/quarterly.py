"""The figures of one closed quarter for each federation and the city: what bulletins say and corrections compare.

Pairings, quotas, needs and tasks are counted on the quarter's last day (A-25); whether a household was contacted in the
quarter is judged when that day is over.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jiedui.duties import contact, promise
from jiedui.duties.contact import ContactState, states
from jiedui.duties.promise import Promise, PromiseState
from jiedui.duties.shortfall import Shortfall, Shortfalls, shortfalls
from jiedui.model.event import Strike
from jiedui.model.time import DAY, Quarter
from jiedui.reports.figures import Figures, WorkplaceLine
from jiedui.reports.groups import GroupFigures, open_needs
from jiedui.reports.quarter_table import FIGURES
from jiedui.reports.sums import ContactSum, Portion
from jiedui.reports.wording import number, percent, points
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.need import Need
    from jiedui.model.policy import Policy
    from jiedui.reports.share import HouseholdNeed

TITLE = "一个季度的数字"
SERVES: tuple[str, ...] = ("R-013",)

Value = int | str
Row = dict[str, Value]


class QuarterOutsideError(Exception):
    """The quarter is none of the programme's, which are ``known``: there is nothing to report of it."""

    def __init__(self, quarter: Quarter, known: Sequence[Quarter]) -> None:
        super().__init__(str(quarter))
        self.known = known


class QuarterOpenError(Exception):
    """The quarter is not over: there is nothing to report yet."""


def require_of_programme(quarter: Quarter, known: Sequence[Quarter]) -> None:
    """Raise :class:`QuarterOutsideError` for a quarter that is none of the programme's, ``known``."""
    if quarter not in known:
        raise QuarterOutsideError(quarter, known)


def require_over(quarter: Quarter, known: Sequence[Quarter], today: date) -> None:
    """Raise as :func:`require_of_programme` does, and :class:`QuarterOpenError` for a quarter that runs ``today``."""
    require_of_programme(quarter, known)
    if today <= quarter.end:
        raise QuarterOpenError(str(quarter))


# What counts in no state of a quarter says nothing and is left out.
_SILENT = (ContactState.NOT_DUE, ContactState.AHEAD)


class WorkplaceRow(Struct, frozen=True):
    """The figures of one line by workplace."""

    line: WorkplaceLine
    row: Row


class QuarterFigures:
    """One quarter of a ledger. Made for quarters that are over; ``strikes`` are the counties' reasoned removals.

    ``day`` are the figures of the quarter's last day, where the ledger is already that of the day after.
    """

    def __init__(
        self, ledger: Ledger, quarter: Quarter, strikes: Iterable[Strike] = (), *, day: Figures | None = None
    ) -> None:
        self.ledger = ledger if day else ledger.until(quarter.end + DAY)  # a quarter is judged when it is over
        self.quarter = quarter
        self.day = day or Figures.of(ledger, quarter.end)
        self._strikes = tuple(strikes)
        self._known: dict[Quarter, Mapping[str, ContactState]] = {}

    @classmethod
    def of(cls, ledger: Ledger, quarter: Quarter) -> QuarterFigures:
        """Return the figures of a quarter less all strikes, for whoever is not the only one to ask for that quarter."""
        strikes = ledger.events_of(Strike)
        known = ledger.until(quarter.end + DAY)
        return known.whole_of((cls, quarter, *strikes), lambda: cls(ledger, quarter, strikes))

    def under(self, policy: Policy) -> QuarterFigures:
        """Return the same quarter by other readings."""
        found = QuarterFigures(self.ledger.under(policy), self.quarter, self._strikes, day=self.day.under(policy))
        if policy.agrees(self.ledger.policy, contact.SETTINGS):
            found._known = self._known
        return found

    @cached_property
    def shortfalls(self) -> Shortfalls:
        """The three lists of the quarter."""
        return shortfalls(self.ledger, self.quarter, self._strikes)

    def _states(self, quarter: Quarter) -> Mapping[str, ContactState]:
        if quarter not in self._known:
            self._known[quarter] = states(self.ledger, self.quarter.end + DAY, quarter)
        return self._known[quarter]

    @cached_property
    def states(self) -> dict[str, ContactState]:
        """The state of each household in the quarter, those left out that the quarter says nothing of."""
        return {household: state for household, state in self._states(self.quarter).items() if state not in _SILENT}

    def contact(self, group: GroupFigures, quarter: Quarter) -> ContactSum:
        """Return this quarter or the one before of a group, by state, judged when this quarter is over."""
        name = "judged", self.quarter, quarter
        return group.summed(name, lambda part: self._contact(part, quarter), ContactSum.joined)

    def _contact(self, group: GroupFigures, quarter: Quarter) -> ContactSum:
        states, homes = self._states(quarter), group.share.period(quarter.start, quarter.end)
        return ContactSum.from_states(quarter, {household.id: states[household.id] for household in homes})

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Each federation's figures by id, in the order of the overview, by the households' residence."""
        return {unit: self.row(group) for unit, group in self.day.standing.items()}

    @cached_property
    def workplaces(self) -> tuple[WorkplaceRow, ...]:
        """The figures by workplace: of each federation, of the city's departments, and of what nobody answers for."""
        known = ("", *self.rows)
        lines = (line for line in self.day.workplace_lines if line.unit in known or not line.group.is_empty)
        return tuple(WorkplaceRow(line, self.row(line.group)) for line in lines)

    @cached_property
    def total(self) -> Row:
        """The whole ledger's figures."""
        return self.row(self.day.city)

    def row(self, group: GroupFigures) -> Row:
        """Return the figures of a group. A household is on a list of whoever answers for its quarter."""
        found = self.counts(group)
        found["intake_open"] = len(group.intake_open)
        own = {household.id for household in group.share.period(self.quarter.start, self.quarter.end)}
        for key, name in zip(("list_measures", "list_contact", "list_results"), Shortfall, strict=True):
            found[key] = len(own.intersection(self.shortfalls.households(name)))
        return {figure.key: found[figure.key] for figure in FIGURES}

    def counts(self, group: GroupFigures) -> Row:
        """Return what a group has, how far its households were contacted, and what they needed."""
        found = group.once(
            ("counts", self.quarter),
            lambda: {**self.pairing_row(group), **self.contact_row(group), **self._needs(group)},
        )
        return {**found}

    def pairing_row(self, group: GroupFigures) -> Row:
        """Return what a group has, owes and lacks on the quarter's last day."""
        return {
            "roster": len(group.coverage.roster),
            "paired": len(group.coverage.paired),
            "coverage": percent(group.coverage_rate),
            **self.quota_row(group),
        }

    def quota_row(self, group: GroupFigures) -> Row:
        """Return what a group's helpers owe, hold and lack on the quarter's last day."""
        return {
            "helpers": group.quota.helpers,
            "owed": group.quota.owed,
            "have": number(group.quota.have),
            "gap": number(group.quota.gap),
            "short": len(group.quota.short),
        }

    def contact_row(self, group: GroupFigures) -> Row:
        """Return how far a group's households were contacted in the quarter, and in the one before."""
        now, before = self.contact(group, self.quarter), self.contact(group, self.quarter.previous)
        return {
            **self.state_row(group),
            "rate_before": percent(before.rate),
            "rate_change": points(now.rate, before.rate),
        }

    def state_row(self, group: GroupFigures) -> Row:
        """Return how far a group's households were contacted in the quarter."""
        now = self.contact(group, self.quarter)
        return {
            "due": len(now.due),
            "met": len(now.met),
            "late": len(now.of(ContactState.LATE)),
            "overdue": len(now.of(ContactState.OVERDUE)),
            "exempt": len(now.of(ContactState.EXEMPT)),
            "rate": percent(now.rate),
        }

    def _needs(self, group: GroupFigures) -> Row:
        promises = kept_promises(group.share.promises)
        return {
            "needs_raised": group.raised_since(self.quarter.start),
            "needs_closed": group.closed_since(self.quarter.start),
            "needs_open": len(group.open_needs),
            "needs_overdue": len(overdue_needs(group.engaged, self.quarter.end)),
            "promises_ripe": promises.whole,
            "promises_kept": promises.part,
            "promise_rate": percent(promises.rate),
        }


def kept_promises(found: Iterable[Promise]) -> Portion:
    """Return how many measures were kept of those that had to be (done, or past their deadline) (R-013)."""
    ripe = [item for item in found if not item.state.is_open or item.state is PromiseState.OVERDUE]
    return Portion(sum(not item.state.is_open for item in ripe), len(ripe))


def overdue_needs(households: Iterable[Household], as_of: date) -> list[HouseholdNeed]:
    """Return the open needs with a measure past its deadline (R-013)."""
    return [item for item in open_needs(households, as_of) if _is_late(item.need, as_of)]


def _is_late(need: Need, as_of: date) -> bool:
    # No deadline lies before its promise, so that what is promised later is not past it.
    return any(promise.state_of(measure, as_of) is PromiseState.OVERDUE for measure in need.measures)
