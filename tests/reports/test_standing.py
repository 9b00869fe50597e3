"""Why a contact counts or not, which readings decided a quota, and which occasion a day is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.duties.contact import Book
from jiedui.duties.quota import quota_line
from jiedui.reports.standing import occasion, occasions, quota_readings, visit_standing

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
    ledger = world.ledger()
    book = Book(ledger, ledger.households["YYL-2222"], TODAY)
    assert [visit_standing(book, visit) for visit in ledger.contacts("YYL-2222")] == [said]


def test_a_contact_by_somebody_else_does_not_count(world: Any) -> None:
    world.household("YYL-2222", world.pairing(world.helper("YYL-B-2222")))
    world.visit("YYL-2222", world.helper("YYL-B-3333"), "2026-08-03")
    ledger = world.ledger()
    book = Book(ledger, ledger.households["YYL-2222"], TODAY)
    assert [visit_standing(book, visit) for visit in ledger.contacts("YYL-2222")] == ["代联系，不算"]


def readings(world: Any, helper: str, when: date = TODAY) -> tuple[str, ...]:
    ledger = world.ledger()
    return quota_readings(ledger, ledger.helpers[helper], quota_line(ledger, ledger.helpers[helper], when))


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


def test_occasions_are_festivals_by_name_else_weekends() -> None:
    named = {date(2026, 5, 17): "全国助残日"}
    assert [occasion(named, date(2026, 5, day)) for day in (15, 16, 17, 18)] == ["", "双休日", "全国助残日", ""]


def test_two_occasions_of_one_day_are_both_named(world: Any) -> None:
    assert occasions(world.ledger())[date(2026, 3, 3)] == "元宵节、全国爱耳日"
