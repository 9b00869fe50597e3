"""A small world to state duties in: helpers, households and visits in the fewest words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jiedui.migrations import chain, m0005_hardship
from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.model.ledger import Ledger
from jiedui.model.policy import Policy
from jiedui.model.unit import Unit
from jiedui.model.visit import Visit
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place

CITY = "city"
COUNTY = "yueyanglou"
UNITS = ((CITY, "YY", "市残联"), (COUNTY, "YYL", "县级残联"), ("pingjiang", "PJ", "县级残联"))
SECTION_CHIEF = {"body": "市残联机关", "department": "办公室", "post": "科长", "post_level": "乡科级正职"}
COUNTY_CLERK = {"body": "县级残联", "department": "办公室", "post": "干事"}


def in_this_format(record: dict[str, Any]) -> dict[str, Any]:
    """Return a household that is stated in fewer words: one hardship and its end, one certificate each, one risk."""
    return chain.upgrade(Place("", "household", ""), record, m0005_hardship.MIGRATION.number - 1)


class World:
    """Builds a ledger piece by piece. Dates are texts; what is not said is ordinary."""

    def __init__(self, policy: Policy) -> None:
        self.ledger = Ledger(policy=policy)
        for slug, prefix, level in UNITS:
            data = {"id": slug, "prefix": prefix, "name": slug, "short": slug, "level": level}
            self.ledger.units[slug] = Unit.of(data)

    def helper(self, identifier: str, *roles: dict[str, Any], unit: str = COUNTY, **more: Any) -> Helper:
        spells = [{"from": "2020-01-01", **role} for role in roles or (COUNTY_CLERK,)]
        data = {"id": identifier, "name": "示例甲", "mobile": "15400000001", "roles": spells, **more}
        self.ledger.helpers[identifier] = Helper.of(data, unit)
        return self.ledger.helpers[identifier]

    def pairing(self, helper: str, start: str, end: str = "", reason: str = "", role: str = "主责", **more: Any) -> Any:
        spell = {"helper": helper, "role": role, "from": start, **more}
        return {**spell, **({"to": end, "end_reason": reason or "其他"} if end else {})}

    def relative(self, identifier: str, birth: str, **more: Any) -> dict[str, Any]:
        """A member without a certificate."""
        return {"id": identifier, "name": "示例丙", "sex": "女", "birth": birth, "relation": "配偶", **more}

    def member(self, identifier: str = "m1", birth: str = "1958-03-12", **disability: Any) -> dict[str, Any]:
        """A disabled member; by default a severe physical disability."""
        person = {"id": identifier, "name": "示例乙", "sex": "男", "birth": birth, "relation": "本人"}
        certificate = {"category": "肢体", "grade": "一级", "certificate": "49060219580312101741"}
        return {**person, "disability": {**certificate, **disability}}

    def measure(self, promised: str, due: str = "", done: str = "", **more: Any) -> dict[str, Any]:
        data = {"code": "送康复", "content": "申请轮椅", "promised_on": promised, **more}
        return data | ({"due_on": due} if due else {}) | ({"done_on": done, "result": "已送到"} if done else {})

    def need(self, identifier: str, raised: str, *measures: Any, closed: str = "", **more: Any) -> dict[str, Any]:
        data = {"id": identifier, "content": "需要轮椅", "raised_on": raised, **more}
        data |= {"measures": list(measures)} if measures else {}
        return data | ({"closed_on": closed, "result": "已解决"} if closed else {})

    def household(self, identifier: str, *pairings: Any, unit: str = COUNTY, **more: Any) -> Household:
        data = {
            "id": identifier,
            "registered_on": "2023-09-01",
            "county": "岳阳楼区",
            "township": "郭镇乡",
            "village": "示例村",
            "hardship": "低保户",
            "members": [self.member()],
            "pairings": list(pairings),
            **more,
        }
        self.ledger.__dict__.pop("_pairings", None)  # the index was made for the households so far
        self.ledger.households[identifier] = Household.of(in_this_format(data), unit)
        return self.ledger.households[identifier]

    def visit(self, household: str, by: str, when: str, **more: Any) -> Visit:
        data = {
            "date": when,
            "by": by,
            "channel": "入户",
            "reached": True,
            "counterpart": "本人",
            "entered_on": when,
            **more,
        }
        self.ledger.__dict__.pop("_contacts", None)  # the index was made for the visits so far
        visits = self.ledger.visits.setdefault(household, [])
        visits.append(Visit.of(data, household, f"{when}-{len(visits)}"))
        visits.sort(key=lambda visit: (visit.date, visit.stem))
        return visits[-1]


@pytest.fixture(scope="session")
def policy(repo_root: Path, policy_root: Path) -> Policy:
    """The notice as shipped."""
    library = SchemaLibrary(repo_root / "schemas")
    return Ledger.of(read_ledger(policy_root, library)).policy


@pytest.fixture
def world(policy: Policy) -> World:
    return World(policy)


@pytest.fixture(scope="session")
def new_world(policy: Policy) -> Any:
    """A maker of fresh worlds, for properties that compare two of them."""
    return lambda: World(policy)
