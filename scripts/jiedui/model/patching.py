"""A ledger with a few of its records otherwise: all else stays as it was made, as the same objects."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiedui.model.household import Household
from jiedui.model.visit import Visit
from jiedui.model.withdrawal import is_withdrawn, standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.model.ledger import Ledger
    from jiedui.records.reader import Record

# The kinds of record in whose stead the objects made of them are put; of any other a ledger is made anew.
_PATCHED = ("household", "visit")


def patched(ledger: Ledger, changes: Iterable[tuple[Record | None, Record | None]]) -> Ledger | None:
    """Return a ledger in which records are others: each as it is in this one, and as it is to be.

    Where one is not there, or is to be gone, stands ``None``. Returns ``None`` where the ledger has to be made anew:
    for another kind of record than households and contacts, and where one is new or gone, since the others' order would
    be another.
    """
    households, visits = dict(ledger.households), dict(ledger.visits)
    for was, record in changes:
        there = was or record
        if there is None or there.place.kind not in _PATCHED or there.place.household not in households:
            return None
        place = there.place
        if place.kind == "household":
            if not (record and was) or is_withdrawn(record.data):
                return None
            named = {**record.data, "id": place.stem}
            households[place.household] = Household.of(standing(named), place.unit)
        elif place.household in visits:
            others = [item for item in visits[place.household] if item.stem != place.stem]
            if record and not is_withdrawn(record.data):
                others.append(Visit.of(record.data, place.household, place.stem))
            if not others:
                return None
            visits[place.household] = sorted(others, key=lambda visit: (visit.date, visit.stem))
        else:
            return None
    return replace(ledger, households=households, visits=visits)
