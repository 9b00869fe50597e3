"""Which household goes where: the places that offices keep, who fills them first, and who comes after."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.demo.recipe import PLAIN, Recipe
from jiedui.demo.showcase import CLOSED, PAIRED, UNPAIRED
from jiedui.struct import Struct

if TYPE_CHECKING:
    from jiedui.demo.clock import Clock
    from jiedui.demo.dice import Dice
    from jiedui.demo.draft import Seat

LATE_STEP = 240
# How many days ago a slot must have begun for a recipe that asks for it.
_SINCE = {"any": 0, "early": 400, "first": 400}
FIRST_BATCH_DAYS = 120
UNPAIRED_SHARE, CLOSED_SHARE = 0.06, 0.075
_REASONS = {"去世": 5, "脱困": 3, "迁出市外": 2, "失联": 1, "拒绝": 1, "其他": 1}


class Slot(Struct):
    """A place for one household at a time. ``before`` is the household that was helped first and is closed now."""

    office: Seat
    since: date
    recipe: Recipe | None = None
    before: Recipe | None = None
    # The last household of a slot whose helper has not been paired again is the closed one.
    vacant: bool = False


class Counts(Struct, frozen=True):
    """How many households are paired at one time, followed another, and wait in the roster."""

    slots: int
    before: int
    unpaired: int

    @classmethod
    def of(cls, households: int) -> Counts:
        """Return how many households of each sort make up a ledger of that size."""
        unpaired = round(households * UNPAIRED_SHARE)
        before = round(households * CLOSED_SHARE)
        return cls(households - unpaired - before, before, unpaired)


def slots(offices: list[Seat], clock: Clock, dice: Dice) -> list[Slot]:
    """Return the places of all offices, each with its first day; late ones begin some time after one another."""
    found = []
    for office in offices:
        for number in range(office.slots):
            late = max(0, number - (office.slots - office.late) + 1)
            day = office.since + timedelta(days=dice.number(0, 6) + late * LATE_STEP if number else 0)
            found.append(Slot(office, min(day, max(office.since, clock.ago(35)))))
    return found


def deal(found: list[Slot], counts: Counts, clock: Clock, dice: Dice) -> list[Recipe]:
    """Give every slot its recipe, and some a closed household before it; return the recipes of the unpaired."""
    order, followed = _spread(found), 0
    for recipe in CLOSED:
        vacant = "recent" in recipe.marks
        if recipe.back + 2 >= len(clock.quarters) or (not vacant and followed >= counts.before):
            continue
        slot = _match(recipe, order, clock)
        if slot is not None:
            slot.before, slot.vacant = recipe, vacant
            slot.recipe = PLAIN if vacant else None
            followed += not vacant
    if len(found) >= len(PAIRED):
        for recipe in PAIRED:
            slot = _match(recipe, order, clock)
            if slot is not None:
                slot.recipe = recipe
    for slot in found:
        slot.recipe = slot.recipe or PLAIN
    _more_closed(found, counts, clock, dice)
    showcased = list(UNPAIRED[-counts.unpaired :]) if counts.unpaired else []
    return showcased + [PLAIN] * (counts.unpaired - len(showcased))


def _more_closed(found: list[Slot], counts: Counts, clock: Clock, dice: Dice) -> None:
    """Let further households have been helped before, as many as are missing."""
    vacant = sum(slot.vacant for slot in found)
    have = sum(slot.before is not None for slot in found) - vacant
    quarters = len(clock.quarters)
    for slot in dice.shuffled(found):
        if have >= counts.before:
            return
        start = _first_back(slot, clock)
        if slot.before is None and slot.recipe is PLAIN and slot.office.holdings and start >= 4 and quarters > 5:
            slot.before = Recipe(closing=dice.weigh(_REASONS), back=dice.number(2, start - 2))
            have += 1


def _first_back(slot: Slot, clock: Clock) -> int:
    """Return how many quarters ago a slot began."""
    return sum(quarter.start > slot.since for quarter in clock.quarters)


def _spread(found: list[Slot]) -> list[Slot]:
    """Return the slots so that neighbours belong to different units, for showcases all over the city."""
    by_unit: dict[str, list[Slot]] = {}
    for slot in found:
        by_unit.setdefault(slot.office.unit, []).append(slot)
    longest = max(map(len, by_unit.values()), default=0)
    return [slots[row] for row in range(longest) for slots in by_unit.values() if row < len(slots)]


def _match(recipe: Recipe, order: list[Slot], clock: Clock) -> Slot | None:
    """Take the first free slot that a recipe can be shown in, and move its unit to the end of the order."""
    for slot in order:
        if slot.recipe is None and slot.before is None and _fits(recipe, slot, order, clock):
            order.remove(slot)
            order.append(slot)
            return slot
    return None


def _fits(recipe: Recipe, slot: Slot, order: list[Slot], clock: Clock) -> bool:
    office = slot.office
    if recipe.slot == "leader":
        taken = {id(other.office) for other in order if other.recipe and "together" in other.recipe.marks}
        return office.slots >= 4 and office.career == "steady" and (not taken or id(office) in taken)
    if recipe.slot not in _SINCE:
        return office.career == recipe.slot and len(clock.quarters) > 4
    settled = office.career in ("steady", "kept", "chair_too") and office.slots < 4 and office.body != "社会力量"
    if recipe.slot == "first" and slot.since > clock.start + timedelta(days=FIRST_BATCH_DAYS):
        return False
    return settled and slot.since <= clock.ago(_SINCE[recipe.slot])
