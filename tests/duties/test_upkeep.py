"""What stands open in a household: needs, hazards and risk, on days worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties.upkeep import Hazard, hazards, open_needs, unmonitored_risk

LATER = date(2026, 11, 23)


def test_a_hazard_stands_until_a_later_visit_sees_none(world):
    world.helper("A")
    household = world.household("YYL-2222", world.pairing("A", "2024-01-01"))
    world.visit("YYL-2222", "A", "2024-02-01", hazards={"fire": "有", "gas": "有"})
    world.visit("YYL-2222", "A", "2024-05-01", hazards={"fire": "有", "gas": "未查"})
    world.visit("YYL-2222", "A", "2024-08-01", hazards={"fire": "无", "gas": "未查"})
    found = [(item.key, item.found_on.isoformat(), item.removed_on) for item in hazards(world.ledger, household, LATER)]
    assert found == [("fire", "2024-02-01", date(2024, 8, 1)), ("gas", "2024-02-01", None)]
    assert [item.removed_on for item in hazards(world.ledger, household, date(2024, 7, 31))] == [None, None]


def test_needs_are_open_from_raising_to_closing(world):
    need = {"id": "n1", "content": "轮椅", "raised_on": "2024-02-01", "closed_on": "2024-06-01", "result": "已配"}
    household = world.household("YYL-2222", needs=[need])
    counts = [len(open_needs(household, date.fromisoformat(day))) for day in ("2024-01-31", "2024-02-01", "2024-06-01")]
    assert counts == [0, 1, 0]


@pytest.mark.parametrize(
    ("relapse", "expected"),
    [({"risk": "无"}, False), ({"risk": "有"}, True), ({"risk": "有", "monitoring": "已申报"}, True),
     ({"risk": "有", "monitoring": "已纳入"}, False), ({"risk": "有", "monitoring": "已消除"}, False)],
)  # fmt: skip
def test_a_known_risk_is_open_until_it_is_monitored(world, relapse, expected):
    assert unmonitored_risk(world.household("YYL-2222", relapse=relapse)) is expected


def test_hazards_come_in_order_of_finding_and_may_come_back(world):
    world.helper("A")
    household = world.household("YYL-2222", world.pairing("A", "2024-01-01"))
    world.visit("YYL-2222", "A", "2024-02-01", hazards={"gas": "有", "fire": "有", "electric": "无"})
    world.visit("YYL-2222", "A", "2024-03-01", hazards={"fire": "无"})
    world.visit("YYL-2222", "A", "2024-04-01", hazards={"fire": "无", "electric": "有"})
    world.visit("YYL-2222", "A", "2024-05-01", hazards={"fire": "有", "electric": "无"})
    assert hazards(world.ledger, household, LATER) == [
        Hazard("YYL-2222", "fire", date(2024, 2, 1), date(2024, 3, 1)),
        Hazard("YYL-2222", "gas", date(2024, 2, 1), None),
        Hazard("YYL-2222", "electric", date(2024, 4, 1), date(2024, 5, 1)),
        Hazard("YYL-2222", "fire", date(2024, 5, 1), None),
    ]
    assert hazards(world.ledger, household, date(2024, 1, 31)) == []
    assert [item.key for item in hazards(world.ledger, household, date(2024, 2, 1))] == ["fire", "gas"]
    assert hazards(world.ledger, world.household("YYL-3333"), LATER) == []


@pytest.mark.parametrize(
    ("as_of", "ids"),
    [
        ("2024-02-01", ["n1"]),
        ("2024-02-02", ["n1", "n2"]),
        ("2024-05-31", ["n1", "n2"]),
        ("2024-06-01", ["n2"]),
    ],
)
def test_needs_stand_open_side_by_side(world, as_of, ids):
    needs = [world.need("n1", "2024-02-01", closed="2024-06-01"), world.need("n2", "2024-02-02")]
    household = world.household("YYL-2222", needs=needs)
    assert [need.id for need in open_needs(household, date.fromisoformat(as_of))] == ids


@pytest.mark.parametrize(("monitoring", "expected"), [("未申报", True), ("未通过", True), ("已纳入", False)])
def test_a_risk_that_was_not_taken_up_stands_open(world, monitoring, expected):
    assert unmonitored_risk(world.household("YYL-2222", relapse={"risk": "有", "monitoring": monitoring})) is expected
    assert not unmonitored_risk(world.household("YYL-2222", relapse={"risk": "无", "monitoring": monitoring}))


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2024-12-27", False), ("2024-12-28", True), ("2025-01-23", True),
     ("2025-01-24", False), ("2025-06-01", False), ("2026-03-01", True)],
)  # fmt: skip
def test_a_risk_is_open_from_its_day_until_it_is_taken_up_and_a_second_again(world, day, expected):
    """Found on 2024-12-28, monitored from 2025-01-24, gone on 2025-06-01; another found on 2026-03-01."""
    steps = [{"status": "已纳入", "date": "2025-01-24"}, {"status": "已消除", "date": "2025-06-01"}]
    first = {"risk": "有", "found_on": "2024-12-28", "monitoring": steps}
    home = world.household("YYL-2222", relapse=[first, {"risk": "有", "found_on": "2026-03-01"}])
    assert unmonitored_risk(home.until(date.fromisoformat(day))) is expected


def test_nobody_has_said_that_there_is_a_risk(world):
    assert not unmonitored_risk(world.household("YYL-2222"))


def test_a_need_of_one_who_died_is_open_until_the_day_before(world):
    """His, his wife's, the whole family's, and one of his that was closed the day before."""
    gone = {**world.member(), "left": {"date": "2026-07-01", "reason": "去世"}}
    needs = [
        world.need("n1", "2026-02-01", person="m1"), world.need("n2", "2026-02-01", person="m2"),
        world.need("n3", "2026-02-01"), world.need("n4", "2026-02-01", person="m1", closed="2026-06-30"),
    ]  # fmt: skip
    household = world.household("YYL-2222", needs=needs, members=[gone, world.relative("m2", "1960")])

    def still(day: str) -> list[str]:
        return [need.id for need in open_needs(household, date.fromisoformat(day))]

    assert still("2026-06-29") == ["n1", "n2", "n3", "n4"]
    assert still("2026-06-30") == ["n1", "n2", "n3"]
    assert still("2026-07-01") == ["n2", "n3"]
