"""Everything that generated households share."""

from __future__ import annotations

from collections import Counter
from datetime import date

from jiedui.demo.careers import Roster
from jiedui.demo.clock import Clock
from jiedui.demo.draft import Holding, Seat
from jiedui.demo.identities import Identities
from jiedui.demo.source import Source
from jiedui.demo.world import World
from jiedui.model.time import Span

DAY = date(2026, 1, 1)


def empty(lender: Source, clock: Clock) -> World:
    identities = Identities(1, lender.policy.identity)
    return World(1, clock, lender.policy, identities, Roster(clock, identities, lender.city), lender.city)


def office(world: World, helper: str, body: str = "县级残联", **more: object) -> Seat:
    """Add an office of 平江县 with its holder."""
    found = Seat("pingjiang", body, "办公室", "干部", **more)  # type: ignore[arg-type]
    found.holdings = [Holding(helper, Span(date(2020, 1, 1)))]
    world.offices.append(found)
    world.roster.units[helper] = "pingjiang"
    return found


def test_households_are_spread_over_the_townships(lender: Source, clock: Clock) -> None:
    world = empty(lender, clock)
    count = len(world.places["junshan"])
    served = Counter(world.next_place("junshan").name for _ in range(2 * count))
    assert set(served.values()) == {2}


def test_a_colleague_is_another_steady_helper_of_the_unit(lender: Source, clock: Clock) -> None:
    world = empty(lender, clock)
    office(world, "PJ-B-2222")
    assert world.colleague("PJ-B-2222", DAY, DAY) == ""
    office(world, "PJ-B-3333", career="left")
    office(world, "PJ-B-4444", body="县级专门协会")
    office(world, "PJ-B-5555")
    assert world.colleague("PJ-B-2222", DAY, DAY) == "PJ-B-5555"


def test_a_village_worker_of_the_township_comes_first(lender: Source, clock: Clock) -> None:
    world = empty(lender, clock)
    near, far = world.places["pingjiang"][:2]
    office(world, "PJ-B-2222", body="村(社区)残协", township=far)
    office(world, "PJ-B-3333", body="村(社区)残协", township=near)
    assert world.villager("pingjiang", near.name, DAY) == "PJ-B-3333"
    assert world.villager("pingjiang", "别的镇", DAY) == "PJ-B-2222"
    assert world.villager("yunxi", near.name, DAY) == ""


def test_a_helper_is_as_diligent_all_the_time(lender: Source, clock: Clock) -> None:
    world = empty(lender, clock)
    found = [world.diligence(f"PJ-B-{number}") for number in range(200)]
    assert [world.diligence(f"PJ-B-{number}") for number in range(200)] == found
    assert set(found) == {0.2, 0.8, 3.0}
