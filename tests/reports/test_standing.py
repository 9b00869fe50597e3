"""Why a contact counts or not, which readings decided a quota, and which occasion a day is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.duties.contact import Book
from jiedui.duties.quota import quota_line
from jiedui.model.time import Quarter
from jiedui.reports.standing import occasion, occasions, quota_readings, visit_standing
from jiedui.struct import replace

TODAY = date(2026, 8, 3)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "计入"),
        ({"date": "2026-08-04"}, "日期在统计日以后"),
        ({"channel": "群发"}, "群发不算联系"),
        ({"reached": False}, "没有联系上"),
        ({"counterpart": "其他人"}, "联系对象不算"),
    ],
)
def test_why_a_contact_counts_or_not(world: Any, more: dict[str, Any], said: str) -> None:
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", world.pairing(helper))
    world.visit("YYL-2222", helper, "2026-08-03", **more)
    assert standings(world) == [said]


def test_a_contact_by_somebody_else_does_not_count(world: Any) -> None:
    world.household("YYL-2222", world.pairing(world.helper("YYL-B-2222")))
    world.visit("YYL-2222", world.helper("YYL-B-3333"), "2026-08-03")
    assert standings(world) == ["代联系，不算"]


def test_a_contact_in_a_quarter_that_does_not_count_does_not_either(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", world.pairing(helper, "2023-09-15", "2023-10-20", end_reason="失联"))
    world.visit("YYL-2222", helper, "2023-09-20")
    world.visit("YYL-2222", helper, "2023-10-10")
    assert standings(world) == ["本季豁免，不算", "本季不计，不算"]


def test_a_contact_of_an_assistant_alone_does_not_count(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", world.pairing(helper, role="协助"))
    world.visit("YYL-2222", helper, "2026-08-03")
    assert standings(world) == ["本季不计，不算"]


def test_under_the_reading_of_the_one_in_charge_now_a_former_ones_contact_does_not_count(world: Any) -> None:
    old, new = world.helper("YYL-B-2222"), world.helper("YYL-B-3333")
    world.household("YYL-2222", world.pairing(old, end="2026-07-15"), world.pairing(new, "2026-07-16"))
    world.visit("YYL-2222", old, "2026-07-10")
    assert standings(world) == ["计入"]
    assert standings(world, handover="现任责任人") == ["不是现任责任人，不算"]


def standings(world: Any, **settings: Any) -> list[str]:
    """Return what is said of each contact of YYL-2222 in its quarter, under the readings as shipped but for some."""
    ledger = world.ledger()
    ledger.policy = replace(ledger.policy, settings=replace(ledger.policy.settings, **settings))
    book = Book(ledger, ledger.households["YYL-2222"], TODAY)
    return [visit_standing(book, book.quarter(Quarter.of(item.date)), item) for item in ledger.contacts("YYL-2222")]


def readings(world: Any, helper: str, when: date = TODAY) -> tuple[str, ...]:
    ledger = world.ledger()
    return quota_readings(ledger, quota_line(ledger, ledger.helpers[helper], when))


def test_the_readings_behind_a_quota(world: Any) -> None:
    plain = world.helper("YYL-B-2222")
    assert readings(world, plain) == ("A-01",)
    world.household("YYL-2222", world.pairing(plain))
    assert readings(world, plain) == ("A-01", "A-19")
    fresh = world.helper("YYL-B-3333", "yueyanglou", {"from": "2026-07-15"})
    assert readings(world, fresh) == ("A-01", "A-26")
    lost = world.helper("YYL-B-4444")
    world.household("YYL-4444", world.pairing(lost, end="2026-07-20"))
    assert readings(world, lost) == ("A-01", "A-21")
    assert readings(world, lost, date(2027, 1, 31)) == ("A-01",)


def test_two_posts_that_owe_and_part_time_ranks_have_their_readings(world: Any) -> None:
    chief = {"body": "市残联机关", "department": "办公室", "post": "主任", "rank": "正科级", "tenure": "兼职"}
    both = world.helper("YYS-B-2222", "city", chief, {"body": "市级专门协会", "department": "盲协", "post": "主席"})
    found = readings(world, both)
    assert {"A-02", "A-03", "A-04", "A-05"} <= set(found)
    assert list(found) == sorted(found)


def test_part_time_below_the_city_has_the_reading_of_its_tenure(world: Any) -> None:
    assert readings(world, world.helper("YYL-B-2222", "yueyanglou", {"tenure": "兼职"})) == ("A-01", "A-03")
    chair = {"body": "县级专门协会", "department": "盲协", "post": "主席", "tenure": "兼职"}
    assert readings(world, world.helper("YYL-B-3333", "yueyanglou", chair)) == ("A-04",)


def test_occasions_are_festivals_by_name_else_weekends() -> None:
    named = {date(2026, 5, 17): "全国助残日"}
    assert [occasion(named, date(2026, 5, day)) for day in (15, 16, 17, 18)] == ["", "双休日", "全国助残日", ""]


def test_two_occasions_of_one_day_are_both_named(world: Any) -> None:
    assert occasions(world.ledger())[date(2026, 3, 3)] == "元宵节、全国爱耳日"
