"""Referrals of a group of households, counted by hand: by receiver, waiting, over the limit; sent is not done.

Today is Monday 3 August 2026. Fifteen working days after Monday 13 July end today, after Friday 10 July on Friday 31.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.reports.figures import Figures
from jiedui.reports.needs import NeedBook, NeedState
from jiedui.reports.referrals import ReferralBook, ReferralSum

TODAY = date(2026, 8, 3)


def sent(receiver: str, on: str, answered: str = "") -> dict[str, str]:
    data = {"receiver": receiver, "sent_on": on, "asked": "请办理。"}
    return data | ({"answered_on": answered, "answer": "已办。"} if answered else {})


def book(world: Any, when: date = TODAY) -> ReferralBook:
    return ReferralBook(Figures(world.ledger(), when).city)


def filled(world: Any) -> None:
    """Six were sent from two households: one answered, one done without an answer, one of a household that left."""
    promised = "2026-07-01"
    many = world.measure(
        promised,
        referrals=[sent("医保", "2026-07-13"), sent("民政", "2026-07-10"), sent("民政", "2026-07-02", "2026-07-31")],
    )
    done = world.measure(promised, done="2026-08-03", referrals=[sent("教育", "2026-07-02")])
    later = world.measure(promised, referrals=[sent("人社", "2026-08-03"), sent("人社", "2026-08-04")])
    pairing = world.pairing(world.helper("YYL-B-2222"))
    world.household("YYL-2222", pairing, needs=[world.need(1, promised, many, done), world.need(2, promised, later)])
    gone = world.need(3, promised, world.measure(promised, referrals=[sent("民政", "2026-07-02")]))
    world.household("YYL-3333", needs=[gone], closed={"date": "2026-08-02", "reason": "迁出市外"})


def test_each_is_counted_by_its_receiver(world: Any) -> None:
    filled(world)
    found = book(world)
    assert found.by_receiver == {
        "民政": ReferralSum(sent=3, answered=1, waiting=1, over=1),
        "医保": ReferralSum(sent=1, answered=0, waiting=1, over=0),
        "教育": ReferralSum(sent=1, answered=0, waiting=0, over=0),
        "人社": ReferralSum(sent=1, answered=0, waiting=1, over=0),
    }
    assert list(found.by_receiver) == ["民政", "医保", "教育", "人社"]
    assert found.total == ReferralSum(sent=6, answered=1, waiting=3, over=1)


def test_those_that_wait_stand_by_receiver_the_earliest_first(world: Any) -> None:
    filled(world)
    found = book(world)
    assert [(line.receiver, line.item.key) for line in found.waiting] == [
        ("民政", "n-7K3Q-1-2"), ("医保", "n-7K3Q-1-1"), ("人社", "n-8M4R-1-1"),
    ]  # fmt: skip
    lasts = [line.clock.last for line in found.waiting if line.clock]
    assert lasts == [date(2026, 7, 31), date(2026, 8, 3), date(2026, 8, 24)]
    civil = [(line.item.referral.sent_on.day, line.household.id) for line in found.lines if line.receiver == "民政"]
    assert civil == [(2, "YYL-2222"), (2, "YYL-3333"), (10, "YYL-2222")]
    assert [line.over for line in found.waiting] == [True, False, False]


def test_a_referral_makes_no_need_and_no_promise_done(world: Any) -> None:
    """One measure past its day, sent and answered: the need is open, the promise overdue, as if it were not sent."""
    pairing = world.pairing(world.helper("YYL-B-2222"))
    for more in ({}, {"referrals": [sent("民政", "2026-07-02", "2026-07-03")]}):
        measure = world.measure("2026-07-01", "2026-07-31", **more)
        world.household("YYL-2222", pairing, needs=[world.need(1, "2026-07-01", measure)])
        city = Figures(world.ledger(), TODAY).city
        needs = NeedBook(city)
        assert [line.state for line in needs.lines] == [NeedState.OPEN]
        assert (needs.kept, needs.overdue, len(city.open_needs), list(city.share.closed)) == (0, 1, 1, [])


def test_nobody_has_sent_anything(world: Any) -> None:
    world.household("YYL-2222")
    assert (book(world).lines, book(world).by_receiver) == ((), {})
    assert book(world).total == ReferralSum(0, 0, 0, 0)


def test_where_the_ledger_sets_no_limit_none_of_them_is_over_or_in_time(world: Any) -> None:
    filled(world)
    del world.records["policy/service.yml"]
    found = book(world)
    assert found.total == ReferralSum(sent=6, answered=1, waiting=3, over=None)
    assert found.by_receiver["民政"].over is None
    # Of nobody nothing is over, limits or not.
    assert ReferralSum.of(()) == ReferralSum(0, 0, 0, 0)
