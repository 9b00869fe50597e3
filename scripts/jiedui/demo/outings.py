"""Collective activities outside the home, once a year for each disabled person (R-042, A-18)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jiedui.demo.phrases import words
from jiedui.model.time import Span, days_covered

if TYPE_CHECKING:
    from jiedui.demo.dice import Dice
    from jiedui.demo.draft import House, Person, Record
    from jiedui.demo.world import World

_TAKEN, _TAKEN_NOW = 0.88, 0.62


def write(house: House, world: World) -> None:
    """Fill in the outings of the record, and who cannot go out."""
    dice = world.dice("outings", house.number)
    settings = world.policy.settings
    spans = [Span(spell.start, spell.end) for spell in house.spells if spell.primary]
    found: list[Record] = []
    for person in house.disabled:
        exempt = _exempt(person, house, dice)
        for year in range(settings.outing_first_year, world.clock.today.year + 1):
            first, last = date(year, 1, 1), min(date(year, 12, 31), world.clock.today)
            days = days_covered(spans, first, last)
            chance = _TAKEN if last.month == 12 else _TAKEN_NOW
            if "missed_outing" in house.recipe.marks and year >= world.clock.today.year - 1:
                chance = 0
            if exempt or not days or not dice.chance(chance if days >= settings.outing_min_days else chance / 2):
                continue
            found.append(_outing(person, spans, first, last, dice))
    house.record["outings"] = sorted(found, key=lambda outing: (outing["date"], outing["person"]))


def _outing(person: Person, spans: list[Span], first: date, last: date, dice: Dice) -> Record:
    part = dice.pick([clip for span in spans if (clip := span.clip(first, last))])
    kinds = words("records")["outings"]
    kind = dice.weigh({"游一次园": 4, "参加一次文化活动": 4, "看一次电影": 2, "读一本书": 1, "参观一次展览": 1.5})
    day = dice.day(*part)
    fitting = [note for note, *months in kinds[kind] if not months or day.month in months]
    note = dice.pick(fitting) if fitting and dice.chance(0.75) else ""
    return {"person": person.record["id"], "date": day.isoformat(), "kind": kind, "note": note}


def _exempt(person: Person, house: House, dice: Dice) -> bool:
    """Exempt some of those who cannot be moved, with the reason and what is done at home instead."""
    lying = person.self_care == "完全丧失" and person.grade == "一级"
    asked = "exempt" in house.recipe.marks and person is house.head
    if not house.spells or not (asked or (lying and dice.chance(0.3))):
        return False
    kind = "mind" if person.category == "精神" else "other"
    if lying and "肢体" in (person.category, *person.parts):
        kind = "lying"
    reason, alternative = dice.pick(words("records")["exemptions"][kind])
    start = house.spells[0].start
    person.record["disability"]["outing_exemption"] = {
        "from": start.isoformat(), "reason": reason, "alternative": alternative,
    }  # fmt: skip
    return True
