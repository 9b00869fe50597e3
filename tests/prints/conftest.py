"""A small ledger to print: one federation, three helpers, four households, nobody real."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.model.ledger import Ledger
from jiedui.model.member import Component, Departure
from jiedui.model.policy import Policy
from jiedui.model.unit import Unit
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace


@pytest.fixture(scope="session")
def policy(repo_root: Path, policy_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Policy:
    folder = tmp_path_factory.mktemp("policy-only")
    shutil.copytree(policy_root / "policy", folder / "policy")
    return Ledger.of(read_ledger(folder, SchemaLibrary(repo_root / "schemas"))).policy


class Desk:
    """Fills a ledger with as little typing as a test can do with."""

    def __init__(self, policy: Policy) -> None:
        self.ledger = Ledger(policy=policy)

    def unit(self, unit: str, short: str, **more: Any) -> Unit:
        data = {"id": unit, "prefix": "PJ", "name": f"{short}残疾人联合会", "short": short, "level": "县级残联", **more}
        self.ledger.units[unit] = Unit.of(data)
        return self.ledger.units[unit]

    def helper(self, helper: str, name: str, *roles: dict[str, str], unit: str = "pingjiang", **more: Any) -> Helper:
        office = {"body": "县级残联", "department": "教育就业股", "post": "股长", "from": "2020-01-01"}
        spells = [{**office, **role} for role in roles] or [office]
        data = {"id": helper, "name": name, "mobile": "15400000001", "roles": spells, **more}
        self.ledger.helpers[helper] = Helper.of(data, unit)
        return self.ledger.helpers[helper]

    def household(
        self, household: str, helper: str, members: list[tuple[str, str]], *, unit: str = "pingjiang", **more: Any
    ) -> Household:
        """``members`` are (name, category), an empty category for one without a disability."""

        def certified(kind: str) -> dict[str, Any]:
            return (
                {"disability": {"certificates": [{"number": "不印", "category": kind, "grade": "一级"}]}}
                if kind
                else {}
            )

        people = [
            {
                "id": f"m{number}", "name": name, "sex": "男", "birth": "1960-01-01", "relation": "本人",
                **certified(kind),
            }
            for number, (name, kind) in enumerate(members, 1)
        ]  # fmt: skip
        pairing = {"helper": helper, "role": "主责", "from": "2023-09-15", **more.pop("pairing", {})}
        data = {
            "id": household, "registered_on": "2023-09-01", "county": "平江县", "township": "安定镇",
            "village": "示例村", "hardship": [{"status": "低保户"}], "members": people, "pairings": [pairing], **more,
        }  # fmt: skip
        self.ledger.households[household] = Household.of(data, unit)
        return self.ledger.households[household]

    def leaves(self, household: str, name: str, when: str) -> None:
        """Let a member of a household move out on a day."""
        record = self.ledger.households[household]
        gone = Departure(date.fromisoformat(when), "迁出", "")
        members = tuple(replace(item, left=gone) if item.name == name else item for item in record.members)
        self.ledger.households[household] = replace(record, members=members)

    def components(self, household: str, *categories: str) -> None:
        """Give the first member of a household a multiple disability."""
        record = self.ledger.households[household]
        first, *rest = record.members
        assert first.disability
        parts = tuple(Component(category, "一级") for category in categories)
        certificate = replace(first.disability.certificate, components=parts)
        disability = replace(first.disability, certificates=(certificate,))
        self.ledger.households[household] = replace(record, members=(replace(first, disability=disability), *rest))


@pytest.fixture(scope="session")
def new_desk(policy: Policy) -> Callable[[], Desk]:
    return lambda: Desk(policy)


@pytest.fixture
def desk(new_desk: Callable[[], Desk]) -> Desk:
    return new_desk()


@pytest.fixture(scope="session")
def new_small(new_desk: Callable[[], Desk]) -> Callable[[], Ledger]:
    """Make two helpers and three households in 平江县, and one of each in 岳阳楼区."""

    def make() -> Ledger:
        desk = new_desk()
        desk.unit("pingjiang", "平江县", supervision_phone="0730-0000012")
        desk.unit("yueyanglou", "岳阳楼区")
        desk.helper("PJ-B-2222", "示例甲", office_phone="0730-0123456")
        desk.helper("PJ-B-3333", "示例㴩𠮷", mobile="15400000002")
        desk.helper("YYL-B-4444", "示例丙", unit="yueyanglou", mobile="15400000003")
        difficulties = "常年卧床，\n生活不能自理。"
        desk.household("PJ-7K3Q", "PJ-B-2222", [("示例子", "肢体")], phone="0730-0654321", difficulties=difficulties)
        family = [("示例丑", "多重"), ("示例寅", ""), ("示例卯", "智力"), ("示例辰", "智力")]
        desk.household("PJ-2222", "PJ-B-3333", family)
        desk.components("PJ-2222", "视力", "肢体")
        delivered = {"card_on": "2023-10-01"}
        desk.household("PJ-9999", "PJ-B-2222", [("示例巳", "精神")], phone="15400000077", pairing=delivered)
        desk.household("YYL-5555", "YYL-B-4444", [("示例午", "听力")], unit="yueyanglou")
        return desk.ledger

    return make


@pytest.fixture
def small(new_small: Callable[[], Ledger]) -> Ledger:
    return new_small()


@pytest.fixture(scope="session")
def one_page(browser: Browser) -> Iterator[Page]:
    """A page that what is printed opens in, one after another: to begin a new one takes longer than to print."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    yield context.new_page()
    context.close()


@pytest.fixture
def page(one_page: Page) -> Page:
    """The page as it was when it was new: paper keeps nothing in a browser."""
    one_page.goto("about:blank")
    one_page.emulate_media(media="null")
    one_page.set_viewport_size({"width": 1280, "height": 720})
    return one_page
