"""Filing (报备): the social forces that help, and the federation that each told of it (R-073, 五(三)3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.helper import SOCIAL
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.ledger import Ledger


class Filing(Struct, frozen=True):
    """One social force: the households that it helps, and where it filed (报备), if it did (R-073, 五(三)3)."""

    unit: str
    helper: str
    households: tuple[str, ...]
    filed_with: str
    filed_on: date | None

    @property
    def lacking(self) -> bool:
        """It helps and has not filed. Who helps nobody has nothing to file."""
        return bool(self.households) and not self.filed_with


def filings(ledger: Ledger, as_of: date) -> tuple[Filing, ...]:
    """Return every social force of a day, a retired worker who goes on helping included (R-073; A-24)."""
    found = []
    for _, helper in sorted(ledger.own_helpers.items()):
        if any(role.body == SOCIAL for role in helper.roles_on(as_of)):
            households = tuple(
                item.id
                for item in ledger.households_of(helper.id)
                if any(pairing.helper == helper.id for pairing in item.pairings_on(as_of))
            )
            filed = helper.filed_with if helper.filed_on and helper.filed_on <= as_of else ""
            found.append(Filing(helper.unit, helper.id, households, filed, helper.filed_on if filed else None))
    return tuple(found)
