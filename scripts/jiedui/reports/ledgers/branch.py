"""Branch pairings: party branches of the city federation and their partners (R-071, 五(三)1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.event import Branch
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.event import BranchActivity
    from jiedui.model.ledger import Ledger


class BranchLine(Struct, frozen=True):
    """One branch pairing: whether it runs, and what was done together by the day, the latest first (R-071, 五(三)1)."""

    branch: Branch
    running: bool
    activities: tuple[BranchActivity, ...]


def branches(ledger: Ledger, as_of: date) -> tuple[BranchLine, ...]:
    """Return the branch pairings begun by a day."""
    return tuple(
        BranchLine(
            item,
            item.to is None or item.to >= as_of,
            tuple(sorted((act for act in item.activities if act.date <= as_of), reverse=True)),
        )
        for item in ledger.events_of(Branch)
        if item.date <= as_of
    )
