"""The review of a change put together from what each room says of it (R-108)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.reports.review.additions import addition_lines
from jiedui.reports.review.beside import beside_lines
from jiedui.reports.review.effects import effect_lines
from jiedui.reports.review.facts import fact_lines
from jiedui.reports.review.losses import loss_lines
from jiedui.reports.review.overview import overview
from jiedui.reports.review.review import Review
from jiedui.reports.review.sides import BothSides

if TYPE_CHECKING:
    from datetime import date

    from jiedui.records.reader import Records
    from jiedui.records.schema import SchemaLibrary
    from jiedui.rules.change import LedgerChange

_ROOMS = (beside_lines, loss_lines, effect_lines, fact_lines, addition_lines)


def reviewed(records: Records, change: LedgerChange, library: SchemaLibrary, as_of: date) -> Review:
    """Return what a change has done to a ledger, of which ``records`` are what it says now, as of a day.

    Of the households it may be those alone that the change has to do with (:func:`jiedui.rules.extent.extent`).
    Never raises for bad input: what cannot be read is told as such, and nothing else of it. Of a new ledger all is new:
    no more is told than how much of it there is, and what lies beside the records.
    """
    sides = BothSides(records, change, library, as_of)
    found = [line for room in (_ROOMS if change.tree else (beside_lines,)) for line in room(sides)]
    found.sort(key=lambda line: (line.unit, line.path))
    touched = {line.unit for line in found}
    return Review(
        commit=change.commit,
        overview=tuple(overview(sides)),
        lines=tuple(found),
        units={unit: name for unit, name in sides.units.items() if unit in touched},
    )
