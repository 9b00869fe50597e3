"""Which quarters the timeline of a household tells of: those begun in which a contact was due or made (五(四)3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.contact import ContactState
from jiedui.model.time import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.duties.contact import ContactQuarter
    from jiedui.model.visit import Visit
    from jiedui.reports.figures import Figures


class Timelines:
    """The quarters of every household that have a place in its timeline as of the day of ``figures``."""

    def __init__(self, figures: Figures) -> None:
        ledger, histories = figures.ledger, figures.histories
        self._shown = ledger.of_each(
            f"timelines {figures.asked_on}",
            ledger.engaged,
            lambda home: _shown(histories[home.id], ledger.contacts(home.id)),
            in_passing=True,
        )

    def shows(self, household: str, quarter: Quarter) -> bool:
        """Tell whether a quarter has a place in the timeline of a household, given by its id."""
        return quarter in self._shown.get(household, ())


def _shown(history: Iterable[ContactQuarter], contacts: Iterable[Visit]) -> frozenset[Quarter]:
    contacted = {Quarter.of(visit.date) for visit in contacts}
    return frozenset(
        found.quarter
        for found in history
        if found.state is not ContactState.AHEAD
        and (found.state is not ContactState.NOT_DUE or found.quarter in contacted)
    )
