"""What stands open in a household: needs, hazards and risk, on days worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties.upkeep import hazards, open_needs, unmonitored_risk

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
