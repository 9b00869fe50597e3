"""What each helper answers for of what was promised and is not done yet (二(二))."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiedui.duties import promise
from jiedui.duties.answer import of_promise

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
    """Return what each helper, by id, answers for of what was promised for an open need and is not done.

    A promise of one who handed the household over is the successor's, as in the list of what is due. The earliest due
    comes first, what has no day last.
    """
    ledger, as_of = figures.ledger, figures.as_of
    found: dict[str, list[OpenPromise]] = {}
    for household in figures.city.active:
        for item in promise.promises(household, as_of):
            answer = of_promise(ledger, household, item.measure, as_of)
            if answer and item.state.is_open and not (item.need.closed_on and item.need.closed_on <= as_of):
                found.setdefault(answer.helper, []).append(OpenPromise(household, item.need, item.measure))
    for promises in found.values():
        promises.sort(key=lambda item: (item.measure.due_on or ledger.policy.end, item.household.id))
    return found
