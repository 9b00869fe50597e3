"""Which contacts took place: the first visit of each pairing, then each quarter, met, missed or only attempted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.demo import pairings
from jiedui.demo.draft import Contact, House, Spell
from jiedui.model.time import DAY, Quarter, Span

if TYPE_CHECKING:
    from jiedui.demo.dice import Dice
    from jiedui.demo.world import World

MISS = 0.085
TWICE = 0.06
ATTEMPT_FIRST = 0.05
CHANNELS = {"入户": 50, "电话": 27, "微信": 14, "短信": 3, "书信": 1.5, "其他": 4}
_MISSES = {"miss": 5, "unreached": 3, "village": 1.2, "others": 0.7, "group": 0.6}
_LAGS = {0: 30, 1: 25, 2: 14, 3: 10, 5: 8, 7: 6, 10: 4, 14: 2}


def plan(house: House, world: World) -> None:
    """Give a household its contacts, and its pairings the dates of the first visit."""
    dice = world.dice("contacts", house.number)
    for spell in house.spells:
        if spell.primary:
            _first_visit(house, spell, world, dice)
    for quarter in world.clock.quarters:
        windows = _windows(house, quarter, world)
        if windows and quarter not in world.policy.settings.exempt_quarters:
            _quarter(house, quarter, windows, world, dice)
    _refusals(house)
    house.contacts.sort(key=lambda contact: contact.day)


def _first_visit(house: House, spell: Spell, world: World, dice: Dice) -> None:
    """Plan the visit that opens a pairing, in the time that the notice allows or, now and then, after it (A-10)."""
    clock, marks = world.clock, house.recipe.marks
    deadline = max(date(2023, 10, 31), spell.start + timedelta(days=world.policy.settings.initial_visit_days))
    last = min(spell.end or clock.today, clock.today)
    day = dice.workday(spell.start, min(deadline, last))
    if "short" in marks:
        day = spell.start + timedelta(days=24)
    elif "short_visit" in marks:
        day = spell.start + timedelta(days=8)
    elif dice.chance(0.06):
        day = deadline + timedelta(days=dice.number(4, 25))
    elif deadline > last and dice.chance(0.3):
        return
    if day > last or _on_leave(spell, day, world):
        return
    first = spell is house.spells[0]
    house.contacts.append(_contact(house, day, spell.helper, "入户", "first" if first else "handover", world, dice))
    pairings.tasks(house, spell, day, house.recipe, world, dice)


def _windows(house: House, quarter: Quarter, world: World) -> list[tuple[date, date, Spell]]:
    """Return the days of a quarter, up to today, on which each 主责 spell covers the household."""
    found = []
    for spell in house.spells:
        part = Span(spell.start, spell.end).clip(quarter.start, min(quarter.end, world.clock.today))
        if spell.primary and part:
            found.append((*part, spell))
    return found


def _quarter(house: House, quarter: Quarter, windows: list[tuple[date, date, Spell]], world: World, dice: Dice) -> None:
    """Plan one quarter: what the recipe says, else what chance and the helper's diligence make of it."""
    offset = world.clock.offset(quarter)
    settled = house.recipe.contacts.get(offset)
    met = any(contact.counts and quarter.start <= contact.day <= quarter.end for contact in house.contacts)
    if settled:
        house.contacts = [
            item for item in house.contacts if not quarter.start <= item.day <= quarter.end or item.purpose
        ]
        _make(house, settled, quarter, windows, world, dice)
        return
    if met:
        if dice.chance(TWICE):
            _make(house, "normal", quarter, windows, world, dice)
        return
    kind = _drawn(house, quarter, windows, world, dice)
    if kind == "normal" and dice.chance(ATTEMPT_FIRST):
        _make(house, "unreached", quarter, windows, world, dice)
    _make(house, kind, quarter, windows, world, dice)
    if kind == "normal":
        _others_share(house, quarter, windows, world, dice)


def _drawn(house: House, quarter: Quarter, windows: list[tuple[date, date, Spell]], world: World, dice: Dice) -> str:
    days = sum((last - first).days + 1 for first, last, _ in windows)
    if quarter.end > world.clock.today:
        elapsed = (world.clock.today - quarter.start).days / 92
        return "normal" if dice.chance(0.85 * elapsed) else "unreached" if dice.chance(0.1) else "miss"
    if days < world.policy.settings.partial_min_days:
        return "normal" if dice.chance(0.3) else "miss"
    if house.closed_reason == "去世" and house.closed and quarter.start <= house.closed <= quarter.end:
        return "normal" if dice.chance(0.4) else "miss"
    if dice.chance(MISS * world.diligence(windows[-1][2].helper)):
        return dice.weigh(_MISSES)
    return "late" if dice.chance(0.012) else "normal"


def _others_share(
    house: House, quarter: Quarter, windows: list[tuple[date, date, Spell]], world: World, dice: Dice
) -> None:
    """After a hand-over in mid-quarter both helpers may make contact; an assisting one does so now and then."""
    if len(windows) > 1 and dice.chance(0.7):
        _make(house, "normal", quarter, windows[:1], world, dice)
    if dice.chance(TWICE):
        _make(house, "normal", quarter, windows, world, dice)


