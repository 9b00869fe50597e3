"""需求与承诺: what households asked for, what was promised, what became of it (R-013, R-014, R-031, R-045).

All sums are of one group's share, ended households included: what was asked and promised there stays in the books.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from jiedui.duties import promise
from jiedui.duties.promise import Promise, PromiseState, Urgent
from jiedui.model.time import Quarter
from jiedui.reports.share import HouseholdNeed
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from fractions import Fraction

    from jiedui.model.household import Household
    from jiedui.model.need import Need
    from jiedui.reports.groups import GroupFigures

TITLE = "需求和承诺"
SERVES: tuple[str, ...] = ("R-013", "R-014", "R-030", "R-031", "R-045")


class NeedState(StrEnum):
    """How a need stands on a day."""

    OPEN = "办理中"
    CLOSED = "已办结"
    ENDED = "已终止"


class NeedLine(Struct, frozen=True):
    """One need of a household: its state, and the days from raising to closing, or to the day itself."""

    household: Household
    need: Need
    state: NeedState
    days: int


class NeedQuarter(Struct, frozen=True):
    """How many needs were raised and closed in a quarter."""

    quarter: Quarter
    raised: int
    closed: int


def _order(line: NeedLine) -> tuple[date, str, int]:
    return line.need.raised_on, line.household.id, line.household.needs.index(line.need)


def _in_order(found: Iterable[Iterable[NeedLine]]) -> tuple[NeedLine, ...]:
    return tuple(sorted(chain.from_iterable(found), key=_order))


class NeedBook:
    """The needs and promises of a group of households, as of the day of its figures."""

    def __init__(self, group: GroupFigures) -> None:
        self.group = group
        self.as_of = group.figures.as_of

    @cached_property
    def lines(self) -> tuple[NeedLine, ...]:
        """Every need raised by the day, the oldest first: what the share closed, and what its households still have."""
        return self.group.summed("lines of needs", lambda group: NeedBook(group)._lines(), _in_order)

    def _lines(self) -> tuple[NeedLine, ...]:
        still = [
            HouseholdNeed(household, need)
            for household in self.group.households
            for need in household.needs
            if not need.closed_on
        ]
        found = [self._line(item.household, item.need) for item in (*self.group.share.closed, *still)]
        return _in_order([found])

    def _line(self, household: Household, need: Need) -> NeedLine:
        """An open need ends with the household, or with the person whose need it was, whichever comes first."""
        gone = household.lapsed(need, self.as_of)
        ended = NeedState.ENDED if gone or not household.active_on(self.as_of) else NeedState.OPEN
        last = need.closed_on or min(self.as_of, gone or self.as_of, household.closed_on or self.as_of)
        return NeedLine(household, need, NeedState.CLOSED if need.closed_on else ended, (last - need.raised_on).days)

    def of(self, state: NeedState) -> tuple[NeedLine, ...]:
        """Return the needs in one state, the oldest first."""
        return tuple(line for line in self.lines if line.state is state)

    @property
    def long(self) -> tuple[NeedLine, ...]:
        """The needs that stand open for longer than the days of A-20 (R-013)."""
        limit = self.group.figures.ledger.policy.settings.open_days
        return tuple(line for line in self.of(NeedState.OPEN) if line.days > limit)

    @property
    def bare(self) -> tuple[NeedLine, ...]:
        """The open needs for which nothing has been promised."""
        return tuple(line for line in self.of(NeedState.OPEN) if not self._promised(line.need))

    def _promised(self, need: Need) -> bool:
        return any(measure.promised_on <= self.as_of for measure in need.measures)

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """Every measure promised by the day, the earliest due first, those without a deadline last."""
        end = self.group.figures.ledger.policy.end
        return tuple(sorted(self.group.share.promises, key=lambda item: (item.measure.due_on or end, item.household)))

    @cached_property
    def by_code(self) -> dict[str, Counter[PromiseState]]:
        """How many promises of each code are in each state (R-030)."""
        found: dict[str, Counter[PromiseState]] = {
            code.key: Counter() for code in self.group.figures.ledger.policy.measures
        }
        for item in self.promises:
            found.setdefault(item.measure.code, Counter())[item.state] += 1
        return found

    @property
    def overdue(self) -> int:
        """How many promises are past their deadline."""
        return sum(item.state is PromiseState.OVERDUE for item in self.promises)

    @property
    def kept(self) -> int:
        """How many promises were kept."""
        return sum(not item.state.is_open for item in self.promises)

    @property
    def kept_rate(self) -> Fraction | None:
        """承诺兑现率: kept over kept and overdue (R-013)."""
        return promise.kept_rate(self.promises)

    @cached_property
    def quarters(self) -> tuple[NeedQuarter, ...]:
        """How many needs were raised and closed in each quarter from the first need to the day."""
        raised = Counter(Quarter.of(line.need.raised_on) for line in self.lines)
        closed = Counter(Quarter.of(line.need.closed_on) for line in self.of(NeedState.CLOSED) if line.need.closed_on)
        last = Quarter.of(self.as_of)
        quarters = [min(raised)] if raised else []
        while quarters and quarters[-1] != last:
            quarters.append(quarters[-1].next)
        return tuple(NeedQuarter(quarter, raised[quarter], closed[quarter]) for quarter in quarters)

    @cached_property
    def urgent(self) -> tuple[Urgent, ...]:
        """Sudden hardships with the days until first help, the latest first (R-045)."""
        found = [item for household in self.group.households for item in promise.urgent(household, self.as_of)]
        return tuple(sorted(found, key=lambda item: (item.need.raised_on, item.household), reverse=True))
