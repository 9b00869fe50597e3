"""The figures of a ledger as of a day, for the city, each federation and department, and any group of households.

A figure is defined here and in the rooms below, and counted nowhere else, so two pages cannot disagree.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from jiedui.model.audience import AudienceKind
from jiedui.model.time import Span
from jiedui.reports.day import DayFigures
from jiedui.reports.department import NOBODY
from jiedui.reports.groups import GroupFigures
from jiedui.reports.share import Answers, ResidenceShare, WorkplaceShare
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.reports.department import Department


OfUnit = TypeVar("OfUnit", "Household", "Helper")

# What staff call the line of what nobody answers for.
WITHOUT = "无责任人"


class WorkplaceLine(Struct, frozen=True):
    """One line of a table by workplace: a federation, a department, which is a part of it, or what nobody answers for.

    ``key`` names its page, ``name`` is what staff call it in the table.
    """

    key: str
    name: str
    unit: str
    department: Department | None
    group: GroupFigures


class Figures(DayFigures):
    """All figures of a ledger as of a day."""

    @cached_property
    def city(self) -> GroupFigures:
        """All that the ledger is of: the city or, where it is narrowed to a federation, that alone."""
        if self.ledger.audience.kind is AudienceKind.COUNTY:
            return self.units[self.ledger.audience.of]
        homes, helpers = self.ledger.own_households, self.ledger.own_helpers
        parts = [*self.units.values()]
        # Where others are in it, it is more than its federations.
        whole = sum(len(part.households) for part in parts), sum(len(part.helpers) for part in parts)
        parts = parts if whole == (len(homes), len(helpers)) else []
        return self._residence("", [*homes.values()], [*helpers.values()], parts).kept("")

    @cached_property
    def units(self) -> dict[str, GroupFigures]:
        """Each federation by id, with the households that it manages (户的属地), in the order of :attr:`unit_order`."""
        homes, helpers = _by_unit(self.ledger.households), _by_unit(self.ledger.helpers)
        return {unit: self._residence(unit, homes[unit], helpers[unit]).kept(unit) for unit in self.unit_order}

    @cached_property
    def standing(self) -> dict[str, GroupFigures]:
        """Those of :attr:`units` that are there in the quarter of the day, or that add anything to the city's figures.

        What a federation kept, or was late with, before it was dissolved is still counted in the city's: so its line
        stays, and the lines make the city.
        """
        first = Span(self.quarter.start, max(self.as_of, self.quarter.start))
        return {
            unit: group
            for unit, group in self.units.items()
            if self.ledger.units[unit].span.overlaps(first) or not group.is_empty
        }

    def unit_called(self, unit: str) -> str:
        """Return what staff call a federation on the day; an id that no record has stands for itself."""
        return self.ledger.units[unit].called_on(self.as_of) if unit in self.ledger.units else unit

    @cached_property
    def answers(self) -> Answers:
        """Who answers for what."""
        return Answers(self.ledger, self.as_of)

    @cached_property
    def workplaces(self) -> dict[str, GroupFigures]:
        """Each federation by id, with what its staff answer for (责任人的单位); last, for ``""``, what nobody does."""
        by_unit: dict[str, list[Department]] = {unit: [] for unit in (*self.unit_order, NOBODY.unit)}
        for department in self._departments:
            by_unit.setdefault(department.unit, []).append(department)
        return {unit: self.workplace(*departments) for unit, departments in by_unit.items()}

    @cached_property
    def workplace_lines(self) -> tuple[WorkplaceLine, ...]:
        """The federations by workplace, the city's each followed by its departments (R-098), nobody's share last."""
        return tuple(line for unit, group in self.workplaces.items() for line in self._lines(unit, group))

    def _lines(self, unit: str, group: GroupFigures) -> Iterator[WorkplaceLine]:
        if not unit:
            yield WorkplaceLine("nobody", WITHOUT, "", None, group)
            return
        yield WorkplaceLine(unit, self.unit_called(unit), unit, None, group)
        if unit in self.ledger.units and self.ledger.units[unit].is_city:
            for number, (department, part) in enumerate(self.departments(unit).items(), 1):
                yield WorkplaceLine(f"{unit}-{number}", department.name, unit, department, part)

    @cached_property
    def _departments(self) -> dict[Department, GroupFigures]:
        return {item: self.workplace(item) for item in self.answers.departments}

    def departments(self, unit: str) -> dict[Department, GroupFigures]:
        """Return each department of a federation with what its staff answer for."""
        return {item: group for item, group in self._departments.items() if item.unit == unit}

    def staffed(self, unit: str) -> list[Department]:
        """Return the departments of a federation that anybody works in on the day."""
        return [item for item, group in self.departments(unit).items() if group.quota.helpers]

    def workplace(self, *departments: Department) -> GroupFigures:
        """Return the figures of what the staff of some departments answer for."""
        return GroupFigures(self, "", WorkplaceShare(self.answers, departments)).kept(repr(departments))

    def _residence(
        self, unit: str, households: list[Household], helpers: list[Helper], parts: Sequence[GroupFigures] = ()
    ) -> GroupFigures:
        return GroupFigures(self, unit, ResidenceShare(households, helpers, self), parts)

    @cached_property
    def unit_order(self) -> tuple[str, ...]:
        """Federations in the order of the divisions list, the city's own first, unlisted ones last."""
        return tuple(unit.id for unit in self.ledger.divisions.in_order(self.ledger.own_units.values()))

    @property
    def none(self) -> GroupFigures:
        """A group of nobody and nothing."""
        return self._residence("", [], [])

    def one(self, household: Household) -> GroupFigures:
        """Return the figures of one household: what it adds to those of a group."""
        return self._residence("", [household], [])

    def of_households(self, households: Iterable[Household], helpers: Iterable[Helper] = ()) -> GroupFigures:
        """Return the figures of some households, such as one, or those of a helper, and perhaps of some helpers."""
        return self._residence("", list(households), list(helpers))

    def group(self, keep: Callable[[Household], bool], helpers: list[Helper] | None = None) -> GroupFigures:
        """Return the figures of the households that ``keep`` admits, such as those of one township."""
        return self._residence("", [item for item in self.ledger.own_households.values() if keep(item)], helpers or [])


def _by_unit(items: Mapping[str, OfUnit]) -> dict[str, list[OfUnit]]:
    found: dict[str, list[OfUnit]] = defaultdict(list)
    for item in items.values():
        found[item.unit].append(item)
    return found
