"""What each helper answers for of what was promised and is not done yet (二(二))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties import promise
from jiedui.duties.answer import of_promise

if TYPE_CHECKING:
    from jiedui.duties.promise import Promise
    from jiedui.reports.figures import Figures


def open_promises(figures: Figures) -> dict[str, list[Promise]]:
    """Return what each helper, by id, answers for of what is still owed to the households of the roster.

    A promise of one who handed the household over is the successor's, as in the list of what is due. The earliest due
    comes first, what has no day last.
    """
    ledger, as_of = figures.ledger, figures.as_of
    found: dict[str, list[Promise]] = {}
    for household in figures.city.engaged:
        for item in promise.owed(figures.promises[household.id], as_of):
            if answer := of_promise(ledger, household, item.measure, as_of):
                found.setdefault(answer.helper, []).append(item)
    for promises in found.values():
        promises.sort(key=lambda item: (item.measure.due_on or ledger.policy.end, item.household))
    return found
