"""Who answers for a federation's work, and what is missing there (R-092, R-093, 六(一))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.unit import DIRECT, FIRST, Office
from jiedui.reports.figures import Figures
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.ledger import Ledger

DEPARTMENT = "牵头部门"


class Responsibility(Struct, frozen=True):
    """Who answers for a federation's work on a day, and which department does it (R-092, R-093)."""

    unit: str
    lead_department: str
    first: Office | None
    direct: Office | None

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing, in the notice's words."""
        found = ((DEPARTMENT, self.lead_department), (FIRST, self.first), (DIRECT, self.direct))
        return tuple(name for name, value in found if not value)


def responsibilities(ledger: Ledger, as_of: date) -> tuple[Responsibility, ...]:
    """Return every federation's responsible persons on a day, the city's first (六(一))."""
    return tuple(
        Responsibility(
            unit.id, unit.lead_department, unit.responsible_on(FIRST, as_of), unit.responsible_on(DIRECT, as_of)
        )
        for unit in (ledger.units[name] for name in Figures(ledger, as_of).unit_order)
        if unit.span.covers(as_of)
    )
