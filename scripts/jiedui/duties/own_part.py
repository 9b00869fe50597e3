"""What of a household's year is one helper's own (R-098, R-099; A-12): a hand-over neither brings nor takes away.

What was done counts for who was in charge (主责) on the day on which it was done. What is lacking counts against
whoever should have done it and had the time to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.time import days_covered
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.pairing import Pairing

TITLE = "本人的部分"
SERVES: tuple[str, ...] = ("R-098", "R-099")


class OwnPart(Struct, frozen=True):
    """A household while one helper was in charge of it within ``first`` … ``last``, both included.

    ``spells`` are the helper's own, of those that touch these days, in order of time; there is at least one.
    """

    household: Household
    spells: tuple[Pairing, ...]
    first: date
    last: date

    def holds(self, when: date | None) -> bool:
        """Tell whether a day is one of the helper's own; no day is none."""
        return (
            when is not None and self.first <= when <= self.last and any(item.span.covers(when) for item in self.spells)
        )

    @property
    def runs(self) -> bool:
        """Whether the helper is in charge on the last day, and the household in the roster."""
        return self.holds(self.last) and self.household.active_on(self.last)

    def days_until(self, end: date) -> int:
        """Return for how many days of ``first`` … ``end`` the helper is in charge; what runs on ``last`` goes on."""
        return days_covered((item.span for item in self.spells), self.first, end)


def own_parts(ledger: Ledger, helper: str, first: date, last: date) -> list[OwnPart]:
    """Return a helper's own part of each household that he was in charge of within ``first`` … ``last``."""
    found = []
    for household in ledger.households_of(helper):
        own = [item for item in household.pairings if item.is_primary and item.helper == helper]
        touching = sorted((item for item in own if item.span.clip(first, last)), key=lambda item: item.span.start)
        if touching:
            found.append(OwnPart(household, tuple(touching), first, last))
    return found
