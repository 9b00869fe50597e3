"""按责任人的单位: for each federation and department, the households that its staff answer for, and its figures' rows.

A figure of the tables by workplace is the sum of a column here, or the number of rows of a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.reports.definition import Whose
from jiedui.reports.indicators import BY_STAFF
from jiedui.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.reports.figures import WorkplaceLine
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ()

# What each household adds to the figures of the day.
COLUMNS = tuple(item for item in BY_STAFF if item.whose is Whose.DAY)


def view(site: Site, line: WorkplaceLine) -> Mapping[str, Any]:
    """Return the staff, the households in their charge with what each adds, and the quarters that they answer for."""
    figures, group = site.figures, line.group
    lines = [figures.quota_lines[helper.id] for helper in group.helpers]
    return {
        "line": line,
        "called": _called(site, line),
        "group": group,
        "staff": [item for item in lines if item.state.in_office],
        "columns": COLUMNS,
        "homes": [(home, figures.one(home)) for home in group.active],
        "now": group.contact_now,
        "last": figures.closed_quarter,
        "overdue": group.overdue_rows,
    }


def _called(site: Site, line: WorkplaceLine) -> str:
    return line.department.called(site.ledger.unit_name(line.unit)) if line.department else line.name


def pages(site: Site) -> list[Page]:
    """Return a page for each line of the tables by workplace."""
    return [_page(site, line) for line in site.figures.workplace_lines]


def _page(site: Site, line: WorkplaceLine) -> Page:
    title = f"{_called(site, line)}：按责任人的单位"
    return Page(f"workplaces/{line.key}.html", title, "workplace.html.j2", lambda: view(site, line))
