"""What happened in a stretch of time in a federation or the city, for half-year and annual papers (R-086, R-094)."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from jiedui.duties.change import Change, ChangeKind, Waiting, changes, waiting
from jiedui.duties.contact import Book, books, counts, states
from jiedui.model.time import DAY, Quarter
from jiedui.model.visit import HOME, Visit, between
from jiedui.reports.figures import Figures
from jiedui.reports.sums import ContactSum, Portion
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence
    from datetime import date

    from jiedui.duties.cadence import Period
    from jiedui.duties.contact import ContactState
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.reports.groups import GroupFigures

Key = TypeVar("Key")
Value = TypeVar("Value")

TITLE = "一段时间的工作"
SERVES: tuple[str, ...] = ("R-012", "R-013", "R-016", "R-018", "R-030", "R-042", "R-086", "R-094")


class NeedCounts(Struct, frozen=True):
    """Needs of a period: raised, closed, and open at its end."""

    raised: int
    closed: int
    open: int


class PeriodFigures:
    """The figures of a ledger over a period, as it stands at its end (or on ``as_of``, where it still runs).

    ``at_hand`` are figures of the same ledger that serve for the period's last day, where they are of that day.
    """

    def __init__(self, ledger: Ledger, period: Period, as_of: date, *, at_hand: Figures | None = None) -> None:
        self.period = period
        self.as_of = as_of
        self.end = min(period.end, as_of)
        # Who follows on the day after tells a hand-over from an ending.
        self.ledger = ledger.until(self.end + DAY)
        self.day = at_hand if at_hand and at_hand.asked_on == self.end else Figures.of(ledger, self.end)

    def group(self, unit: str) -> GroupFigures:
        """Return the figures of a federation on the last day, or of the city for ``""``."""
        return self.day.units[unit] if unit else self.day.city

    @cached_property
    def books(self) -> dict[str, Book]:
        """The households' contacts, judged when the period's last day is over."""
        return books(*self._judged)

    @property
    def _judged(self) -> tuple[Ledger, date]:
        """What is judged, and on which day."""
        when = min(self.period.end + DAY, self.as_of)
        return self.ledger if when > self.end else self.day.ledger, when

    @cached_property
    def _states(self) -> dict[Quarter, dict[str, ContactState]]:
        ledger, when = self._judged
        return {quarter: states(ledger, when, quarter) for quarter in filter(None, (*self.quarters, self.running))}

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters of the programme that lie in the period and are over."""
        return tuple(
            quarter
            for quarter in self.ledger.policy.quarters
            if self.period.start <= quarter.end <= self.period.end and quarter.end < self.as_of
        )

    @property
    def running(self) -> Quarter | None:
        """The quarter in which the figures end, where it is not over yet, its last day included."""
        found = self.ledger.policy.quarters
        return next((item for item in found if item.start <= self.end <= item.end and item.end >= self.as_of), None)

    def contact(self, group: GroupFigures, quarter: Quarter) -> ContactSum:
        """Return one of :attr:`quarters`, or the :attr:`running` one, of a group, by state.

        It is judged when the period's last day is over, or on the day to which the figures go.
        """
        return self._summed(group, quarter, lambda part: self._contact(part, quarter), ContactSum.joined)

    def _once(self, group: GroupFigures, name: Hashable, reckon: Callable[[], Value]) -> Value:
        return group.once((self.period, self.as_of, name), reckon)

    def _summed(
        self,
        group: GroupFigures,
        name: Hashable,
        reckon: Callable[[GroupFigures], Value],
        add: Callable[[Sequence[Value]], Value],
    ) -> Value:
        return group.summed((self.period, self.as_of, name), reckon, add)

    def _contact(self, group: GroupFigures, quarter: Quarter) -> ContactSum:
        states, homes = self._states[quarter], group.share.period(quarter.start, quarter.end)
        return ContactSum.from_states(quarter, {item.id: states[item.id] for item in homes})

    def _homes(self, group: GroupFigures) -> Iterator[tuple[Household, Quarter]]:
        """Yield the households whose quarters, as far as they lie in the period, are a group's."""
        for quarter in self.ledger.policy.quarters:
            if quarter.start <= self.end and self.period.start <= quarter.end:
                for household in group.share.period(quarter.start, quarter.end):
                    yield self.ledger.households[household.id], quarter

    def _stretch(self, quarter: Quarter) -> tuple[date, date]:
        """Return the first and the last day of a quarter that lie in the period, as far as that has come."""
        return max(self.period.start, quarter.start), min(self.end, quarter.end)

    def visits(self, group: GroupFigures) -> list[Visit]:
        """Return the contacts with a group's households in the period that count, each once (A-07, A-27)."""
        return [
            visit
            for household, quarter in self._homes(group)
            for visit in between(self.ledger.visits.get(household.id, ()), *self._stretch(quarter))
            if counts(visit, self.ledger.policy)
        ]

    def channels(self, group: GroupFigures) -> Counter[str]:
        """Return how many contacts were made in which way."""
        return self._summed(
            group, "channels", lambda part: Counter(visit.channel for visit in self.visits(part)), _added
        )

    def home_visits(self, group: GroupFigures) -> Portion:
        """Return how many contacts were home visits, of all (R-012)."""
        found = self.channels(group)
        return Portion(found[HOME], found.total())

    def needs(self, group: GroupFigures) -> NeedCounts:
        """Return what was raised and closed in the period."""
        first = self.period.start
        return NeedCounts(group.raised_since(first), group.closed_since(first), len(group.open_needs))

    def measures(self, group: GroupFigures) -> Counter[str]:
        """Return how many measures of each of the ten codes were done in the period (R-030)."""
        return Counter(item.measure.code for item in group.share.promises if self.holds(item.measure.done_on))

    def changes(self, group: GroupFigures) -> list[Change]:
        """Return the changes of pairings in the period (R-018).

        A hand-over on its last day belongs to the next day, on which the successor begins: here nothing ended.
        """
        return [
            item
            for household, quarter in self._homes(group)
            for item in self._changes[household.id]
            if self.holds(item.on, quarter)
        ]

    @cached_property
    def _changes(self) -> dict[str, list[Change]]:
        """The changes of each household until the day after the last."""
        day = self.end + DAY
        return self.ledger.of_each(
            f"pairings until {day}", self.ledger.engaged, lambda home: changes(home, day), in_passing=True
        )

    def change_counts(self, group: GroupFigures) -> Counter[ChangeKind]:
        """Return how many changes of each kind there were."""
        return self._summed(group, "changes", lambda part: Counter(item.kind for item in self.changes(part)), _added)

    def waiting(self, group: GroupFigures) -> list[Waiting]:
        """Return the households that wait for a new helper at the end of the period (R-016)."""
        found = (waiting(self.ledger, household, self.end) for household in group.households)
        return self._once(group, "waiting", lambda: [item for item in found if item])

    def outings(self, group: GroupFigures) -> int:
        """Return how many persons took part in an activity outside the home in the period (R-042)."""
        return self._summed(group, "outings", self._outings, lambda parts: sum(parts))

    def _outings(self, group: GroupFigures) -> int:
        return len(
            {
                (household.id, item.person)
                for household, quarter in self._homes(group)
                for item in household.outings
                if self.holds(item.on, quarter)
            }
        )

    def holds(self, when: date | None, quarter: Quarter | None = None) -> bool:
        """Tell whether a day lies in the period, as far as that has come, and in a ``quarter`` of it."""
        if when is None or not self.period.start <= when <= self.end:
            return False
        return quarter is None or quarter.start <= when <= quarter.end


def _added(parts: Sequence[Counter[Key]]) -> Counter[Key]:
    found = Counter[Key]()
    for part in parts:
        found.update(part)
    return found
