"""How far a change reaches, and the ledger that is left of a city."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from tests.reports.review.conftest import HOME
from tests.reports.review.test_facts import edit

from jiedui.reports.review.reach import Reach, reach


@pytest.fixture
def city(worlds: Any) -> tuple[Any, Any]:
    """Beside YYL-2222 another household of the same helper, one of another, and one that moved from that."""
    for world in worlds:
        world.helper("YYL-B-3333")
        world.household("YYL-3333", world.pairing("YYL-B-2222"))
        world.household("YYL-4444", world.pairing("YYL-B-3333"))
        world.household("YYL-5555", moved_from="YYL-4444")
    before, after = worlds
    return before, after


@pytest.mark.parametrize(
    ("alter", "found"),
    [
        (lambda _: None, set()),
        (lambda after: edit(after, HOME, village="示例新村"), {"YYL-2222", "YYL-3333"}),
        (lambda after: after.visit("YYL-4444", "YYL-B-3333", "2026-11-20"), {"YYL-4444", "YYL-5555"}),
        (lambda after: after.visit("YYL-2222", "YYL-B-2222", "2026-11-20", also=["YYL-4444"]),
         {"YYL-2222", "YYL-3333", "YYL-4444", "YYL-5555"}),
        (lambda after: edit(after, "yueyanglou/helpers/YYL-B-2222.yml", pauses=[
            {"from": "2026-10-01", "to": "2026-10-20", "reason": "产假", "approved_by": "县残联"}]),
         {"YYL-2222", "YYL-3333"}),
        (lambda after: edit(after, "policy/readings.yml", readings=other(after)),
         {"YYL-2222", "YYL-3333", "YYL-4444", "YYL-5555"}),
    ],
)  # fmt: skip
def test_it_reaches_whose_figures_it_may_have_to_do_with(
    city: tuple[Any, Any], alter: Callable[[Any], None], found: set[str]
) -> None:
    before, after = city
    alter(after)
    assert reach(before.ledger(), after.ledger()).households == found


def other(world: Any) -> list[dict[str, Any]]:
    readings = deepcopy(world.records["policy/readings.yml"].data["readings"])
    next(item for item in readings if item["id"] == "A-14")["settings"]["late_days"] = 40
    return list(readings)


def test_helpers_come_with_their_households_and_whoever_else_has_these(city: tuple[Any, Any]) -> None:
    before, after = city
    for world in city:
        world.helper("YYL-B-4444")
        [old] = world.records["yueyanglou/households/YYL-3333/household.yml"].data["pairings"]
        assisting = world.pairing("YYL-B-4444", role="协助")
        edit(world, "yueyanglou/households/YYL-3333/household.yml", pairings=[old, assisting])
    assert reach(before.ledger(), after.ledger()).helpers == set()
    edit(after, HOME, village="示例新村")
    assert reach(before.ledger(), after.ledger()).helpers == {"YYL-B-2222", "YYL-B-4444"}


def test_of_a_ledger_they_are_left_with_the_contacts(city: tuple[Any, Any]) -> None:
    _, world = city
    world.visit("YYL-4444", "YYL-B-3333", "2026-11-20", also=["YYL-2222"])
    found = Reach(frozenset(("YYL-2222",)), frozenset(("YYL-B-2222",))).of(world.ledger())
    assert list(found.households) == ["YYL-2222"]
    assert list(found.helpers) == ["YYL-B-2222"]
    assert [visit.stem for visit in found.contacts("YYL-2222")] == ["2026-05-10", "2026-08-10", "2026-11-20"]
