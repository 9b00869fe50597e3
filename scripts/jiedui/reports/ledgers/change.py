"""变动台账: every change of who is in charge, and who waits for a new helper (R-016 … R-018, 二(四))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties import change
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.duties.change import Change, Waiting
    from jiedui.model.ledger import Ledger


class ChangeLine(Struct, frozen=True):
    """One change of a household's 主责 pairing, with the managing federation."""

    unit: str
    change: Change


class WaitingLine(Struct, frozen=True):
    """One household that waits for a new helper, with the managing federation."""

    unit: str
    waiting: Waiting


class ChangeLedger(Struct, frozen=True):
    """变动台账 and 待重新结对 (R-016 … R-018, 二(四)), in order of time."""

    lines: tuple[ChangeLine, ...]
    waiting: tuple[WaitingLine, ...]


def change_ledger(ledger: Ledger, as_of: date) -> ChangeLedger:
    """Return every change up to a day and who waits on it."""
    households = [household for _, household in sorted(ledger.own_households.items())]
    lines = [ChangeLine(item.unit, found) for item in households for found in change.changes(item, as_of)]
    waits = [(item.unit, change.waiting(ledger, item, as_of)) for item in households]
    return ChangeLedger(
        tuple(sorted(lines, key=lambda line: line.change.on)),
        tuple(WaitingLine(unit, found) for unit, found in waits if found),
    )
