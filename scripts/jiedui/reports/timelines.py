"""Which quarters the timeline of a household tells of: those begun in which a contact was due or made (五(四)3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.contact import ContactState
from jiedui.model.time import Quarter

if TYPE_CHECKING:
    from jiedui.reports.figures import Figures


class Timelines:
    """The quarters of every household that have a place in its timeline as of the day of ``figures``."""

    def __init__(self, figures: Figures) -> None:
        contacted = {
            (household, Quarter.of(visit.date))
            for household in figures.ledger.households
            for visit in figures.ledger.contacts(household)
        }
        self._shown = frozenset(
            (household, found.quarter)
            for household, history in figures.histories.items()
            for found in history
            if found.state is not ContactState.AHEAD
            and (found.state is not ContactState.NOT_DUE or (household, found.quarter) in contacted)
        )

    def shows(self, household: str, quarter: Quarter) -> bool:
        """Tell whether a quarter has a place in the timeline of a household, given by its id."""
        return (household, quarter) in self._shown
