"""A household that moved within the city: closed in one unit, registered anew by the unit that it moved to (A-21)."""

from __future__ import annotations

import copy
from datetime import timedelta
from typing import TYPE_CHECKING

from jiedui.demo import houses
from jiedui.demo.recipe import PLAIN
from jiedui.model.time import age

if TYPE_CHECKING:
    from jiedui.demo.draft import House
    from jiedui.demo.world import World


def link(world: World) -> None:
    """Let each household that moved within the city live on in a later one of another unit, where there is room."""
    for origin in world.houses:
        if origin.closed_reason == "迁出市内" and origin.closed:
            receiver = next((house for house in world.houses if _can_receive(house, origin)), None)
            if receiver:
                _move(origin, receiver, world)


def _can_receive(house: House, origin: House) -> bool:
    earliest = origin.closed
    assert earliest is not None
    return (
        house.recipe is PLAIN
        and house.unit != origin.unit
        and not house.closed
        and bool(house.spells)
        and house.spells[0].start > earliest + timedelta(days=6)
    )


def _move(origin: House, receiver: House, world: World) -> None:
    assert origin.closed is not None
    receiver.family = origin.family
    receiver.people = copy.deepcopy(origin.people)
    receiver.registered = min(max(receiver.registered, origin.closed + timedelta(days=4)), receiver.spells[0].start)
    for person in receiver.people:
        person.age = age(person.record["birth"], receiver.registered)
    receiver.record |= {
        "registered_on": receiver.registered.isoformat(),
        "moved_from": origin.id,
        "members": [person.record for person in receiver.people],
        "hardship": origin.record["hardship"],
        "priorities": houses.priorities(receiver, world),
        "exception_reason": origin.record["exception_reason"],
        "consent": {**origin.record["consent"], "date": receiver.registered.isoformat()},
    }
