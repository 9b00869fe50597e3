"""What an edit of a ledger touched: of the others all that was found before it still holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from jiedui.model.keeping import Keeping
from jiedui.model.narrowing import named_by
from jiedui.model.time import DAY
from jiedui.struct import Struct, asdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from jiedui.model.event import Event
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.visit import Visit

    Dated = Sequence[Visit | Event]
    Known = Household | Helper

# A day as a text, or the month or year alone that is known of it: a birth.
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


def follow(now: Ledger, before: Ledger | None) -> None:
    """Let a ledger in memory keep what is found of it and, of whom an edit did not touch, what was found before it."""
    same = everybody(now) - touched_since(now, before) if before else frozenset()
    since = differs_since(now, before) if before else date.min
    now.keeping = Keeping(before.keeping if before else None, same, since=since)


def everybody(ledger: Ledger) -> frozenset[str]:
    """Return the households, helpers and federations of a ledger, by id."""
    return frozenset((*ledger.households, *ledger.helpers, *ledger.units))


def touched_since(now: Ledger, before: Ledger) -> frozenset[str]:
    """Return the households, helpers and federations of whom anything may be another than before an edit.

    They are the households and helpers whose records or contacts, wherever kept, are others, new or gone, those that
    these name and that name them, and whoever belongs to the families of these before and after a move; the federations
    whose events are others; all where anything else is another.
    """
    if _others(now) != _others(before):
        return everybody(now)
    helpers = _differing(now.helpers, before.helpers)
    homes = _households(now, before, helpers)
    sides = [(known, known.households[key]) for known in (now, before) for key in homes & known.households.keys()]
    found = homes | helpers | _beside(now, before, helpers) | _differing(now.events, before.events)
    return frozenset(found).union(*(named_by(*side) for side in sides))


def differs_since(now: Ledger, before: Ledger) -> date:
    """Return the first day as of which a ledger may say anything else than before an edit.

    That is the day of the first of the contacts and events that are others, or the first as of which a household or a
    helper was another as one knew them then.
    """
    if _others(now) != _others(before) or now.withdrawn != before.withdrawn:  # that somebody was is told without a day
        return date.min
    days = [
        _parted(one.get(key), other.get(key))
        for one, other in ((now.helpers, before.helpers), (now.households, before.households))
        for key in _differing(one, other)
    ]
    sides = (*_lists(now.visits, before.visits), *_lists(now.events, before.events))
    others = (item for one, other in sides for item in (*one, *other) if item not in one or item not in other)
    return min((*days, *(item.date for item in others)), default=date.max)


def _parted(one: Known | None, other: Known | None) -> date:
    """Return the first day as of which two versions of a household or a helper are not the same, if there is one.

    What is known of either becomes another on the days that it tells alone, or on the next.
    """
    told = {day for side in (one, other) for day in _days(side)}
    days = sorted({date.min, *told, *(day + DAY for day in told if day < date.max)})
    return next((day for day in days if _on(day, one) != _on(day, other)), date.max)


def _on(day: date, item: Known | None) -> Known | None:
    return item and item.until(day)


def _days(item: object) -> Iterator[date]:
    """Yield every day that something tells, and the first one of each year and month."""
    if isinstance(item, date):
        yield item
    elif isinstance(item, str):
        if _DAY.fullmatch(item):
            with suppress(ValueError):  # what looks like a day and is none
                yield date.fromisoformat(item + "0001-01-01"[len(item) :])
    elif isinstance(item, int):
        if date.min.year <= item <= date.max.year:
            yield date(item, 1, 1)
    elif isinstance(item, Mapping):
        for part in (*item, *item.values()):
            yield from _days(part)
    elif isinstance(item, tuple):
        for part in item:
            yield from _days(part)
    elif isinstance(item, Struct):
        yield from _days(asdict(item))


def _lists(now: Mapping[str, Dated], before: Mapping[str, Dated]) -> list[tuple[Dated, Dated]]:
    """Return the two lists under each key that has not the same one as before."""
    return [(now.get(key, ()), before.get(key, ())) for key in _differing(now, before)]


def _others(ledger: Ledger) -> list[int]:
    """Return what tells whether anything but households, contacts, helpers and events is the same.

    What was withdrawn nothing is kept of.
    """
    kept = ("policy", "divisions", "units", "bulletins", "guests")
    return [id(getattr(ledger, name)) for name in kept]


def _differing(now: Mapping[str, object], before: Mapping[str, object]) -> set[str]:
    """Return the ids under which there is not the same object as before."""
    return {key for key in now.keys() | before.keys() if now.get(key) is not before.get(key)}


def _beside(now: Ledger, before: Ledger, helpers: Set[str]) -> set[str]:
    """Return who is or was a deputy of ``helpers``, or has them for deputies."""
    known = (helper for ledger in (now, before) for helper in ledger.helpers.values())
    pairs = ({helper.id, pause.deputy} for helper in known for pause in helper.pauses)
    return set[str]().union(*(pair for pair in pairs if not helpers.isdisjoint(pair))) - {""}


def _households(now: Ledger, before: Ledger, helpers: Set[str]) -> set[str]:
    """Return the households that are others or have to do with ``helpers`` that are, and their families."""
    touched = set[str]()
    for ledger in (now, before):
        for key in _differing(now.households, before.households) & ledger.households.keys():
            touched |= {key, ledger.households[key].moved_from}
        for key in _differing(now.visits, before.visits):
            touched.update(name for visit in ledger.visits.get(key, ()) for name in visit.households)
        for key in now.households.keys() ^ before.households.keys():  # where those are shown that were named with it
            touched.update(name for visit in ledger.contacts(key) for name in visit.households)
        homes = ledger.households.items() if helpers else ()
        touched.update(key for key, home in homes if not helpers.isdisjoint(named_by(ledger, home)))
    moves = [{home.id, home.moved_from} for home in now.households.values() if home.moved_from]
    while families := set[str]().union(*(move for move in moves if move & touched)) - touched:
        touched |= families
    return touched - {""}
