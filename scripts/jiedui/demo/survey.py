"""The rest of the roster: households that the survey (摸底) registered and nobody is paired with (三)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.demo import houses
from jiedui.demo.families import CHILD
from jiedui.demo.recipe import LISTED

if TYPE_CHECKING:
    from jiedui.demo.draft import Record
    from jiedui.demo.world import World

# What a row of the survey has a column for: of the household, of a person, of a certificate.
_HOUSEHOLD = (
    "id", "registered_on", "county", "township", "village", "address", "phone", "hukou", "hardship",
    "exception_reason", "priorities",
)  # fmt: skip
# Who of a household receives 低保 alone is not asked.
_ASKED = {"单人户低保": "低保户"}
_PERSON = ("id", "name", "sex", "birth", "relation")
_DISABILITY = ("category", "grade", "certificate", "components", "self_care", "care", "guardian")


def register(world: World, roster: int) -> None:
    """Register households until the roster has ``roster`` of them, each as short as its row of the survey."""
    while len(world.houses) < roster:
        house = houses.register(LISTED, world)
        house.record = _only(house.record, _HOUSEHOLD) | {
            "hardship": _ASKED.get(house.record["hardship"], house.record["hardship"]),
            "members": [_person(person.record) for person in house.people],
            # No household with a disabled child is registered before its guardian agreed.
            "consent": house.record["consent"] if any(person.age < CHILD for person in house.disabled) else {},
        }


def _person(record: Record) -> Record:
    found = _only(record, _PERSON)
    if "disability" in record:
        found["disability"] = _only(record["disability"], _DISABILITY)
    return found


def _only(record: Record, keys: tuple[str, ...]) -> Record:
    return {key: record[key] for key in keys if key in record}
