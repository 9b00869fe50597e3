"""Measures as promises: what was promised, kept, kept late, or is still owed (R-013, 二(二); R-030, R-045)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jiedui.model.time import by
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from fractions import Fraction

    from jiedui.model.household import Household
    from jiedui.model.need import Measure, Need

TITLE = "承诺和兑现"
SERVES: tuple[str, ...] = ("R-013", "R-030", "R-045")


class PromiseState(StrEnum):
    """The state of one measure on a day."""

    KEPT = "已兑现"
    LATE = "迟兑现"
    OPEN = "办理中"
    OVERDUE = "超期"

    @property
    def is_open(self) -> bool:
        """Whether the measure is not done yet."""
        return self in _OPEN


# Asked of every promise of a ledger many times: a member of an enumeration is not looked up as fast as this.
_OPEN = (PromiseState.OPEN, PromiseState.OVERDUE)


class Promise(Struct, frozen=True):
    """One measure of one need of one household, as of a day; ``number`` is its place in the need, from 1."""

    household: str
    need: Need
    number: int
    measure: Measure
    state: PromiseState

    @property
    def key(self) -> str:
        """What tells it from every other of the household."""
        return f"{self.need.id}-{self.number}"


def state_of(measure: Measure, as_of: date) -> PromiseState:
    """Return the state of a measure; one without a deadline is never overdue and never late."""
    if measure.done_on and measure.done_on <= as_of:
        late = measure.due_on is not None and measure.done_on > measure.due_on
        return PromiseState.LATE if late else PromiseState.KEPT
    return PromiseState.OVERDUE if measure.due_on and measure.due_on < as_of else PromiseState.OPEN


def promises(household: Household, as_of: date) -> list[Promise]:
    """Return every measure promised by a day; what was still owed to one who has died or left is owed no more."""
    return [
        found
        for need in household.needs
        for number, measure in enumerate(need.measures, 1)
        if measure.promised_on <= as_of
        for found in (Promise(household.id, need, number, measure, state_of(measure, as_of)),)
        if not (found.state.is_open and household.lapsed(need, as_of))
    ]


def open_promises(household: Household, as_of: date) -> list[Promise]:
    """Return what is still owed on a day, with a last day or without: what is not done, of needs not closed."""
    return owed(promises(household, as_of), as_of)


def owed(found: Iterable[Promise], as_of: date) -> list[Promise]:
    """Return those of some promises that are not done, of needs that are not closed."""
    return [item for item in found if item.state.is_open and not by(item.need.closed_on, as_of)]


def kept_rate(found: Iterable[Promise]) -> Fraction | None:
    """Return 承诺兑现率: kept over kept and 超期; ``None`` where nothing had to be kept yet."""
    ripe = [item for item in found if not item.state.is_open or item.state is PromiseState.OVERDUE]
    kept = [item for item in ripe if not item.state.is_open]
    from fractions import Fraction  # a check asks for no rates

    return Fraction(len(kept), len(ripe)) if ripe else None


class Urgent(Struct, frozen=True):
    """A sudden hardship and the days until first help; ``days`` is ``None`` while none has come (R-045)."""

    household: str
    need: Need
    days: int | None


def urgent(household: Household, as_of: date) -> list[Urgent]:
    """Return the urgent needs raised by a day."""
    return [
        Urgent(
            household.id,
            need,
            (need.responded_on - need.raised_on).days if need.responded_on and need.responded_on <= as_of else None,
        )
        for need in household.needs
        if need.urgent and need.raised_on <= as_of
    ]
