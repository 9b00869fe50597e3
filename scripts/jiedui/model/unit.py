"""Federations and the places that they answer for (R-002, R-015)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Milestone:
    """One of the four tasks of the first phase, done by a federation (R-080, 五(四)1)."""

    key: str
    done_on: date
    document: str


@dataclass(frozen=True, slots=True)
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

    @property
    def is_city(self) -> bool:
        return self.level == "市残联"

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Unit:
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
        )


@dataclass(frozen=True, slots=True)
class Township:
    """A township or subdistrict. ``unit`` is the federation that manages it, which may be a functional area's."""

    code: str
    name: str
    county: str
    unit: str


@dataclass(frozen=True, slots=True)
class Divisions:
    """Counties and townships by name. Codes are kept for export only: two code systems disagree (domain §1)."""

    townships: tuple[Township, ...]
    counties: Mapping[str, str]
    by_name: Mapping[tuple[str, str], Township]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Divisions:
        townships = tuple(
            Township(item["code"], item["name"], county["name"], item.get("unit", county["unit"]))
            for county in data["counties"]
            for item in county["townships"]
        )
        return cls(
            townships=townships,
            counties={county["name"]: county["unit"] for county in data["counties"]},
            by_name={(township.county, township.name): township for township in townships},
        )

    def find(self, county: str, township: str) -> Township | None:
        """Return the township of that county and name, or ``None``."""
        return self.by_name.get((county, township))

    def of_unit(self, unit: str) -> tuple[Township, ...]:
        """Return the townships that a federation manages."""
        return tuple(township for township in self.townships if township.unit == unit)


NO_DIVISIONS = Divisions((), {}, {})
