"""The federations of a city, its own and those of county level, with what each did in the first phase."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from jiedui.demo.dice import Dice
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jiedui.demo.clock import Clock
    from jiedui.demo.identities import Identities

CITY = "city"


class Federation(Struct, frozen=True):
    """A federation: folder, letters of its ids, full and short name."""

    id: str
    prefix: str
    name: str
    short: str

    @property
    def is_city(self) -> bool:
        """Whether this is the city's federation."""
        return self.id == CITY

    @property
    def office(self) -> str:
        """The name that stands for it in decisions: 市残联, 平江县残联."""
        return f"{self.short}残联" if not self.is_city else self.short

    @property
    def place(self) -> str:
        """What its associations are called after: 岳阳市, 平江县."""
        return self.name.removesuffix("残疾人联合会") if self.is_city else self.short


# The four tasks of September 2023 in the order in which they are done: first and last usual day, and what proves them.
_TASKS = {
    "摸底": (8, 20, ("《困难重度残疾人摸底登记册》", "乡镇上报的摸底名册", "")),
    "方案": (12, 25, ("《结对帮扶工作方案》", "《结对帮扶实施细则》", "《结对帮扶工作安排》")),
    "台账": (20, 28, ("结对帮扶台账（电子表）", "")),
    "动员部署大会": (15, 28, ("会议签到册和会议记录", "会议纪要", "")),
}
# Which county was late (the day it was done), and which has not reported the task at all.
_LATE = {(12, "动员部署大会"): date(2023, 10, 12), (9, "台账"): date(2023, 10, 9)}
_LEADING = ("教育就业股", "综合股", "康复和教育就业股", "办公室")
_MISSING = frozenset({(10, "方案")})


class Locality(Struct, frozen=True):
    """A township as the generator needs it: names, and the six digits of its county."""

    name: str
    county: str
    code: str

    @property
    def urban(self) -> bool:
        """Whether people live in town there."""
        return self.name.endswith("街道") or "管理处" in self.name


class City(Struct, frozen=True):
    """The federations of a city by their folders, and the townships of those that have some."""

    federations: Mapping[str, Federation]
    places: Mapping[str, list[Locality]]

    @classmethod
    def of(cls, federations: Iterable[Federation], divisions: Mapping[str, Any]) -> City:
        """Take federations in the order in which counties are counted, and a record of divisions."""
        known = {federation.id: federation for federation in federations}
        found: dict[str, list[Locality]] = {unit: [] for unit in known}
        for county in divisions["counties"]:
            for item in county["townships"]:
                unit = item["managed"][-1]["unit"] if "managed" in item else county["unit"]
                if unit in found:
                    found[unit].append(Locality(item["name"], county["name"], county["code"]))
        places = {unit: places for unit, places in found.items() if places}
        return cls({unit: item for unit, item in known.items() if item.is_city or unit in places}, places)

    @property
    def own(self) -> Federation:
        """The city's own federation."""
        return self.federations[CITY]

    @property
    def counties(self) -> list[Federation]:
        """The federations of county level, in their order."""
        return [self.federations[unit] for unit in self.places]

    def county(self, number: int) -> Federation:
        """Return the federation of county level of a number, counted round: a city has two counties or fourteen."""
        return self.counties[number % len(self.places)]


def record(city: City, unit: str, clock: Clock, identities: Identities, seed: int) -> dict[str, Any]:
    """Return the unit record of a federation."""
    federation = city.federations[unit]
    dice = Dice(seed, "unit", federation.id)
    department = "文教就业科" if federation.is_city else dice.pick(_LEADING)
    return {
        "id": federation.id,
        "prefix": federation.prefix,
        "name": federation.name,
        "short": federation.short,
        "level": "市残联" if federation.is_city else "县级残联",
        "phone": identities.landline(),
        "supervision_phone": identities.landline(),
        "lead_department": department,
        "milestones": _milestones([*city.places].index(unit) if unit in city.places else -1, clock, dice),
    }


def _milestones(number: int, clock: Clock, dice: Dice) -> list[dict[str, str]]:
    found = []
    for key, (first, last, documents) in _TASKS.items():
        usual = clock.start + timedelta(days=dice.number(first, last) - 1)
        done, document = _LATE.get((number, key), usual), dice.pick(documents)
        if done <= clock.today and (number, key) not in _MISSING:
            found.append({"key": key, "done_on": done.isoformat(), "document": document})
    return found
