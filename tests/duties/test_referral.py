"""Referrals: listed in order of sending, open until answered or done, and never done by being sent."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties.promise import PromiseState, kept_rate, promises
from jiedui.duties.referral import open_of, referred
from jiedui.duties.upkeep import open_needs

AS_OF = date(2026, 11, 23)


def sent(receiver, on, answered="", **more):
    data = {"receiver": receiver, "sent_on": on, "asked": "请办理。", **more}
    return data | ({"answered_on": answered, "answer": "已办。"} if answered else {})


def household(world, *needs, **more):
    return world.household("YYL-2222", needs=list(needs), **more)


def test_all_of_a_household_in_order_of_sending(world):
    home = household(
        world,
        world.need(
            "n1",
            "2026-01-01",
            world.measure("2026-01-10"),
            world.measure("2026-01-10", referrals=[sent("医保", "2026-03-01"), sent("民政", "2026-02-01")]),
        ),
        world.need("n2", "2026-01-01", world.measure("2026-01-10", referrals=[sent("教育", "2026-02-01")])),
    )
    found = referred(home, AS_OF)
    assert [(item.key, item.referral.receiver) for item in found] == [
        ("n1-2-2", "民政"), ("n2-1-1", "教育"), ("n1-2-1", "医保"),
    ]  # fmt: skip
    assert {item.household for item in found} == {"YYL-2222"}
    assert [item.key for item in referred(home, date(2026, 2, 28))] == ["n1-2-2", "n2-1-1"]
    assert [item.key for item in referred(home, date(2026, 3, 1))] == ["n1-2-2", "n2-1-1", "n1-2-1"]


@pytest.mark.parametrize(
    ("measure", "closed", "is_open"),
    [
        ({}, "", True),
        ({"answered": "2026-11-23"}, "", False),
        ({"answered": "2026-11-24"}, "", True),
        ({"done": "2026-11-23"}, "", False),
        ({"done": "2026-11-24"}, "", True),
        ({}, "2026-11-23", False),
        ({}, "2026-11-24", True),
    ],
)
def test_it_waits_until_it_is_answered_or_the_measure_or_the_need_is_done(world, measure, closed, is_open):
    referral = sent("民政", "2026-11-01", measure.get("answered", ""))
    made = world.measure("2026-10-10", done=measure.get("done", ""), referrals=[referral])
    home = household(world, world.need("n1", "2026-10-10", made, closed=closed))
    assert [item.key for item in open_of(home, AS_OF)] == (["n1-1-1"] if is_open else [])


def test_nothing_is_asked_after_where_the_household_is_not_in_the_roster(world):
    made = world.measure("2026-10-10", referrals=[sent("民政", "2026-11-01")])
    home = household(world, world.need("n1", "2026-10-10", made), closed={"date": "2026-11-22", "reason": "脱困"})
    assert open_of(home, AS_OF) == []
    assert [item.key for item in open_of(home, date(2026, 11, 22))] == ["n1-1-1"]


def test_nothing_is_asked_after_for_one_who_has_died(world):
    made = world.measure("2026-10-10", referrals=[sent("民政", "2026-11-01")])
    left = {"date": "2026-11-20", "reason": "去世"}
    home = household(
        world,
        world.need("n1", "2026-10-10", made, person="m1"),
        members=[{**world.member(), "left": left}, world.member("m2")],
    )
    assert [item.key for item in referred(home, AS_OF)] == ["n1-1-1"]
    assert open_of(home, AS_OF) == []
    assert [item.key for item in open_of(home, date(2026, 11, 19))] == ["n1-1-1"]


def test_sent_away_is_not_done(world):
    """One measure past its day, handed over and answered: still owed, in every figure as if it had not been sent."""
    plain = world.measure("2026-01-10", "2026-06-30")
    handed = {**plain, "referrals": [sent("民政", "2026-02-01", "2026-03-01")]}
    for measure in (plain, handed):
        home = household(world, world.need("n1", "2026-01-01", measure))
        assert [item.state for item in promises(home, AS_OF)] == [PromiseState.OVERDUE]
        assert kept_rate(promises(home, AS_OF)) == 0
        assert [need.id for need in open_needs(home, AS_OF)] == ["n1"]
