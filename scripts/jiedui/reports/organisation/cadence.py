"""What recurs in each federation over the whole programme, and what of it was left out (R-094 … R-096, 六(二))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties import cadence
from jiedui.duties.cadence import CadencePeriod, CadenceState, Period
from jiedui.model.time import Quarter
from jiedui.reports.figures import Figures
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.model.unit import Unit

BULLETIN = "季通报"


class CadenceRow(Struct, frozen=True):
    """One recurring duty of one federation over the whole programme."""

    unit: str
    duty: str
    cells: tuple[CadencePeriod, ...]

    @property
    def missing(self) -> tuple[Period, ...]:
        """The periods that are over and in which nothing was done."""
        return tuple(cell.period for cell in self.cells if cell.state is CadenceState.MISSING)


def cadence_table(ledger: Ledger, as_of: date) -> tuple[CadenceRow, ...]:
    """Return the hearings of every federation by half-year, and the city's dispatches and bulletins by quarter.

    Serves R-094, R-095 and R-096 (六(二)): the party groups of all federations hear a report, the office of the leading
    group, which is the city's, dispatches and issues the bulletin.
    """
    policy = ledger.policy
    rows = []
    for name in Figures(ledger, as_of).unit_order:
        unit = ledger.units[name]
        events = ledger.events.get(unit.id, [])
        heard = (_asked(unit, cell) for cell in cadence.hearings(policy, events, as_of))
        rows.append(CadenceRow(unit.id, cadence.HEARING, tuple(heard)))
        if unit.is_city:
            issued = map(Quarter.parse, ledger.bulletins)
            rows.append(CadenceRow(unit.id, cadence.DISPATCH, tuple(cadence.dispatches(policy, events, as_of))))
            rows.append(CadenceRow(unit.id, BULLETIN, tuple(cadence.bulletins(policy, issued, as_of))))
    return tuple(rows)


def _asked(unit: Unit, cell: CadencePeriod) -> CadencePeriod:
    """Return a federation's duty in a period as nothing asked for where it is not there when the period ends."""
    owes = unit.span.covers(cell.period.end) or cell.state is CadenceState.DONE
    return cell if owes else replace(cell, state=CadenceState.FREE)
