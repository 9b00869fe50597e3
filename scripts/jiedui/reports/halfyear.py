"""半年汇报材料: what each federation's party group hears every half-year (R-094, 六(二); A-28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.cadence import Period, half_years
from jiedui.reports.period import PeriodFigures
from jiedui.reports.progress import period_paper

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.model.policy import Policy
    from jiedui.reports.paper import Paper

TITLE = "半年汇报材料"
SERVES: tuple[str, ...] = ("R-094",)

HEADING = "半年汇报"
PERIODS = "半年写成 2026H1 或者 2026H2。"

_HALVES = {"1": "上半年", "2": "下半年"}


def names(policy: Policy) -> list[str]:
    """Return the half-years of the programme as they are written."""
    return [f"{period.start.year}H{1 if period.start.month == 1 else 2}" for period in half_years(policy)]


def period_of(ledger: Ledger, name: str) -> Period:
    """Return the half-year written ``2026H1``; raise ``ValueError`` for one outside the programme."""
    year, _, half = name.partition("H")
    title = f"{year}年{_HALVES.get(half, '')}"
    for period in half_years(ledger.policy):
        if period.title == title:
            return period
    raise ValueError(name)


def paper(ledger: Ledger, period: Period, unit: str, as_of: date) -> Paper:
    """Return the material of a federation (of the city's whole ledger for ``""``) as the records stand on ``as_of``."""
    return period_paper(PeriodFigures(ledger, period, as_of), unit, "情况汇报")
