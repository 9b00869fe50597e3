"""Which households something is printed for: those of some federations or townships, of one helper, or single ones."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger


class Choice(Struct, frozen=True):
    """What was asked for; nothing given means all. ``households`` are ids, ``townships`` names of the day."""

    units: tuple[str, ...] = ()
    helper: str = ""
    households: tuple[str, ...] = ()
    townships: tuple[str, ...] = ()

    def of(self, ledger: Ledger, as_of: date) -> list[Household]:
        """Return the households helped on a day that were asked for, by federation and id.

        One that is but listed in the roster has nobody to help it, and nothing to print until it is asked for itself.
        With ``helper`` only those whose 主责 helper on the day that is. A narrowed ledger gives its own, and those that
        its own helpers help: who had them before sees no more than who they were.
        """
        return sorted(
            (
                household
                for household in ledger.households.values()
                if self.unit(household.unit)
                and (not self.townships or household.township in self.townships)
                and household.active_on(as_of)
                and _is_helped(ledger, household, as_of)
                and (household.id in self.households if self.households else not household.is_listed)
                and (not self.helper or _helper(household, as_of) == self.helper)
            ),
            key=lambda household: (household.unit, household.id),
        )

    def by_unit(self, ledger: Ledger, as_of: date) -> Iterator[tuple[str, list[Household]]]:
        """Yield each federation that has any of them, with its households."""
        for unit, group in groupby(self.of(ledger, as_of), key=lambda household: household.unit):
            yield unit, list(group)

    def federations(self, ledger: Ledger, as_of: date) -> frozenset[str]:
        """Return the federations that were asked for; where anybody or any place was, those of these households."""
        if self.households or self.helper or self.townships:
            return frozenset(household.unit for household in self.of(ledger, as_of))
        return frozenset(unit for unit in ledger.units if self.unit(unit))

    def unit(self, unit: str) -> bool:
        """Tell whether a federation was asked for."""
        return not self.units or unit in self.units


def _is_helped(ledger: Ledger, household: Household, as_of: date) -> bool:
    """Tell whether a household is one of the ledger's own, or one that its helpers are paired with on a day."""
    return household.id not in ledger.guests or any(
        spell.helper in ledger.own_helpers for spell in household.pairings_on(as_of)
    )


def _helper(household: Household, as_of: date) -> str:
    pairing = household.primary_on(as_of)
    return pairing.helper if pairing else ""


ALL = Choice()
