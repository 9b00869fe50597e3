"""Who answers for a household, its quarter, a promise: one person each, so that the shares of all make the whole.

A household's day is of who is in charge (主责) on it; its quarter or year, of who is so on the last day or, where the
pairing ended before, was so last; a promise, of who made it (二(二)). A deputy acts in a pause (A-23) and answers for
nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.need import Measure

TITLE = "谁来负责"
SERVES: tuple[str, ...] = ("R-098",)


class Answer(NamedTuple):
    """The helper who answers for something, by id, and the day on which that was judged: the office is that day's."""

    helper: str
    on: date


def of_day(household: Household, when: date) -> Answer | None:
    """Return who is in charge of a household on a day, or ``None``; before a move within the city, who was then."""
    if household.before and when < household.registered_on:
        return of_day(household.before, when)
    pairing = household.primary_on(when)
    return Answer(pairing.helper, when) if pairing else None


def of_period(household: Household, first: date, last: date) -> Answer | None:
    """Return who answers for what a household asks for in a quarter or year, ``first`` … ``last``, or ``None``.

    It is one person, whoever else owed a contact in it (A-12): who is in charge on its last day, else was so last. Of a
    period that runs, ``last`` is today.
    """
    if found := of_day(household, last):
        return found
    ends = [
        Answer(pairing.helper, part.end)
        for pairing in household.pairings
        if pairing.is_primary and (part := pairing.span.clip(first, last))
    ]
    return max(ends, key=lambda answer: answer.on, default=None)


def of_promise(ledger: Ledger, household: Household, measure: Measure, as_of: date) -> Answer | None:
    """Return who answers for a measure: who kept it, on the day when it was done, or owes it on ``as_of``.

    That is who promised it. A promise of one whose pairing has ended passes on with the household.
    """
    when = min(measure.done_on or as_of, as_of)
    paired = {pairing.helper for pairing in household.pairings}
    running = {pairing.helper for pairing in household.pairings_on(when)}
    if measure.by in ledger.helpers and (measure.by in running or measure.by not in paired):
        return Answer(measure.by, when)
    return of_day(household, when)


def acting(ledger: Ledger, answer: Answer | None) -> str:
    """Return who acts for one who answers: in a pause the deputy (A-23); nobody for ``None``."""
    if answer is None:
        return ""
    pauses = ledger.helpers[answer.helper].pauses if answer.helper in ledger.helpers else ()
    return next((pause.deputy for pause in pauses if pause.deputy and pause.span.covers(answer.on)), answer.helper)


def responsible(ledger: Ledger, household: Household, when: date) -> str:
    """Return the helper who acts for a household on a day: 主责, in a pause the deputy; or nothing."""
    return acting(ledger, of_day(household, when))
