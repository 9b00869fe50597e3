"""Origins, waiting needs and referrals of the running year: of all kinds, in the order of their days."""

from __future__ import annotations

import copy
from collections import Counter

import pytest

from jiedui.demo.draft import House, Record
from jiedui.demo.handing import SELF
from jiedui.demo.needs import Needs
from jiedui.demo.world import World
from jiedui.model.need import RECEIVERS


@pytest.fixture(scope="module")
def needs(world: World) -> list[Record]:
    """The needs of a copy of the world."""
    copied = copy.deepcopy(world)
    homes: list[House] = copied.houses
    for home in homes:
        Needs(home, copied).write()
    return [need for home in homes for need in home.record["needs"]]


def test_needs_of_this_year_alone_say_where_they_are_from(needs: list[Record]) -> None:
    assert {bool(need.get("origin")) for need in needs if need["raised_on"] >= "2026"} == {True}
    assert {need.get("origin") for need in needs if need["raised_on"] < "2026"} == {None}
    found = Counter(need["origin"] for need in needs if need.get("origin"))
    assert set(found) == {"走访", "本人申报", "村级上报", "数据比对"}
    assert found.most_common(1)[0][0] == "走访"


def test_what_people_asked_for_themselves_was_looked_at_after_it_was_raised_and_before_it_was_closed(
    needs: list[Record],
) -> None:
    looked = [need for need in needs if need.get("looked_on")]
    assert len(looked) > 10
    for need in looked:
        assert need["origin"] == SELF
        assert need["raised_on"] <= need["looked_on"] <= need.get("closed_on", "2026-11-23")


def test_some_wait_for_their_first_measure_and_none_of_them_for_long(needs: list[Record]) -> None:
    waiting = [need for need in needs if not need["measures"] and not need["urgent"]]
    assert {need["origin"] for need in waiting} == {SELF}
    assert all(need["raised_on"] > "2026-10-19" and not need.get("closed_on") for need in waiting)


def test_referrals_keep_the_order_of_their_days(needs: list[Record]) -> None:
    handed = [
        (measure, referral)
        for need in needs
        for measure in need["measures"]
        for referral in measure.get("referrals", ())
    ]
    assert len(handed) > 10
    for measure, referral in handed:
        last = measure.get("done_on") or "2026-11-23"
        assert measure["promised_on"] <= referral["sent_on"] <= referral.get("answered_on", last) <= last
        assert referral["receiver"] in RECEIVERS
        assert bool(referral.get("answered_on")) is bool(referral.get("answer"))
        assert measure["content"] in referral["asked"]
    assert {bool(referral.get("answered_on")) for _, referral in handed} == {True, False}
