"""What a module must have to be a kind of report on a period: mypy holds each that a verb names to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jiedui.duties.cadence import Period
    from jiedui.model.ledger import Ledger
    from jiedui.model.policy import Policy
    from jiedui.reports.paper import Paper


class PeriodReport(Protocol):
    """A paper on a federation's work in a period, or on the whole city's."""

    HEADING: str
    """What staff call the paper, and the beginning of its file's name."""
    PERIODS: str
    """How a period is written, as advice to whoever wrote it otherwise."""

    def names(self, policy: Policy) -> Sequence[str]:
        """Return what staff write for the periods of the programme, in order."""

    def period_of(self, ledger: Ledger, name: str) -> Period:
        """Return the period that staff write ``name``; raise ``ValueError`` for one outside the programme."""

    def paper(self, ledger: Ledger, period: Period, unit: str, as_of: date) -> Paper:
        """Return the paper of a federation (of the city for ``""``) as the records stand on ``as_of``."""
