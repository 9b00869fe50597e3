"""The four hazards looked at on home visits: found, still there, removed (R-036)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.demo.phrases import words

if TYPE_CHECKING:
    from jiedui.demo.dice import Dice
    from jiedui.demo.draft import Contact, House
    from jiedui.demo.world import World

KEYS = ("fire", "electric", "drowning", "gas")
_FOUND = {"fire": 0.01, "electric": 0.01, "drowning": 0.003, "gas": 0.007}
_REMOVED = 0.85
_LOOKED = 0.85


def look(house: House, world: World) -> None:
    """Fill in what the home visits saw. What needs say about a hazard stands already in the contacts."""
    dice = world.dice("hazards", house.number)
    standing: set[str] = set()
    for contact in house.contacts:
        if not contact.home or not contact.counts:
            continue
        told = contact.hazards
        if told or standing or dice.chance(_LOOKED):
            contact.hazards = _seen(house, told, standing, contact, dice)


def _seen(house: House, told: dict[str, str], standing: set[str], contact: Contact, dice: Dice) -> dict[str, str]:
    found: dict[str, str] = {}
    text = words("visits_home")
    for key in KEYS:
        if key in told:
            found[key] = told[key]
            standing.discard(key)
        elif key in standing and dice.chance(_REMOVED):
            standing.discard(key)
            found[key] = "无"
            contact.news.append(dice.pick(text["hazard_gone"][key]))
        elif key in standing:
            found[key] = "有"
        elif dice.chance(_FOUND[key]) and (key != "drowning" or not house.place.urban):
            standing.add(key)
            found[key] = "有"
            contact.news.append(dice.pick(text["hazard_found"][key]))
        else:
            found[key] = "未查" if dice.chance(0.04) else "无"
    return found
