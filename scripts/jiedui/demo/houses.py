"""Households from slots: where they live, who they are, when they were registered and when help began and ended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.demo import families, members, pairings
from jiedui.demo.draft import House, Record, Seat
from jiedui.demo.families import OLD
from jiedui.demo.phrases import words
from jiedui.demo.recipe import LISTED
from jiedui.demo.showcase import ELSEWHERE
from jiedui.demo.units import CITY, Locality

if TYPE_CHECKING:
    from jiedui.demo.dice import Dice
    from jiedui.demo.recipe import Recipe
    from jiedui.demo.slots import Slot
    from jiedui.demo.world import World

# How much of the roster the survey of the first month found; the rest was found later.
SURVEYED = 0.9


def settle(slot: Slot, world: World) -> None:
    """Add the households of a slot to the world: one that is closed, where there was one, and the present one."""
    start, number = slot.since, len(world.houses)
    dice = world.dice("slot", number)
    if slot.before:
        closed = _closing_day(slot.before, start, world, dice)
        house = _found(slot.office, slot.before, start, world)
        house.closed, house.closed_reason = closed, slot.before.closing
        pairings.write(house, slot.office, slot.before, start, world)
        start = world.clock.after(closed, dice.number(12, 50))
    if slot.vacant or not slot.recipe:
        return
    start = _showcase_start(slot.recipe, start, world)
    house = _found(slot.office, slot.recipe, start, world)
    pairings.write(house, slot.office, slot.recipe, start, world)


def _showcase_start(recipe: Recipe, start: date, world: World) -> date:
    """Move the start of pairing to the end of a quarter where the short first quarter is to be shown (A-10)."""
    quarter = world.clock.back(3 if "short" in recipe.marks else 2)
    if quarter and quarter.start > start and recipe.marks & {"short", "short_visit"}:
        return quarter.end - timedelta(days=19 if "short" in recipe.marks else 24)
    return start


def _closing_day(recipe: Recipe, start: date, world: World, dice: Dice) -> date:
    if "recent" in recipe.marks:
        return max(start + timedelta(days=20), world.clock.today - timedelta(days=25))
    quarter = world.clock.back(recipe.back)
    assert quarter is not None
    return max(
        start + timedelta(days=60), dice.workday(quarter.start + timedelta(days=48), quarter.end - timedelta(days=8))
    )


def register(recipe: Recipe, world: World) -> House:
    """Add a household that is in the roster without a pairing."""
    dice = world.dice("unpaired", len(world.houses))
    unit = dice.weigh({unit: len(places) for unit, places in world.places.items()})
    office = Seat(unit, "县级残联", "", "")
    last = world.clock.ago(15)
    if recipe is LISTED and dice.chance(SURVEYED):
        last = min(last, world.clock.start + timedelta(days=29))
    day = dice.day(min(world.clock.start + timedelta(days=8), world.clock.today), last)
    return _found(office, recipe, day, world, paired=False)


def _place(office: Seat, recipe: Recipe, world: World, dice: Dice) -> tuple[str, Locality]:
    """Return unit and township: a township worker's own, elsewhere one that has had few households so far."""
    if office.township and "near_village" not in recipe.marks:
        return office.unit, world.use_place(office.unit, office.township)
    unit = office.unit
    if unit == CITY:
        unit = dice.weigh({unit: len(places) + 2 for unit, places in world.places.items()})
    elif office.career == "elsewhere":
        unit = world.city.county(ELSEWHERE).id
    return unit, world.next_place(unit)


def _found(office: Seat, recipe: Recipe, start: date, world: World, *, paired: bool = True) -> House:
    number = len(world.houses)
    dice = world.dice("house", number)
    unit, place = _place(office, recipe, world, dice)
    registered = _registered(start, world, dice) if paired else start
    house = House(world.identities.code(world.city.federations[unit].prefix), unit, place, number, registered)
    house.family = recipe.family or families.draw(dice)
    house.people = families.people(house.family, dice)
    house.recipe = recipe
    if "near_village" in recipe.marks:
        _beside_villager(house, world)
    house.record = _record(house, recipe, world, dice)
    world.houses.append(house)
    return house


def _beside_villager(house: House, world: World) -> None:
    """Move the household into the township of a village worker of its unit, who will visit it."""
    for office in world.offices:
        if office.unit == house.unit and office.body == "村(社区)残协" and office.township:
            house.place = office.township
            return


