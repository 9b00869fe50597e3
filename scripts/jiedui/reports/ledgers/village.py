"""Village reports: what village associations told of households (R-066, 五(二)2; A-08)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jiedui.model.event import VillageReport
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.ledger import Ledger


class VillageReports(Struct, frozen=True):
    """What village associations reported, the latest first. None of it is a contact of the quarter (R-066; A-08)."""

    reports: tuple[VillageReport, ...]

    def by_unit(self) -> Counter[str]:
        """Return how many reports each federation has."""
        return Counter(item.unit for item in self.reports)

    def by_topic(self, unit: str = "") -> Counter[str]:
        """Return how many reports told of each topic; one report may tell of several."""
        return Counter(topic for item in self.reports if unit in ("", item.unit) for topic in item.topics)


def village_reports(ledger: Ledger, as_of: date) -> VillageReports:
    """Return the village reports up to a day (五(二)2)."""
    found = [item for item in ledger.events_of(VillageReport) if item.date <= as_of]
    return VillageReports(tuple(sorted(found, key=lambda item: (item.date, item.unit, item.stem), reverse=True)))
