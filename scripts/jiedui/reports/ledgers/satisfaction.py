"""Call-backs (回访): what households think of the help, where they were asked (R-020, 三(一))."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.model.visit import Visit

LOW_SCORE = 2


class Score(Struct, frozen=True):
    """One household's score of 1 … 5 at a call-back; ``unit`` manages the household."""

    unit: str
    household: str
    on: date
    by: str
    score: int


class Satisfaction(Struct, frozen=True):
    """Call-backs (回访). Never asked of anybody, so a household without one says nothing (R-020, 三(一))."""

    scores: tuple[Score, ...]

    def of(self, unit: str) -> Satisfaction:
        """Return the call-backs of one federation's households."""
        return Satisfaction(tuple(item for item in self.scores if item.unit == unit))

    @property
    def average(self) -> Fraction | None:
        """The mean score, ``None`` of none."""
        return Fraction(sum(item.score for item in self.scores), len(self.scores)) if self.scores else None

    @property
    def low(self) -> tuple[Score, ...]:
        """The scores of 1 and 2: somebody should ask why."""
        return tuple(item for item in self.scores if item.score <= LOW_SCORE)


def satisfaction(ledger: Ledger, as_of: date) -> Satisfaction:
    """Return the scores given up to a day, in order of household and time. A contact with several households is one."""
    found = [
        Score(household.unit, household.id, visit.date, visit.by, visit.satisfaction)
        for _, household in sorted(ledger.own_households.items())
        for visit in _visits(ledger, household.id, as_of)
        if visit.satisfaction is not None
    ]
    return Satisfaction(tuple(found))


def _visits(ledger: Ledger, household: str, as_of: date) -> list[Visit]:
    return [visit for visit in ledger.visits.get(household, ()) if visit.date <= as_of]
