"""A small ledger in raw records: turned into a :class:`Ledger` at once, or written as files below a folder."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.records.kinds import path_of
from jiedui.records.reader import Record, Records, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place
from jiedui.records.writer import write

CITY, YYL, PJ = "city", "yueyanglou", "pingjiang"
SHORT = {
    CITY: ("YYS", "市残联", "市残联"),
    YYL: ("YYL", "岳阳楼区残联", "县级残联"),
    PJ: ("PJ", "平江县残联", "县级残联"),
}
OFFICES = {
    CITY: {"body": "市残联机关", "department": "办公室", "post": "科员"},
    YYL: {"body": "县级残联", "department": "办公室", "post": "干事"},
    PJ: {"body": "县级残联", "department": "办公室", "post": "干事"},
}
HOMES = {YYL: ("岳阳楼区", "郭镇乡"), PJ: ("平江县", "安定镇"), "huarong": ("华容县", "三封寺镇")}


class World:
    """Raw records by path. What is not said is ordinary; dates are texts."""

    def __init__(self, policy: list[Record]) -> None:
        self.records: dict[str, Record] = {record.path: record for record in policy}
        self.numbers: dict[str, int] = {}
        for unit, (prefix, short, level) in SHORT.items():
            self.unit(unit, prefix=prefix, name=f"{short}全称", short=short, level=level)

    def put(self, kind: str, unit: str, stem: str, data: dict[str, Any], household: str = "", path: str = "") -> None:
        path = path or path_of(kind, unit, stem, household)
        self.records[path] = Record(Place(path, kind, stem, unit, household), data)

    def unit(self, unit: str, **data: Any) -> None:
        self.put("unit", unit, unit, {"id": unit, **data})

    def helper(self, identifier: str, unit: str = YYL, *roles: dict[str, Any], **more: Any) -> str:
        spells = [{"from": "2020-01-01", **OFFICES[unit], **role} for role in roles or ({},)]
        data = {"id": identifier, "name": "示例甲", "sex": "男", "mobile": "15400000001", "roles": spells, **more}
        self.put("helper", unit, identifier, data)
        return identifier

    def pairing(self, helper: str, start: str = "2023-09-15", end: str = "", **more: Any) -> dict[str, Any]:
        spell = {"helper": helper, "role": "主责", "from": start}
        if end:
            spell |= {"to": end, "end_reason": "其他", "decided_by": "县残联", "decided_on": end}
        done = {"form_on": start, "card_on": start, "onsite_on": start, "module_on": start}
        return {**spell, **done, **more}

    def household(self, identifier: str, *pairings: dict[str, Any], unit: str = YYL, **more: Any) -> str:
        disability = {"certificates": [{"number": "49060219580312101741", "category": "肢体", "grade": "一级"}]}
        person = {"id": "m-2F8D", "name": "示例乙", "sex": "男", "birth": "1958-03-12", "relation": "本人"}
        county, township = HOMES[unit]
        data = {
            "id": identifier, "registered_on": "2023-09-01", "county": county, "township": township,
            "village": "示例村", "hardship": [{"status": "低保户"}], "members": [{**person, "disability": disability}],
            "plan": "按需求逐项帮扶。", "pairings": list(pairings), **more,
        }  # fmt: skip
        self.put("household", unit, identifier, data)
        return identifier

    def need(
        self, number: int, raised: str, *measures: dict[str, Any], closed: str = "", **more: Any
    ) -> dict[str, Any]:
        data: dict[str, Any] = {
            "id": ("n-7K3Q", "n-8M4R", "n-9P6T", "n-ABCD")[number - 1],
            "content": "需要轮椅。",
            "raised_on": raised,
            **more,
        }
        data |= {"measures": list(measures)} if measures else {}
        return data | ({"closed_on": closed, "result": "已解决。"} if closed else {})

    def measure(self, promised: str, due: str = "", done: str = "", **more: Any) -> dict[str, Any]:
        data = {"code": "送康复", "content": "申请辅具适配。", "promised_on": promised}
        data |= {"due_on": due} if due else {}
        return data | ({"done_on": done, "result": "已送到。"} if done else {}) | more

    def visit(self, household: str, by: str, when: str, unit: str = YYL, **more: Any) -> None:
        data = {"date": when, "by": by, "channel": "入户", "reached": True, "counterpart": "本人", "entered_on": when}
        self.put("visit", unit, when, {**data, **more}, household)

    def event(self, kind: str, unit: str, when: str, /, **data: Any) -> None:
        """``kind`` is the schema's name without ``event-``."""
        number = self.numbers[kind] = self.numbers.get(kind, 0) + 1
        stem = f"{when}-{kind}{number}"
        self.put(f"event-{kind}", unit, stem, {"date": when, **data}, path=f"{unit}/events/{stem}.yml")

    def bulletin(self, data: dict[str, Any]) -> None:
        self.put("bulletin", CITY, data["id"], data)

    def ledger(self) -> Ledger:
        return Ledger.of(Records(Path(), [self.records[path] for path in sorted(self.records)]))

    def write(self, root: Path, library: SchemaLibrary) -> None:
        """Write every record in canonical form, and take away household files that are no longer meant."""
        for path, record in self.records.items():
            schema = library[record.place.kind]
            assert schema.validator.is_valid(record.data), (path, record.data)
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(write(record.data, schema), encoding="utf-8")


