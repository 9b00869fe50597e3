"""转介: measures that were handed to another body, and which of these wait for its answer (六(二)).

To send a measure away does nothing for the household: no figure counts it as done before it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.promise import open_promises
from jiedui.model.time import by
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.need import Measure, Need, Referral

TITLE = "转介"
SERVES: tuple[str, ...] = ("R-100",)


class Referred(Struct, frozen=True, kw_only=True):
    """One referral of one measure of a household; ``key`` tells it from every other of the household."""

    household: str
    need: Need
    measure: Measure
    referral: Referral
    key: str


def referred(household: Household, as_of: date) -> list[Referred]:
    """Return every referral sent by a day, the earliest first; what was never due to one who had left is not in it."""
    found = [
        Referred(
            household=household.id,
            need=need,
            measure=measure,
            referral=item,
            key=f"{need.id}-{number}-{place}",
        )
        for need in household.needs
        for number, measure in enumerate(need.measures, 1)
        for place, item in enumerate(measure.referrals, 1)
        if item.sent_on <= as_of
    ]
    return sorted(found, key=lambda item: (item.referral.sent_on, item.key))


def open_of(household: Household, as_of: date) -> list[Referred]:
    """Return the referrals that wait for an answer, of measures that are still owed to a household of the roster."""
    if not household.active_on(as_of):
        return []
    owed = [(item.need.id, item.measure) for item in open_promises(household, as_of)]
    return [
        item
        for item in referred(household, as_of)
        if (item.need.id, item.measure) in owed and not by(item.referral.answered_on, as_of)
    ]
