"""季度联系矩阵: units by quarters for the city, households by quarters for each unit.

The heat map of the city is the table itself, its cells tinted by the rate, with a bar of its length, a sign and both
numbers: it is read by ear with its headings, each cell leads to its rows, and it prints in grey. A drawing beside it
could only say the same again with less; what the table does not show, the course over time, is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.duties.contact import ContactState
from jiedui.site.drawing.charts import rate_words, trend
from jiedui.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.model.household import Household
    from jiedui.reports.groups import GroupFigures
    from jiedui.reports.sums import ContactSum
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-005", "R-084")

LEGEND = ("已完成", "补录", "进行中", "逾期", "豁免", "不计", "未到")


def matrix(group: GroupFigures) -> list[ContactSum]:
    """Return a group's contacts in each quarter of the programme."""
    return [group.contact(quarter) for quarter in group.figures.quarters]


def city_view(site: Site) -> Mapping[str, Any]:
    """Return the matrix of the federations by quarter, and the course of the city's rate."""
    groups = list(site.figures.units.values())
    return {
        "groups": groups,
        "sums": {group.unit: matrix(group) for group in groups},
        "lines": [(line, matrix(line.group)) for line in site.figures.workplace_lines],
        "city_sums": (city_sums := matrix(site.figures.city)),
        "trend": trend(city_sums),
        "rate_words": rate_words(),
        "years": years(site),
    }


def years(site: Site) -> list[tuple[int, int]]:
    """Return each year of the programme with the number of its quarters."""
    found: dict[int, int] = {}
    for quarter in site.figures.quarters:
        found[quarter.year] = found.get(quarter.year, 0) + 1
    return list(found.items())


def unit_view(site: Site, unit: str) -> Mapping[str, Any]:
    """Return the households of a federation by state of the quarter, and their matrix."""
    group = site.figures.units[unit]
    now = group.contact_now
    last = site.figures.closed_quarter
    lists = {"now-running": ("进行中：还没有联系的户", now.of(ContactState.RUNNING))}
    if overdue := now.of(ContactState.OVERDUE):
        lists["now-overdue"] = ("逾期：一次也没有联系的户", overdue)
    lists["now-met"] = ("已联系的户", now.met)
    return {
        "unit": site.ledger.units[unit],
        "group": group,
        "now": now,
        "lists": lists,
        "last": last,
        "overdue": group.overdue_rows,
        "sums": matrix(group),
        "years": years(site),
        "homes": [household for household in group.households if _ever(site, household)],
        "legend": LEGEND,
    }


def _ever(site: Site, household: Household) -> bool:
    """Tell whether a household has had anything to do with contacts yet: it has a row in the matrix."""
    idle = (ContactState.NOT_DUE, ContactState.AHEAD)
    return any(found.state not in idle for found in site.figures.histories[household.id])


def pages(site: Site) -> list[Page]:
    """Return the page of the city and one of each federation."""
    city = Page(
        "contact.md",
        "季度联系矩阵",
        "contact.md.j2",
        lambda: city_view(site),
        wide=True,
        clauses=("五(四)3", "五(四)5"),
    )
    return [city, *(_page(site, unit) for unit in site.figures.units)]


def _page(site: Site, unit: str) -> Page:
    short = site.ledger.units[unit].short
    return Page(
        f"contact/{unit}.html", f"{short}季度联系矩阵", "contact_unit.html.j2", lambda: unit_view(site, unit)
    )  # fmt: skip
