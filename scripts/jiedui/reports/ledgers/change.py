"""变动台账: every change of who is in charge, and who waits for a new helper (R-016 … R-018, 二(四))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties import change
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.duties.change import Change, Waiting
    from jiedui.model.household import Household
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


def changes_by_household(ledger: Ledger, as_of: date) -> dict[str, tuple[ChangeLine, ...]]:
    """Return the changes of each household up to a day, in order of time."""

    def lines(home: Household) -> tuple[ChangeLine, ...]:
        return tuple(ChangeLine(home.unit, found) for found in change.changes(home, as_of))

    return ledger.of_each(f"changes {as_of}", ledger.own_households, lines)


def change_ledger(ledger: Ledger, as_of: date) -> ChangeLedger:
    """Return every change up to a day and who waits on it."""
    homes = ledger.own_households
    lines = [line for found in changes_by_household(ledger, as_of).values() for line in found]
    waits = ledger.of_each(f"waiting {as_of}", homes, lambda home: change.waiting(ledger, home, as_of), in_passing=True)
    return ChangeLedger(
        tuple(sorted(lines, key=lambda line: line.change.on)),
        tuple(WaitingLine(homes[key].unit, found) for key, found in waits.items() if found),
    )
