"""工作单位 and 工作部门 of a helper, as the form, the cards and the booklets name them (R-116, R-120)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.helper import SOCIAL
from jiedui.struct import Struct

if TYPE_CHECKING:
    from jiedui.model.helper import Helper, Role
    from jiedui.model.ledger import Ledger


class Workplace(Struct, frozen=True):
    """Where somebody works: 工作单位 and 工作部门."""

    name: str
    department: str

    def __str__(self) -> str:
        """Return both in one, as an address names them."""
        return self.name + self.department


def workplace(ledger: Ledger, helper: Helper, role: Role) -> Workplace:
    """Return where a helper works. 社会力量 work for themselves, not for the federation that keeps their record."""
    if role.body == SOCIAL:
        return Workplace(role.department, "")
    unit = ledger.units.get(helper.unit)
    return Workplace(unit.name if unit else "", role.department)
