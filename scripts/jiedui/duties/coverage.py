"""F3 coverage: how much of the roster is paired (R-021, 三(二))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.eligible import is_eligible
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger

TITLE = "结对覆盖"
SERVES: tuple[str, ...] = ("R-021",)


class Coverage(Struct, frozen=True):
    """The eligible households of the roster on a day, and those among them with an open 主责 pairing."""

    roster: tuple[str, ...]
    paired: tuple[str, ...]

    @property
    def unpaired(self) -> tuple[str, ...]:
        """The households of the roster without a 主责 pairing, in the order of the roster."""
        paired = set(self.paired)
        return tuple(household for household in self.roster if household not in paired)


def coverage(ledger: Ledger, households: list[Household], when: date) -> Coverage:
    """Return the coverage of ``households`` on a day. Households out of the roster, or not eligible, are left out."""
    roster = [item for item in households if item.active_on(when) and is_eligible(item, ledger.policy, when)]
    return Coverage(
        tuple(item.id for item in roster),
        tuple(item.id for item in roster if item.primary_on(when)),
    )