def _registered(start: date, world: World, dice: Dice) -> date:
    """Return the day of registration: in the survey of September 2023, or some weeks before a later pairing."""
    first = min(start, world.clock.start + timedelta(days=3))
    if start <= world.clock.start + timedelta(days=60):
        return dice.workday(first, min(start, world.clock.start + timedelta(days=19)))
    return max(first, start - timedelta(days=dice.number(3, 90)))


def _record(house: House, recipe: Recipe, world: World, dice: Dice) -> Record:
    """Return the household record without pairings, needs and outings."""
    family, text = families.families()[house.family], words("records")
    rural = not house.place.urban
    hardship = recipe.hardship or dice.weigh(family.hardship)
    if hardship == "单人户低保" and len(house.people) == 1:
        hardship = "低保户"
    address = dice.pick(text["address_rural" if rural else "address_urban"])
    return {
        "id": house.id,
        "registered_on": house.registered.isoformat(),
        "county": house.place.county,
        "township": house.place.name,
        "village": "示例村" if rural else "示例社区",
        "address": address.format(n=dice.number(1, 18), m=dice.number(1, 40)) if dice.chance(0.85) else "",
        "phone": _phone(world, dice),
        "hukou": "农业" if dice.chance(0.95 if rural else 0.25) else "非农业",
        "hardship": hardship,
        "exception_reason": family.exception,
        "priorities": priorities(house, world),
        "members": members.write(house, hardship, world.identities, dice, reissued=recipe.reissued),
        "consent": _consent(house, recipe, world, dice),
    }


def _phone(world: World, dice: Dice) -> str:
    if dice.chance(0.1):
        return ""
    return world.identities.landline() if dice.chance(0.08) else world.identities.mobile()


def priorities(house: House, world: World) -> list[Record]:
    """Return what staff recorded: the family's own category, and 依老养残 wherever all carers are old (A-17)."""
    family = families.families()[house.family]
    found = []
    if family.priority:
        found.append({"kind": family.priority[0], "basis": family.priority[1]})
    if families.old_carers(house.people, world.policy.settings.old_age) and not any(
        item["kind"] == "依老养残" for item in found
    ):
        elders = [person.relation for person in house.people if not person.disabled and person.age >= OLD]
        found.append({"kind": "依老养残", "basis": f"照料人（{'、'.join(dict.fromkeys(elders))}）都年过六旬"})
    return found


def _consent(house: House, recipe: Recipe, world: World, dice: Dice) -> Record:
    minds = ("智力", "精神", "多重")
    guarded = any(person.age < families.CHILD for person in house.disabled) or (
        house.head.category in minds and len(house.people) > 1
    )
    oral = "oral" in recipe.marks or dice.chance(0.08)
    day = world.clock.after(house.registered, dice.number(0, 3))
    return {"date": day.isoformat(), "by": "监护人" if guarded else "本人", "form": "口头" if oral else "书面"}


def finish(house: House, world: World) -> None:
    """Add what is known only when everything else is: the end, the marks of showcases."""
    record, marks, today = house.record, house.recipe.marks, world.clock.today
    dice = world.dice("finish", house.number)
    if house.closed:
        note = words("records")["end_notes"].get(house.closed_reason, "")
        record["closed"] = {"date": house.closed.isoformat(), "reason": house.closed_reason, "note": note}
        if house.closed_reason == "去世":
            house.people[0].record["left"] = {"date": house.closed.isoformat(), "reason": house.closed_reason}
    if house.spells and house.spells[0].start.year < today.year and not house.closed and dice.chance(0.05):
        text = dice.pick(words("events")["annual"])
        record["annual"] = [{"year": world.clock.today.year - 1, "text": text}]
    for person in house.disabled:
        members.renew(person, today)
    disability = house.head.record["disability"]
    if "expiring" in marks:
        disability["expires"] = (today + timedelta(days=60)).isoformat()
    if "regraded" in marks:
        members.regrade(house.head, "二级" if house.head.grade == "一级" else "一级")
    if "hardship_lost" in marks and house.spells:
        record["hardship_until"] = world.clock.ago(150).isoformat()
    if "home_taught" in marks:
        house.head.record["schooling"] = "送教上门"
    if "unschooled" in marks:
        house.head.record |= {"schooling": "未入学", "education": "未上过学", "employment": "其他未就业"}
    if "duplicate" in marks:
        record["withdrawn"] = {
            "date": world.clock.ago(100).isoformat(),
            "reason": "与先前登记的一户是同一家，重复建档。",
        }
