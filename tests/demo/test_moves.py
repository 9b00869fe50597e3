"""A household that moved within the city lives on in another federation (A-21)."""

from __future__ import annotations

from jiedui.demo.world import World


def test_the_new_household_names_the_old_one_and_is_the_same_family(world: World) -> None:
    by_id = {home.id: home for home in world.houses}
    moved = [home for home in world.houses if home.record.get("moved_from")]
    assert len(moved) == 1
    here = moved[0]
    there = by_id[here.record["moved_from"]]
    assert there.closed_reason == "迁出市内"
    assert there.unit != here.unit
    assert there.closed is not None
    assert here.registered > there.closed
    assert here.registered <= here.spells[0].start
    assert [person["name"] for person in here.record["members"]] == [person.record["name"] for person in there.people]
    assert here.people[0] is not there.people[0]
