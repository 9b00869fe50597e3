"""Everything that generated households share: the days, the policy, the people who help, the places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.demo.dice import Dice
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jiedui.demo.careers import Roster
    from jiedui.demo.clock import Clock
    from jiedui.demo.draft import House, Record, Seat
    from jiedui.demo.identities import Identities
    from jiedui.demo.units import City, Locality
    from jiedui.model.policy import Policy

STAFF = ("市残联机关", "县级残联", "乡镇(街道)残联")


class World(Struct):
    """One ledger in the making."""

    seed: int
    clock: Clock
    policy: Policy
    identities: Identities
    roster: Roster
    city: City
    offices: list[Seat] = field(default_factory=list)
    houses: list[House] = field(default_factory=list)
    _served: dict[str, dict[str, int]] = field(default_factory=dict)
    _diligence: dict[str, float] = field(default_factory=dict)

    @property
    def places(self) -> Mapping[str, list[Locality]]:
        """The townships of each federation of county level."""
        return self.city.places

    def dice(self, *name: object) -> Dice:
        """Return the stream of choices of that name."""
        return Dice(self.seed, *name)

    def next_place(self, unit: str) -> Locality:
        """Return the township of a unit that has had the fewest households so far."""
        served = self._served.get(unit)
        if served is None:
            order = self.dice("places", unit).shuffled(self.places[unit])
            served = self._served[unit] = {place.name: 0 for place in order}
        name = min(served, key=served.__getitem__)
        return self.use_place(unit, next(place for place in self.places[unit] if place.name == name))

    def use_place(self, unit: str, place: Locality) -> Locality:
        """Count one more household in a township."""
        if unit not in self._served:
            self._served[unit] = {item.name: 0 for item in self.places[unit]}
        self._served[unit][place.name] += 1
        return place

    def helper(self, identifier: str) -> Record:
        """Return the record of a helper."""
        return self.roster.records[identifier]

    def colleague(self, helper: str, first: date, last: date) -> str:
        """Return another steady helper of the same unit who serves from ``first`` to ``last``, or nothing."""
        unit = self.roster.units[helper]
        for office in self.offices:
            for holding in office.holdings:
                span = holding.span
                steady = span.start <= first and (span.end is None or span.end >= last)
                settled = office.unit == unit and office.career in ("steady", "kept") and office.body in STAFF
                if settled and steady and holding.helper != helper:
                    return holding.helper
        return ""

    def villager(self, unit: str, township: str, day: date) -> str:
        """Return who on a day is a village worker of a township (of the unit, where it has none), or nothing."""
        found = [office for office in self.offices if office.unit == unit and office.body == "村(社区)残协"]
        near = [office for office in found if office.township and office.township.name == township]
        return next((helper for office in (near or found) if (helper := office.holder(day))), "")

    def diligence(self, helper: str) -> float:
        """Return how many times as often as usual a helper misses a quarter."""
        if helper not in self._diligence:
            self._diligence[helper] = self.dice("diligence", helper).weigh({0.2: 5, 0.8: 4, 3.0: 1.3})
        return self._diligence[helper]