def _make(
    house: House, kind: str, quarter: Quarter, windows: list[tuple[date, date, Spell]], world: World, dice: Dice
) -> Contact | None:
    """Add one contact of a kind to a quarter; ``miss`` adds none."""
    if kind == "miss":
        return None
    first, last, spell = windows[-1] if len(windows) == 1 or dice.chance(0.6) else dice.pick(windows)
    day = dice.workday(first, last)
    if kind == "late":
        day = min(day, world.clock.ago(20))
    helper = _maker(house, spell, day, world, dice)
    if not helper:
        return None
    channel = kind if kind in CHANNELS else _channel(house, dice)
    contact = _contact(house, day, helper, channel, "", world, dice)
    _shape(contact, kind, house, quarter, world, dice)
    if contact.day < house.spells[0].start:
        return None
    house.contacts.append(contact)
    return contact


def _shape(contact: Contact, kind: str, house: House, quarter: Quarter, world: World, dice: Dice) -> None:
    """Turn a contact into one that does not count, or that was entered late."""
    contact.fixed = kind != "normal" or bool(house.recipe.contacts)
    if kind == "unreached":
        contact.reached, contact.purpose = False, "unreached"
    elif kind == "group":
        contact.channel, contact.reached, contact.purpose = "群发", False, "group"
    elif kind == "others":
        contact.channel, contact.counterpart, contact.purpose = "入户", "其他人", "others"
    elif kind == "village":
        helper = world.villager(house.unit, house.place.name, contact.day)
        contact.channel, contact.purpose = "入户", "delegated"
        contact.by = helper or world.colleague(contact.by, contact.day, contact.day) or contact.by
    elif kind == "former":
        contact.by, contact.purpose = house.spells[0].helper, "former"
    elif kind == "late":
        limit = quarter.end + timedelta(days=world.policy.settings.late_days + 1)
        contact.entered = min(limit + timedelta(days=dice.number(2, 25)), world.clock.today)


def _maker(house: House, spell: Spell, day: date, world: World, dice: Dice) -> str:
    """Return who makes a contact on a day: the one in charge, an assistant, the deputy, or nobody on approved leave."""
    for pause in world.helper(spell.helper).get("pauses", ()):
        if pause["from"] <= day.isoformat() <= pause["to"]:
            deputy: str = pause.get("deputy", "")
            return deputy
    assistants = [other for other in house.spells if not other.primary and other.covers(day)]
    return assistants[0].helper if assistants and dice.chance(0.3) else spell.helper


def _on_leave(spell: Spell, day: date, world: World) -> bool:
    """Tell whether the helper of a spell is on leave on a day."""
    return any(
        pause["from"] <= day.isoformat() <= pause["to"] for pause in world.helper(spell.helper).get("pauses", ())
    )


def _channel(house: House, dice: Dice) -> str:
    channel = dice.weigh(CHANNELS)
    alone = len(house.people) == 1
    if channel == "电话" and alone and house.head.category in ("听力", "言语"):
        return "微信"
    return "电话" if channel in ("微信", "短信", "书信") and alone and house.head.category == "视力" else channel


def _contact(house: House, day: date, helper: str, channel: str, purpose: str, world: World, dice: Dice) -> Contact:
    entered = min(day + dice.weigh(_LAGS) * DAY, world.clock.today)
    return Contact(
        day, helper, channel, counterpart=_counterpart(house, channel, dice), entered=entered, purpose=purpose,
        fixed=bool(purpose),
    )  # fmt: skip


def _counterpart(house: House, channel: str, dice: Dice) -> str:
    """Return with whom: the person where he can speak for himself, else the guardian or a grown member (A-27)."""
    grown = [person for person in house.people[1:] if person.age >= 18 and not person.disabled]
    if house.head.age < 16:
        return "监护人"
    if house.head.category in ("智力", "精神", "多重") and grown:
        return dice.weigh({"监护人": 5, "成年家庭成员": 2, "本人": 3 if channel == "入户" else 1})
    deaf = channel == "电话" and house.head.category in ("听力", "言语")
    return "成年家庭成员" if grown and (deaf or dice.chance(0.2)) else "本人"


def _refusals(house: House) -> None:
    """Before a refusal is accepted the household is visited twice (A-21)."""
    if house.closed_reason != "拒绝" or not house.closed or not house.spells:
        return
    for days in (24, 3):
        day, spell = house.closed - timedelta(days=days), house.keeper(house.closed - timedelta(days=days))
        if spell:
            house.contacts.append(Contact(day, spell.helper, "入户", entered=day + DAY, purpose="refused", fixed=True))


def balance(world: World, visits: int) -> None:
    """Add or take away ordinary contacts until there are about ``visits`` of them in all."""
    dice = world.dice("balance")
    rest = visits - sum(len(house.contacts) for house in world.houses)
    if rest < 0:
        loose = [(house, contact) for house in world.houses for contact in house.contacts if not contact.fixed]
        fixed = [(house, contact) for house in world.houses for contact in house.contacts if contact.fixed]
        for house, contact in [*dice.shuffled(loose), *dice.shuffled(fixed)][:-rest]:
            house.contacts.remove(contact)
        return
    cells = [
        (house, quarter, windows)
        for house in world.houses
        for quarter in world.clock.quarters
        if quarter not in world.policy.settings.exempt_quarters
        and quarter.end < world.clock.today
        and not house.recipe.contacts
        and not house.recipe.marks
        and (windows := _windows(house, quarter, world))
        and any(contact.counts and quarter.start <= contact.day <= quarter.end for contact in house.contacts)
    ]
    while rest > 0 and cells:
        for house, quarter, windows in dice.shuffled(cells)[:rest]:
            _make(house, "normal", quarter, windows, world, dice)
        rest -= min(rest, len(cells))
    for house in world.houses:
        house.contacts.sort(key=lambda contact: contact.day)
