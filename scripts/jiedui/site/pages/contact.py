"""季度联系矩阵: units by quarters for the city, households by quarters for each unit.

The heat map of the city is the table itself, its cells tinted by the rate, with a bar of its length, a sign and both
numbers: it is read by ear with its headings, each cell leads to its rows, and it prints in grey. A drawing beside it
could only say the same again with less; what the table does not show, the course over time, is drawn.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from jiedui.duties.contact import ContactState
from jiedui.site.drawing.charts import rate_words, trend
from jiedui.site.family import READERS
from jiedui.site.page import Page
from jiedui.site.parts import CutList, Frame, Lists, Part, pages_by_part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.model.household import Household
    from jiedui.reports.groups import GroupFigures
    from jiedui.reports.sums import ContactSum
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-005", "R-084")
SHOWN_TO = READERS

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
        "trend": trend(city_sums, site.figures.quarter),
        "rate_words": rate_words(),
        "years": years(site),
    }


def years(site: Site) -> list[tuple[int, int]]:
    """Return each year of the programme with the number of its quarters."""
    found: dict[int, int] = {}
    for quarter in site.figures.quarters:
        found[quarter.year] = found.get(quarter.year, 0) + 1
    return list(found.items())


def unit_view(site: Site, unit: str, part: Part | None = None) -> Mapping[str, Any]:
    """Return the households of a federation, or of a part of it, by state of the quarter, and their matrix."""
    group = part.group if part else site.figures.units[unit]
    now, parts = group.contact_now, site.parts(unit)
    captions = {"now-running": "进行中：还没有联系的户", "now-met": "已联系的户"}
    if overdue := now.of(ContactState.OVERDUE):
        captions = {"now-running": captions["now-running"], "now-overdue": "逾期：一次也没有联系的户", **captions}
    homes = [household for household in group.households if _ever(site, household)]
    listings: dict[str, CutList[Any]] = {
        "now-running": CutList(now.of(ContactState.RUNNING), 12, parts.of_household),
        "now-overdue": CutList(overdue, 12, parts.of_household),
        "now-met": CutList(now.met, 12, parts.of_household),
        "last-overdue": CutList(group.overdue_last, 10, parts.of_household),
        "overdue": CutList(group.overdue_rows, 10, lambda row: parts.of_household(row.household)),
        "matrix": CutList(homes, 2 + 3 * len(site.figures.quarters), lambda home: parts.of_household(home.id)),
    }
    return {
        "unit": site.ledger.units[unit],
        "group": group,
        "now": now,
        "captions": captions,
        "lists": (lists := Lists(listings, f"contact/{unit}.html", parts, part)),
        "last": site.figures.closed_quarter,
        "sums": matrix(group),
        "part_sums": [(item, matrix(item.group)) for item in parts] if "matrix" in lists.cut else [],
        "years": years(site),
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
    return [city, *site.of_units("contact", partial(unit_pages, site))]


def unit_pages(site: Site, unit: str) -> list[Page]:
    """Return the page of a federation and those of its parts."""
    short = site.ledger.units[unit].short
    frame = Frame(
        f"contact/{unit}.html",
        "contact_unit.html.j2",
        lambda part: f"{short}{part}季度联系矩阵",
        of=site.people_of(unit),
    )
    return pages_by_part(frame, site.parts(unit), lambda part: unit_view(site, unit, part))
