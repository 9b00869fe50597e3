"""Which households something is printed for: those of some federations, of one helper, or single ones."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for; nothing given means all. ``households`` are ids."""

    units: tuple[str, ...] = ()
    helper: str = ""
    households: tuple[str, ...] = ()

    def of(self, ledger: Ledger, as_of: date) -> list[Household]:
        """Return the households helped on a day that were asked for, by federation and id.

        With ``helper`` only those whose 主责 helper on the day that is. A narrowed ledger gives its own, and those that
        its own helpers help: who had them before sees no more than who they were.
        """
        return sorted(
            (
                household
                for household in ledger.households.values()
                if household.active_on(as_of)
                and _is_helped(ledger, household, as_of)
                and self.unit(household.unit)
                and (not self.households or household.id in self.households)
                and (not self.helper or _helper(household, as_of) == self.helper)
            ),
            key=lambda household: (household.unit, household.id),
        )

    def by_unit(self, ledger: Ledger, as_of: date) -> Iterator[tuple[str, list[Household]]]:
        """Yield each federation that has any of them, with its households."""
        for unit, group in groupby(self.of(ledger, as_of), key=lambda household: household.unit):
            yield unit, list(group)

    def federations(self, ledger: Ledger, as_of: date) -> frozenset[str]:
        """Return the federations that were asked for; where households or a helper were, those of these households."""
        if self.households or self.helper:
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
