"""半年汇报: the material of each federation for the latest half-year (R-083)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.duties.cadence import Period, half_years
from jiedui.reports.period import PeriodFigures
from jiedui.reports.progress import period_paper
from jiedui.site.family import READERS
from jiedui.site.page import Page, Prominence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-083",)
SHOWN_TO = READERS


def latest(periods: list[Period], site: Site) -> Period | None:
    """Return the last period that is over, or the one that runs before any is; nothing before the programme."""
    over = [period for period in periods if period.end < site.figures.asked_on]
    begun = [period for period in periods if period.start <= site.as_of]
    return over[-1] if over else begun[0] if begun else None


def half_year_view(site: Site) -> Mapping[str, Any]:
    """Return the papers of the latest half-year, of the city and of each federation."""
    period = latest(list(half_years(site.ledger.policy)), site)
    if period is None:
        return {"period": None, "papers": {}}
    figures = PeriodFigures(site.ledger, period, site.figures.asked_on, at_hand=site.figures)
    return {"period": period, "papers": {unit: period_paper(figures, unit, "情况汇报") for unit in _all(site)}}


def _all(site: Site) -> tuple[str, ...]:
    return (site.county,) if site.county else ("", *site.figures.units)


def pages(site: Site) -> list[Page]:
    """Return the page of the half-year."""
    return [
        Page(
            "halfyear.md",
            "半年汇报",
            "halfyear.md.j2",
            lambda: half_year_view(site),
            clauses=("六(二)",),
            prominence=Prominence.ALIKE,
        ),
    ]
