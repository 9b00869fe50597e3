"""The contacts of published quarters by place, channel and answer: no person, and no cell of few households.

A fact is a cell, not a contact: how often households of a township were contacted in a quarter in one way. Nobody can
reckon a hidden cell from others, for no sum of cells is published. What may be seen of a federation's quarter is what
was published of it: where nobody learns how many were contacted, nobody learns how.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from jiedui.model.time import Quarter
from jiedui.reports.public.counts import Count
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.reports.public.published import PublicCounts

COUNTY = ""
"""The place of what is told of no township."""


class Fact(NamedTuple):
    """How many ``contacts`` there were with households of a ``place``; ``None`` where that is not shown.

    ``place`` is the code of a township, or ``""`` for those of the federation that are too few to be told apart;
    ``reached`` tells whether anybody answered. Where nothing of a federation's quarter is shown, ``channel`` is empty.
    """

    unit: str
    place: str
    quarter: str
    channel: str
    reached: bool | None
    contacts: int | None


class _Way(NamedTuple):
    """How households were contacted."""

    channel: str
    reached: bool


class _Cell(Struct):
    """How many contacts, and with whom."""

    contacts: int = 0
    households: set[str] = field(default_factory=set)

    def add(self, other: _Cell) -> None:
        self.contacts += other.contacts
        self.households |= other.households


_Ways = defaultdict[_Way, _Cell]
_Places = defaultdict[str, _Ways]


def facts(counts: PublicCounts, ledger: Ledger) -> list[Fact]:
    """Return the facts of the quarters that are published, in order of quarter, federation and place.

    Only contacts that were entered in time are among them (A-14): what is recorded later never changes a quarter.
    """
    found = _by_unit(counts, ledger)
    return [
        fact
        for quarter in map(str, counts.quarters)
        for unit in counts.units
        if Count("met", unit, quarter) in counts.book.values
        for fact in _of_unit(counts, unit, quarter, found.get((quarter, unit), {}))
    ]


def _by_unit(counts: PublicCounts, ledger: Ledger) -> Mapping[tuple[str, str], _Places]:
    """Return the cells of each federation's quarter by place."""
    late = timedelta(days=ledger.policy.settings.late_days)
    published = frozenset(counts.quarters)
    found: dict[tuple[str, str], _Places] = defaultdict(lambda: defaultdict(lambda: defaultdict(_Cell)))
    for household in ledger.households.values():
        places: dict[Quarter, str] = {}
        for visit in ledger.contacts(household.id):
            quarter = Quarter.of(visit.date)
            if quarter not in published or visit.entered_on > quarter.end + late:
                continue
            if quarter not in places:
                places[quarter] = _place(ledger, household, quarter)
            cell = found[str(quarter), household.unit][places[quarter]][_Way(visit.channel, visit.reached)]
            cell.add(_Cell(1, {household.id}))
    return found


def _place(ledger: Ledger, household: Household, quarter: Quarter) -> str:
    """Return the code of the township of a household at the end of a quarter, ``""`` where there is none."""
    township = ledger.divisions_on(quarter.end).find(household.county, household.township)
    return township.code if township else COUNTY


def _of_unit(counts: PublicCounts, unit: str, quarter: str, places: Mapping[str, _Ways]) -> Iterator[Fact]:
    if not isinstance(counts.value("met", unit, quarter), int):
        yield Fact(unit, COUNTY, quarter, "", None, None)
        return
    for place, ways in _folded(places, counts.least):
        for way, cell in sorted(ways.items()):
            shown = len(cell.households) >= counts.least
            yield Fact(unit, place, quarter, way.channel, way.reached, cell.contacts if shown else None)


def _folded(places: Mapping[str, _Ways], least: int) -> Iterable[tuple[str, _Ways]]:
    """Return the cells by place: what is of fewer households than ``least`` goes to what is told of no township."""
    kept: _Places = defaultdict(lambda: defaultdict(_Cell))
    for place, ways in places.items():
        for way, cell in ways.items():
            kept[place if len(cell.households) >= least else COUNTY][way].add(cell)
    return sorted(kept.items())
