"""The federations: the city's and the thirteen of county level, with what each did in the first phase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from jiedui.demo.dice import Dice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.demo.clock import Clock
    from jiedui.demo.identities import Identities

CITY = "city"


@dataclass(frozen=True, slots=True)
class Federation:
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
        return "岳阳市" if self.is_city else self.short


FEDERATIONS = (
    Federation(CITY, "YY", "岳阳市残疾人联合会", "市残联"),
    Federation("yueyanglou", "YYL", "岳阳楼区残疾人联合会", "岳阳楼区"),
    Federation("yunxi", "YX", "云溪区残疾人联合会", "云溪区"),
    Federation("junshan", "JS", "君山区残疾人联合会", "君山区"),
    Federation("yueyang", "YYX", "岳阳县残疾人联合会", "岳阳县"),
    Federation("huarong", "HR", "华容县残疾人联合会", "华容县"),
    Federation("xiangyin", "XY", "湘阴县残疾人联合会", "湘阴县"),
    Federation("pingjiang", "PJ", "平江县残疾人联合会", "平江县"),
    Federation("miluo", "ML", "汨罗市残疾人联合会", "汨罗市"),
    Federation("linxiang", "LX", "临湘市残疾人联合会", "临湘市"),
    Federation("jingkai", "JK", "岳阳经济技术开发区残疾人联合会", "经开区"),
    Federation("nanhu", "NH", "岳阳市南湖新区残疾人联合会", "南湖新区"),
    Federation("quyuan", "QY", "岳阳市屈原管理区残疾人联合会", "屈原管理区"),
    Federation("chenglingji", "CLJ", "城陵矶新港区残疾人联合会", "城陵矶新港区"),
)
COUNTIES = tuple(federation for federation in FEDERATIONS if not federation.is_city)

# The four tasks of September 2023 in the order in which they are done: first and last usual day, and what proves them.
_TASKS = {
    "摸底": (8, 20, ("《困难重度残疾人摸底登记册》", "乡镇上报的摸底名册", "")),
    "方案": (12, 25, ("《结对帮扶工作方案》", "《结对帮扶实施细则》", "《结对帮扶工作安排》")),
    "台账": (20, 28, ("结对帮扶台账（电子表）", "")),
    "动员部署大会": (15, 28, ("会议签到册和会议记录", "会议纪要", "")),
}
# Who was late (the day it was done), and who has not reported the task at all.
_LATE = {("chenglingji", "动员部署大会"): date(2023, 10, 12), ("jingkai", "台账"): date(2023, 10, 9)}
_LEADING = ("教育就业股", "综合股", "康复和教育就业股", "办公室")
_MISSING = frozenset({("nanhu", "方案")})


@dataclass(frozen=True, slots=True)
class Locality:
    """A township as the generator needs it: names, and the six digits of its county."""

    name: str
    county: str
    code: str

    @property
    def urban(self) -> bool:
        """Whether people live in town there."""
        return self.name.endswith("街道") or "管理处" in self.name


def townships(divisions: Mapping[str, Any]) -> dict[str, list[Locality]]:
    """Return the townships of each federation of county level, in the order of the divisions list."""
    found: dict[str, list[Locality]] = {federation.id: [] for federation in COUNTIES}
    for county in divisions["counties"]:
        for item in county["townships"]:
            unit = item["managed"][-1]["unit"] if "managed" in item else county["unit"]
            if unit in found:
                found[unit].append(Locality(item["name"], county["name"], county["code"]))
    return {unit: places for unit, places in found.items() if places}


def record(federation: Federation, clock: Clock, identities: Identities, seed: int) -> dict[str, Any]:
    """Return the unit record of a federation."""
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
        "milestones": _milestones(federation.id, clock, dice),
    }


def _milestones(unit: str, clock: Clock, dice: Dice) -> list[dict[str, str]]:
    found = []
    for key, (first, last, documents) in _TASKS.items():
        usual = clock.start + timedelta(days=dice.number(first, last) - 1)
        done, document = _LATE.get((unit, key), usual), dice.pick(documents)
        if done <= clock.today and (unit, key) not in _MISSING:
            found.append({"key": key, "done_on": done.isoformat(), "document": document})
    return found