@pytest.fixture(scope="session")
def shipped(policy_root: Path, library: SchemaLibrary, tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    """The notice and the divisions as shipped, as raw records."""
    folder = tmp_path_factory.mktemp("policy-only")
    shutil.copytree(policy_root / "policy", folder / "policy")
    shutil.copy(policy_root / "divisions.yml", folder)
    return read_ledger(folder, library).valid


@pytest.fixture(scope="session")
def shipped_ledger(shipped_root: Path, library: SchemaLibrary) -> Ledger:
    """The ledger as shipped, for what was counted by hand in its records."""
    return Ledger.of(read_ledger(shipped_root, library))


@pytest.fixture
def new_world(shipped: list[Record]) -> Callable[[], World]:
    return lambda: World(shipped)


@pytest.fixture
def world(new_world: Callable[[], World]) -> World:
    return new_world()


@pytest.fixture
def quarter_world(world: World) -> World:
    """2026Q3 with three federations: one complete, one with an overdue household, the city's with helpers alone.

    - YYL-B-2222 has YYL-2222, contacted on 2026-08-10 (and each quarter before since 2026Q1).
    - PJ-B-2222 has PJ-2222, contacted in 2026Q2 only; PJ-B-3333 has PJ-3333, contacted on 2026-09-30 and entered on
      2026-10-20, which is 补录.
    - YYS-B-2222, 科员 of the city, owes one and has none.
    """
    first, second, third = world.helper("YYL-B-2222"), world.helper("PJ-B-2222", PJ), world.helper("PJ-B-3333", PJ)
    world.helper("YYS-B-2222", CITY)
    done = world.measure("2026-02-01", "2026-06-30", "2026-05-01")
    world.household("YYL-2222", world.pairing(first), needs=[world.need(1, "2026-01-10", done, closed="2026-05-01")])
    late = world.measure("2026-03-01", "2026-08-31")
    world.household("PJ-2222", world.pairing(second), unit=PJ, needs=[world.need(1, "2026-02-20", late)])
    fresh = world.measure("2026-07-20", "2026-12-31")
    world.household("PJ-3333", world.pairing(third), unit=PJ, needs=[world.need(1, "2026-07-15", fresh)])
    for household, helper, unit in (("YYL-2222", first, YYL), ("PJ-2222", second, PJ), ("PJ-3333", third, PJ)):
        world.visit(household, helper, "2023-09-20", unit)
        world.visit(household, helper, "2026-02-10", unit)
        world.visit(household, helper, "2026-05-10", unit)
    world.visit("YYL-2222", first, "2026-08-10")
    world.visit("PJ-3333", third, "2026-09-30", PJ, entered_on="2026-10-20")
    return world


@pytest.fixture
def git() -> Callable[..., str]:
    """Run Git in a folder: ``git(folder, "add", ".")``."""

    def run(folder: Path, *arguments: str) -> str:
        identity = ("-c", "user.name=office", "-c", "user.email=office@localhost", "-c", "commit.gpgsign=false")
        command = ["git", "-C", str(folder), *identity, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    return run


@pytest.fixture
def repository(tmp_path: Path, git: Callable[..., str]) -> Path:
    """An empty repository."""
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


@pytest.fixture
def after() -> date:
    """A day after 2026Q3."""
    return date(2026, 10, 25)
