"""Contacts that chance would not bring about: leap day, the last of December, twice a day, three households at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.demo.draft import Contact, House
from jiedui.demo.phrases import words
from jiedui.model.time import DAY, Quarter

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiedui.demo.world import World

LEAP_DAY = date(2024, 2, 29)


def add(world: World) -> None:
    """Add the moments that the recipes ask for."""
    for house in world.houses:
        for mark in sorted(house.recipe.marks & _MOMENTS.keys()):
            _MOMENTS[mark](house, world)
    _together([house for house in world.houses if "together" in house.recipe.marks], world)
    for house in world.houses:
        house.contacts.sort(key=lambda contact: contact.day)


def _clear(house: House, quarter: Quarter) -> None:
    """Take away the ordinary contacts of a quarter."""
    house.contacts = [item for item in house.contacts if item.purpose or not quarter.start <= item.day <= quarter.end]


def _leap(house: House, world: World) -> None:
    """The only contact of the quarter is on the 29th of February."""
    keeper = house.keeper(LEAP_DAY)
    if keeper and world.clock.today > LEAP_DAY:
        _clear(house, Quarter.of(LEAP_DAY))
        house.contacts.append(Contact(LEAP_DAY, keeper.helper, "电话", entered=LEAP_DAY, fixed=True))


def _december(house: House, world: World) -> None:
    """The only contact of the quarter is on its last day, entered ten days into the next: not 补录 (A-06, A-14)."""
    year = (world.clock.today - timedelta(days=10)).year - 1
    day = date(year, 12, 31)
    keeper = house.keeper(day) if day > world.clock.start else None
    if keeper:
        _clear(house, Quarter.of(day))
        house.contacts.append(Contact(day, keeper.helper, "电话", entered=day + 10 * DAY, fixed=True))


def _same_day(house: House, _world: World) -> None:
    """A visit in the morning and a call in the evening: two files of one day."""
    for contact in reversed(house.contacts):
        if contact.home and contact.counts:
            house.contacts.append(Contact(contact.day, contact.by, "电话", entered=contact.entered, fixed=True))
            return


def _withdrawn_visit(house: House, world: World) -> None:
    """A contact that was written down for the wrong household."""
    day = world.clock.ago(70)
    keeper = house.keeper(day)
    if keeper:
        reason = words("visits_remote")["withdrawn"]
        house.contacts.append(
            Contact(day, keeper.helper, "电话", entered=day, purpose="withdrawn", fixed=True, withdrawn=reason)
        )


def _together(houses: list[House], world: World) -> None:
    """One contact with three households of one helper (the others name no file of their own)."""
    quarter = world.clock.back(1)
    if len(houses) < 3 or quarter is None:
        return
    day = quarter.start + timedelta(days=44)
    keepers = {spell.helper for house in houses if (spell := house.keeper(day))}
    if len(keepers) == 1 and all(house.keeper(day) for house in houses):
        for house in houses:
            _clear(house, quarter)
        first, *others = houses
        first.contacts.append(
            Contact(
                day, keepers.pop(), "其他", entered=day + DAY, purpose="together", fixed=True,
                also=[house.id for house in others],
            )
        )  # fmt: skip


_MOMENTS: dict[str, Callable[[House, World], None]] = {
    "leap": _leap,
    "december": _december,
    "same_day": _same_day,
    "withdrawn_visit": _withdrawn_visit,
}
