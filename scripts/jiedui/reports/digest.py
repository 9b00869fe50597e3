"""每周要办: what is late and what comes due in each federation, by codes alone, so that it may leave the site.

Serves R-084, R-094 … R-097 (六(二)): what has a last day is told before it comes. The duties, how pressing they are and
what stands open without a day are those of the pages; no name, telephone or free text of a record is in it.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from jiedui.reports.attention import beside_due
from jiedui.reports.deadlines import Batch, Deadlines
from jiedui.reports.figures import Figures
from jiedui.reports.severity import DutySeverity, grouped
from jiedui.reports.upcoming import Upcoming
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jiedui.duties.deadline import Due
    from jiedui.model.ledger import Ledger
    from jiedui.reports.attention import AttentionLine
    from jiedui.reports.upcoming import UpcomingChange

TITLE = "每周要办"
SERVES: tuple[str, ...] = ("R-084", "R-094", "R-095", "R-096", "R-097")
# How far a digest of a week looks ahead: until the one after the next is there.
AHEAD = timedelta(days=14)


class DigestGroup(Struct, frozen=True):
    """The duties of a federation that are equally pressing: how many, and those to be told, joined by kind.

    What is late is told whole, what is to come as far as the digest looks ahead.
    """

    severity: DutySeverity
    count: int
    told: tuple[Batch, ...]

    @property
    def told_count(self) -> int:
        """How many duties are told."""
        return sum(len(batch.items) for batch in self.told)


class UnitDigest(Struct, frozen=True):
    """What a federation has to do: its duties, what stands open without a day, and the changes that are at hand."""

    unit: str
    groups: tuple[DigestGroup, ...]
    undated: tuple[AttentionLine, ...]
    upcoming: tuple[UpcomingChange, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to tell of it."""
        return not (any(group.told for group in self.groups) or self.undated or self.upcoming)

    def count(self, severity: DutySeverity) -> int:
        """Return how many duties are how pressing."""
        return next((group.count for group in self.groups if group.severity is severity), 0)


class Digest:
    """The digest of a ledger as of a day, federation by federation in the order of the pages."""

    def __init__(self, ledger: Ledger, as_of: date) -> None:
        self.figures = Figures(ledger, as_of)
        self.horizon = self.figures.as_of + AHEAD
        self._deadlines = Deadlines(self.figures)
        self._upcoming = Upcoming(ledger, as_of)

    @cached_property
    def units(self) -> tuple[UnitDigest, ...]:
        """What each federation has to do."""
        return tuple(self._unit(unit) for unit in self._deadlines.by_unit)

    def _unit(self, unit: str) -> UnitDigest:
        figures = self.figures
        found = grouped(self._deadlines.by_unit[unit], figures.as_of, figures.digest)
        return UnitDigest(
            unit,
            tuple(DigestGroup(group.severity, len(group.items), self._told(group.items)) for group in found),
            tuple(beside_due(figures.units[unit])) if unit in figures.units else (),
            tuple(item for item in self._upcoming.of_unit(unit) if item.on <= self.horizon),
        )

    def _told(self, items: Iterable[Due]) -> tuple[Batch, ...]:
        """Join by kind what is to be told of the duties that are equally pressing, the earliest first in each."""

        def kind(item: Due) -> int:
            return item.kind.order

        near = sorted(
            (item for item in items if item.last <= self.horizon), key=lambda item: (kind(item), *item.sort_key)
        )
        return tuple(Batch(tuple(same)) for _, same in groupby(near, key=kind))
