"""A ledger with a few of its records otherwise: all else stays as it was made, as the same objects."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.model.visit import Visit
from jiedui.model.withdrawal import is_withdrawn, standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.model.ledger import Ledger
    from jiedui.records.reader import Record
    from jiedui.records.tree import Place

# The kinds of record in whose stead the objects made of them are put; of any other a ledger is made anew.
_PATCHED = ("helper", "household", "visit")


def patched(ledger: Ledger, changes: Iterable[tuple[Record | None, Record | None]]) -> Ledger | None:
    """Return a ledger in which records are others: each as it is in this one, and as it is to be.

    Where one is not there, or is to be gone, stands ``None``. Returns ``None`` where the ledger has to be made anew:
    for another kind of record than helpers, households and contacts, and where one is new or gone, since the others'
    order would be another.
    """
    helpers, households, visits = dict(ledger.helpers), dict(ledger.households), dict(ledger.visits)
    for was, record in changes:
        there = was or record
        if there is None or there.place.kind not in _PATCHED:
            return None
        place = there.place
        if place.kind == "visit":
            if place.household not in visits or not (found := _visits(visits[place.household], place, record)):
                return None
            visits[place.household] = found
        elif not (record and was) or is_withdrawn(record.data) or is_withdrawn(was.data):
            return None
        elif place.kind == "helper":
            helpers[place.stem] = Helper.of({**record.data, "id": place.stem}, place.unit)
        else:
            named = {**record.data, "id": place.stem}
            households[place.stem] = Household.of(standing(named), place.unit)
    return replace(ledger, helpers=helpers, households=households, visits=visits)


def _visits(known: Iterable[Visit], place: Place, record: Record | None) -> list[Visit]:
    """Return the contacts of a household with another record at a place, or with none, in order of time."""
    found = [item for item in known if item.stem != place.stem]
    if record and not is_withdrawn(record.data):
        found.append(Visit.of(record.data, place.household, place.stem))
    return sorted(found, key=lambda visit: (visit.date, visit.stem))
