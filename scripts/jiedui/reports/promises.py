"""What each helper promised and has not done yet (二(二))."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiedui.duties import upkeep

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.model.need import Measure, Need
    from jiedui.reports.figures import Figures


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """One measure that a helper still owes, with the need and the household that it is for."""

    household: Household
    need: Need
    measure: Measure


def open_promises(figures: Figures) -> dict[str, list[OpenPromise]]:
    """Return what each helper, by id, promised for an open need and has not done by the day of ``figures``.

    The earliest due comes first, what has no day last.
    """
    as_of, end = figures.as_of, figures.ledger.policy.end
    found: dict[str, list[OpenPromise]] = {}
    for household in figures.city.active:
        for need in upkeep.open_needs(household, as_of):
            for measure in need.measures:
                if measure.by and not (measure.done_on and measure.done_on <= as_of):
                    found.setdefault(measure.by, []).append(OpenPromise(household, need, measure))
    for promises in found.values():
        promises.sort(key=lambda item: (item.measure.due_on or end, item.household.id))
    return found
