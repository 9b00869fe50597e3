"""Federations and the places that they answer for (R-002, R-015)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.model.time import Span, day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FIRST, DIRECT = "第一责任人", "直接责任人"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One of the four tasks of the first phase, done by a federation (R-080, 五(四)1)."""

    key: str
    done_on: date
    document: str


@dataclass(frozen=True, slots=True)
class Office:
    """A post in the programme's organisation and who holds it, over time (R-090, R-093, 附件1)."""

    kind: str
    post: str
    holder: str
    span: Span

    def until(self, when: date) -> Office:
        """Return the spell as one knew it on a day: a later end was not known."""
        return replace(self, span=self.span.until(when))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A federation: the city's or a county-level one."""

    id: str
    prefix: str
    name: str
    short: str
    level: str
    phone: str
    supervision_phone: str
    lead_department: str
    milestones: tuple[Milestone, ...]
    responsible: tuple[Office, ...]
    leading_group: tuple[Office, ...]

    @property
    def is_city(self) -> bool:
        """Tell whether this is the city's federation."""
        return self.level == "市残联"

    def responsible_on(self, kind: str, when: date) -> Office | None:
        """Return who is 第一责任人 or 直接责任人 on a day, or ``None`` (R-093)."""
        return next((item for item in self.responsible if item.kind == kind and item.span.covers(when)), None)

    def until(self, when: date) -> Unit:
        """Return the federation as one knew it on a day: what was done by then, and who had taken office."""
        return replace(
            self,
            milestones=tuple(item for item in self.milestones if item.done_on <= when),
            responsible=tuple(item.until(when) for item in self.responsible if item.span.start <= when),
            leading_group=tuple(item.until(when) for item in self.leading_group if item.span.start <= when),
        )

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Unit:
        """Type the record of a federation."""
        return cls(
            id=data["id"],
            prefix=data["prefix"],
            name=data["name"],
            short=data["short"],
            level=data["level"],
            phone=data.get("phone", ""),
            supervision_phone=data.get("supervision_phone", ""),
            lead_department=data.get("lead_department", ""),
            milestones=tuple(
                Milestone(item["key"], date.fromisoformat(item["done_on"]), item.get("document", ""))
                for item in data.get("milestones", ())
            ),
            responsible=_offices(data.get("responsible", ())),
            leading_group=_offices(data.get("leading_group", ())),
        )


def _offices(items: Iterable[Mapping[str, Any]]) -> tuple[Office, ...]:
    return tuple(
        Office(item["kind"], item["post"], item["holder"], Span(date.fromisoformat(item["from"]), day(item.get("to"))))
        for item in items
    )


class FormerName(NamedTuple):
    """What a township was called, and until which day, where that is known."""

    name: str
    until: date | None


class Management(NamedTuple):
    """That a functional area's federation manages a township in place of the county's; open ends are ``None``."""

    unit: str
    since: date | None
    until: date | None


class Merger(NamedTuple):
    """Into which township of the same county a township went, and on which day."""

    into: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Township:
    """A township or subdistrict. ``unit`` manages it now: the last federation that did, else the county's."""

    code: str
    name: str
    county: str
    unit: str
    managed: tuple[Management, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    merged: Merger | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any], county: Mapping[str, Any]) -> Township:
        """Type one township of the record of a county."""
        managed = tuple(
            Management(item["unit"], day(item.get("from")), day(item.get("to"))) for item in data.get("managed", ())
        )
        merged = data.get("merged")
        return cls(
            code=data["code"],
            name=data["name"],
            county=county["name"],
            unit=managed[-1].unit if managed else county["unit"],
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


@dataclass(frozen=True, slots=True)
class Divisions:
    """Counties and townships by name. Codes are kept for export only: two code systems disagree.

    ``tiles`` gives federations their places on the city's schematic map.
    """

    townships: tuple[Township, ...]
    counties: Mapping[str, str]
    by_name: Mapping[tuple[str, str], Township]
    tiles: Mapping[str, TilePlace]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Divisions:
        """Type the record of the counties and townships."""
        townships = tuple(Township.of(item, county) for county in data["counties"] for item in county["townships"])
        return cls(
            townships=townships,
            counties={county["name"]: county["unit"] for county in data["counties"]},
            by_name={(township.county, township.name): township for township in townships},
            tiles={item["unit"]: TilePlace(item["row"], item["column"]) for item in data.get("map", ())},
        )

    def find(self, county: str, township: str) -> Township | None:
        """Return the township of that county and name, or ``None``."""
        return self.by_name.get((county, township))

    def of_unit(self, unit: str) -> tuple[Township, ...]:
        """Return the townships that a federation manages."""
        return tuple(township for township in self.townships if township.unit == unit)


NO_DIVISIONS = Divisions((), {}, {}, {})
