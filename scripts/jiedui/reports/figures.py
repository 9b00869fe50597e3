"""The figures of a ledger as of a day, for the city, for each federation and for any group of households.

A figure is defined here and in the rooms below, and counted nowhere else, so two pages cannot disagree.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jiedui.reports.day import DayFigures
from jiedui.reports.groups import GroupFigures

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household


class Figures(DayFigures):
    """All figures of a ledger as of a day."""

    @cached_property
    def city(self) -> GroupFigures:
        """The whole ledger."""
        return GroupFigures(self, "", list(self.ledger.households.values()), list(self.ledger.helpers.values()))

    @cached_property
    def units(self) -> dict[str, GroupFigures]:
        """Each federation by id, the city's first, then in the order of their names' codes."""
        return {
            unit: GroupFigures(self, unit, self.ledger.of_unit(unit), self.ledger.helpers_of(unit))
            for unit in self.unit_order
        }

    @cached_property
    def unit_order(self) -> tuple[str, ...]:
        """Federations in the order of the divisions list, the city's own first, unlisted ones last."""
        listed = dict.fromkeys(
            list(self.ledger.divisions.counties.values())
            + [township.unit for township in self.ledger.divisions.townships]
        )
        order = {unit: number for number, unit in enumerate(listed)}
        units = self.ledger.units
        return tuple(sorted(units, key=lambda unit: (not units[unit].is_city, order.get(unit, len(order)), unit)))

    def group(self, keep: Callable[[Household], bool], helpers: list[Helper] | None = None) -> GroupFigures:
        """Return the figures of the households that ``keep`` admits, such as those of one township."""
        return GroupFigures(self, "", [item for item in self.ledger.households.values() if keep(item)], helpers or [])
