"""Pairings over time: who is responsible from when to when, why it ended, and the five tasks of the first visit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.demo.draft import House, Record, Seat, Spell
from jiedui.demo.phrases import words
from jiedui.model.time import DAY

if TYPE_CHECKING:
    from jiedui.demo.dice import Dice
    from jiedui.demo.recipe import Recipe
    from jiedui.demo.world import World

PRIMARY, ASSISTING = "主责", "协助"
TASKS = ("form_on", "card_on", "onsite_on", "module_on")


def write(house: House, office: Seat, recipe: Recipe, start: date, world: World) -> None:
    """Give a household its spells, following the holders of its office from ``start`` on."""
    dice = world.dice("pairings", house.number)
    for holding in office.holdings:
        first, last = max(start, holding.span.start), holding.span.end
        if (last and last < first) or (house.closed and house.closed < first):
            continue
        reason = holding.reason
        if house.closed and (last is None or house.closed <= last):
            last, reason = house.closed, house.closed_reason
        house.spells.append(Spell(holding.helper, PRIMARY, first, last, reason))
    if "again" in recipe.marks:
        _again(house, world)
    if "shared" in recipe.marks or (house.closed is None and dice.chance(0.04)):
        _shared(house, world, dice)
    for spell in house.spells:
        _explain(house, spell, office, world, dice)


def _again(house: House, world: World) -> None:
    """Split the spell in three: a colleague stood in, then the same helper came back (re-paired twice)."""
    spell, first, last = house.spells[0], world.clock.back(5), world.clock.back(2)
    if first is None or last is None or spell.end or spell.start > first.start - timedelta(days=60):
        return
    away, home = first.start + timedelta(days=30), last.start + timedelta(days=18)
    colleague = world.colleague(spell.helper, away, home)
    if colleague:
        house.spells = [
            Spell(spell.helper, PRIMARY, spell.start, away, "岗位调整"),
            Spell(colleague, PRIMARY, away + DAY, home, "岗位调整"),
            Spell(spell.helper, PRIMARY, home + DAY),
        ]


def _shared(house: House, world: World, dice: Dice) -> None:
    """Let a colleague assist from some time on; the household counts for the one in charge (A-19)."""
    last = house.spells[-1] if house.spells else None
    if last is None or last.end:
        return
    start = last.start + timedelta(days=dice.number(40, 150))
    colleague = world.colleague(last.helper, start, world.clock.today) if start < world.clock.ago(20) else ""
    if colleague and all(spell.helper != colleague for spell in house.spells):
        house.spells.append(Spell(colleague, ASSISTING, start))


def _explain(house: House, spell: Spell, office: Seat, world: World, dice: Dice) -> None:
    """Fill in why and by whom a spell was ended, what was handed over, and why it reaches over the area's border."""
    if office.local and world.roster.units[spell.helper] != house.unit:
        spell.record["exception_reason"] = dice.pick(words("records")["exception_area"])
    if spell.end is None:
        return
    text = words("records")
    family_side = spell.reason == house.closed_reason and spell.end == house.closed
    unit = world.roster.units[spell.helper]
    decided = max(spell.start, spell.end - timedelta(days=dice.number(0, 6)))
    spell.record |= {
        "decided_by": world.city.federations[house.unit if family_side else unit].office,
        "decided_on": decided.isoformat(),
        "document": dice.pick(text["household_documents" if family_side else "documents"]) if dice.chance(0.6) else "",
    }
    if family_side:
        spell.record["consulted_on"] = max(spell.start, decided - dice.number(0, 4) * DAY).isoformat()
    elif any(other.start == spell.end + DAY for other in house.spells):
        spell.record["handover"] = dice.pick(text["handover"])


def tasks(house: House, spell: Spell, visited: date | None, recipe: Recipe, world: World, dice: Dice) -> None:
    """Date the tasks of the first visit (入户五件事, R-081) from the day of the visit on."""
    if visited is None:
        return
    last = min(spell.end or world.clock.today, world.clock.today)
    days = {
        "form_on": visited + dice.weigh({0: 6, 1: 2, 3: 1}) * DAY,
        "card_on": visited,
        "onsite_on": visited + dice.weigh({0: 8, 2: 1, 6: 1}) * DAY,
        "module_on": visited + dice.weigh({1: 3, 2: 3, 4: 3, 7: 1}) * DAY,
    }
    if "partial_intake" in recipe.marks or dice.chance(0.07):
        for key in dice.some(TASKS, 2 if dice.chance(0.3) else 1):
            days.pop(key)
    if "late_intake" in recipe.marks and "module_on" in days:
        days["module_on"] = max(days["module_on"], date(2023, 11, 1), spell.start + timedelta(days=41))
    for key, day in days.items():
        if day <= last:
            spell.record[key] = day.isoformat()
    if "module_on" in spell.record and dice.chance(0.6):
        spell.record |= {"module_by": dice.pick(words("records")["module_by"]), "module_ref": f"示例{house.number:05d}"}


def records(house: House) -> list[Record]:
    """Return the pairings as the file says them, in order of their first days."""
    return [
        {
            "helper": spell.helper,
            "role": spell.role,
            "from": spell.start.isoformat(),
            "to": spell.end.isoformat() if spell.end else "",
            "end_reason": spell.reason if spell.end else "",
            **spell.record,
        }
        for spell in sorted(house.spells, key=lambda spell: (spell.start, spell.role != PRIMARY))
    ]
