"""半年汇报 and 年度总结: the material of each federation for the latest half-year and for each year.

The first year runs from September 2023 to September 2024, as the notice counts it (R-083, R-086). Appraisal sheets show
the indicators; a score stands on them only where the office has set weights (R-098). The city's departments have
theirs, too: the notice asks for an appraisal of 机关科室 and 直属单位. Sheets of persons are no page:
they are for the person and the one who appraises, and ``jiedui report assessment`` prints them (R-099).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.duties.cadence import Period, half_years
from jiedui.reports.annual import first_year, year_period
from jiedui.reports.assessment import department_sheet_of, unit_sheet_of
from jiedui.reports.assessment_paper import sheet_paper
from jiedui.reports.period import PeriodFigures
from jiedui.reports.progress import period_paper
from jiedui.site.page import Page, Prominence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.reports.department import Department
    from jiedui.reports.paper import Paper
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-083", "R-086", "R-098")


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


def annual_view(site: Site) -> Mapping[str, Any]:
    """Return the papers and sheets of the running year, of which the last quarter may be open, and of the first one.

    Before the programme there is nothing to tell.
    """
    asked_on = site.figures.asked_on
    if asked_on < site.ledger.policy.programme.start:
        return {"period": None}
    period, first = year_period(site.ledger, site.as_of.year), first_year(site.ledger.policy)
    figures = PeriodFigures(site.ledger, period, asked_on, at_hand=site.figures)
    sheets = {unit: sheet_paper(unit_sheet_of(figures, unit)) for unit in site.figures.units}
    cities = [unit for unit in site.figures.units if site.ledger.units[unit].is_city]
    begun = PeriodFigures(site.ledger, first, asked_on)
    return {
        "period": period,
        "running": asked_on <= period.end,
        "papers": {unit: period_paper(figures, unit, "总结") for unit in _all(site)},
        "sheets": sheets,
        "departments": {unit: _department_sheets(figures, unit) for unit in cities},
        "first": first,
        "first_running": asked_on <= first.end,
        "first_paper": period_paper(begun, "", "总结"),
    }


def _department_sheets(figures: PeriodFigures, unit: str) -> list[tuple[Department, Paper]]:
    """Return the sheets of the departments of a federation that have staff on the last day (R-098)."""
    return [(item, sheet_paper(department_sheet_of(figures, item))) for item in figures.day.staffed(unit)]


def _all(site: Site) -> tuple[str, ...]:
    return ("", *site.figures.units)


def pages(site: Site) -> list[Page]:
    """Return the page of the half-year and that of the year."""
    return [
        Page(
            "halfyear.md",
            "半年汇报",
            "halfyear.md.j2",
            lambda: half_year_view(site),
            clauses=("六(二)",),
            prominence=Prominence.ALIKE,
        ),
        Page(
            "annual.md",
            "年度总结和考核",
            "annual.md.j2",
            lambda: annual_view(site),
            clauses=("五(四)4", "六(二)"),
            prominence=Prominence.ALIKE,
        ),
    ]
