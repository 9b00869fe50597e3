"""Counties and townships: what they are called, who manages them, and what they went into, over time (R-015)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.model.time import DAY, day
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jiedui.model.unit import Unit


class FormerName(NamedTuple):
    """What a township was called, and until which day, where that is known."""

    name: str
    until: date | None


class Management(NamedTuple):
    """That a functional area's federation manages a township in place of the county's; open ends are ``None``."""

    unit: str
    since: date | None
    until: date | None

    def covers(self, when: date) -> bool:
        """Tell whether a day lies in the spell, as far as its ends are known."""
        return (self.since is None or self.since <= when) and (self.until is None or when <= self.until)


class Merger(NamedTuple):
    """Into which township of the same county a township went, and on which day."""

    into: str
    on: date


class Township(Struct, frozen=True, kw_only=True):
    """A township or subdistrict as recorded; as of a day (:meth:`on`) with the name and the manager of that day.

    ``since`` is the day of its founding, ``None`` where it was there before the programme; ``county_unit`` is the
    county's federation, which manages it where no other does.
    """

    code: str
    name: str
    county: str
    county_unit: str
    unit: str
    since: date | None = None
    managed: tuple[Management, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    merged: Merger | None = None

    def exists_on(self, when: date) -> bool:
        """Tell whether it was founded by a day and not merged into another yet; on the day of a merger it is."""
        return (self.since is None or self.since <= when) and not (self.merged and self.merged.on <= when)

    @property
    def turns(self) -> Iterator[date]:
        """The days from which it is otherwise than on the day before."""
        known = [self.since, self.merged and self.merged.on, *(item.since for item in self.managed)]
        ends = [*(item.until for item in self.managed), *(item.until for item in self.former_names)]
        yield from (when for when in (*known, *(end and end + DAY for end in ends)) if when)

    def was_managed_by(self, unit: str) -> bool:
        """Tell whether a federation manages the township on any day that is recorded."""
        if any(item.unit == unit for item in self.managed):
            return True
        return self.county_unit == unit and not any(item.since is item.until is None for item in self.managed)

    def on(self, when: date) -> Township:
        """Return the township as of a day: what it was called, who managed it, and nothing that came later."""
        later = [item for item in self.former_names if item.until and item.until >= when]
        name = min(later, key=lambda item: item.until or date.max).name if later else self.name
        spells = [item for item in self.managed if item.covers(when)]
        return replace(
            self,
            name=name,
            unit=spells[-1].unit if spells else self.county_unit,
            managed=tuple(item for item in self.managed if item.since is None or item.since <= when),
            former_names=tuple(item for item in self.former_names if item not in later),
            merged=self.merged if self.merged and self.merged.on <= when else None,
        )

    @classmethod
    def of(cls, data: Mapping[str, Any], county: Mapping[str, Any]) -> Township:
        """Type one township of the record of a county; its manager is the last one that is recorded."""
        managed = tuple(
            Management(item["unit"], day(item.get("from")), day(item.get("to"))) for item in data.get("managed", ())
        )
        merged = data.get("merged")
        return cls(
            code=data["code"],
            name=data["name"],
            county=county["name"],
            county_unit=county["unit"],
            unit=managed[-1].unit if managed and managed[-1].until is None else county["unit"],
            since=day(data.get("from")),
            managed=managed,
            former_names=tuple(
                FormerName(item["name"], day(item.get("until"))) for item in data.get("former_names", ())
            ),
            merged=Merger(merged["into"], date.fromisoformat(merged["date"])) if merged else None,
        )


class TilePlace(NamedTuple):
    """Where a federation stands on the schematic map, counted from the north and from the west."""

    row: int
    column: int


class PlaceName(NamedTuple):
    """What a township is called in a county, in one record or another: today's name, a former one, a merged one's."""

    county: str
    name: str


class Divisions(Struct, frozen=True, kw_only=True):
    """Counties and townships as of ``day``. Codes are kept for export only: two code systems disagree.

    ``recorded`` holds every township, ``townships`` those of the day. ``by_name`` finds the township of the day by any
    name that it or one merged into it ever had, so that no record of a household has to be rewritten. ``tiles`` gives
    federations their places on the city's schematic map.
    """

    day: date
    recorded: tuple[Township, ...]
    townships: tuple[Township, ...]
    counties: Mapping[str, str]
    by_name: Mapping[PlaceName, Township]
    tiles: Mapping[str, TilePlace]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Divisions:
        """Type the record of the counties and townships, with all that is recorded of them."""
        recorded = tuple(Township.of(item, county) for county in data["counties"] for item in county["townships"])
        counties = {county["name"]: county["unit"] for county in data["counties"]}
        tiles = {item["unit"]: TilePlace(item["row"], item["column"]) for item in data.get("map", ())}
        return replace(NO_DIVISIONS, recorded=recorded, counties=counties, tiles=tiles)._as_of(date.max)

    def until(self, when: date) -> Divisions:
        """Return the townships as one knew them on a day: names, managers and mergers of that day."""
        return self._as_of(min(when, self.day))

    def _as_of(self, when: date) -> Divisions:
        townships = tuple(item.on(when) for item in self.recorded if item.exists_on(when))
        return replace(self, day=when, townships=townships, by_name=_names(self.recorded, townships, when))

    def find(self, county: str, township: str) -> Township | None:
        """Return the township of the day for a name that a record gives, or ``None``."""
        return self.by_name.get(PlaceName(county, township))

    def find_of_unit(self, unit: str, township: str) -> Township | None:
        """Return the township of the day that a federation manages, for a name that a record gives, or ``None``."""
        named = (found for (_, name), found in self.by_name.items() if name == township and found.unit == unit)
        return next(named, None)

    def turns(self, county: str = "") -> list[date]:
        """Return the days from which a township, of a county or of any, has another name, manager or end, or is there.

        From one to the next all is alike.
        """
        return sorted({when for item in self.recorded if county in ("", item.county) for when in item.turns})

    def managers(self, township: str) -> set[str]:
        """Return the federations that manage a township of the day, of whatever county, for a name of it."""
        return {found.unit for (_, name), found in self.by_name.items() if name == township}

    def names_ever(self, unit: str) -> set[str]:
        """Return every name of the townships that a federation manages on any day that is recorded."""
        own = {name for (_, name), township in self.by_name.items() if township.unit == unit}
        for township in self.recorded:
            if township.was_managed_by(unit):
                own |= {township.name, *(former.name for former in township.former_names)}
        return own

    def of_unit(self, unit: str) -> tuple[Township, ...]:
        """Return the townships that a federation manages."""
        return tuple(township for township in self.townships if township.unit == unit)

    def in_order(self, units: Iterable[Unit]) -> list[Unit]:
        """Return federations as they are listed: the city's own first, then by counties and townships, others last."""
        listed = dict.fromkeys([*self.counties.values(), *(township.unit for township in self.townships)])
        order = {unit: number for number, unit in enumerate(listed)}
        return sorted(units, key=lambda unit: (not unit.is_city, order.get(unit.id, len(order)), unit.id))

    def merged_into(self, township: Township) -> tuple[Township, ...]:
        """Return the townships that have gone into another by the day, whether straight or by way of a third."""
        return tuple(
            item.on(self.day)
            for item in self.recorded
            if item.merged and not item.exists_on(self.day) and self.find(item.county, item.name) == township
        )


def _names(recorded: tuple[Township, ...], townships: tuple[Township, ...], when: date) -> dict[PlaceName, Township]:
    """Return the townships of a day by every name: the day's own come first, then today's, then the former ones."""
    of_day = {item.code: item for item in townships}
    today = {PlaceName(item.county, item.name): item for item in recorded}
    found = {PlaceName(item.county, item.name): item for item in townships}
    former = ((PlaceName(item.county, old.name), item) for item in recorded for old in item.former_names)
    for name, item in (*today.items(), *former):
        last = _successor(item, today, when)
        if last.code in of_day:
            found.setdefault(name, of_day[last.code])
    return found


def _successor(township: Township, today: Mapping[PlaceName, Township], when: date) -> Township:
    """Return what a township has gone into by a day, step by step; itself where it has not."""
    passed = [township]
    while (merged := passed[-1].merged) and merged.on <= when:
        into = today.get(PlaceName(township.county, merged.into))
        if into is None or into in passed:
            break
        passed.append(into)
    return passed[-1]


NO_DIVISIONS = Divisions(day=date.max, recorded=(), townships=(), counties={}, by_name={}, tiles={})
