"""按责任人的单位: for each federation and department, the households that its staff answer for, and its figures' rows.

A figure of the tables by workplace is the sum of a column here, or the number of rows of a table.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from jiedui.reports.definition import Whose
from jiedui.reports.indicators import BY_STAFF
from jiedui.site.family import READERS
from jiedui.site.parts import CutList, Frame, Lists, Part, Parts, pages_by_part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.reports.figures import WorkplaceLine
    from jiedui.site.page import Page
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ()
SHOWN_TO = READERS

# What each household adds to the figures of the day.
COLUMNS = tuple(item for item in BY_STAFF if item.whose is Whose.DAY)


def parts_of(site: Site, line: WorkplaceLine) -> Parts:
    """Return by what the lists of a line are cut: a county's households by township, all others by federation."""
    own = line.unit in site.ledger.units and not site.ledger.units[line.unit].is_city
    return site.parts(line.unit) if own else site.federations


def view(site: Site, line: WorkplaceLine, part: Part | None = None) -> Mapping[str, Any]:
    """Return the staff, the households in their charge with what each adds, and the quarters that they answer for."""
    figures, group, parts = site.figures, line.group, parts_of(site, line)
    lines = [figures.quota_lines[helper.id] for helper in group.helpers]
    homes = [home for home in group.active if home.id not in site.listed]
    whole: dict[str, CutList[Any]] = {
        "staff": CutList([item for item in lines if item.state.in_office], 24, lambda row: parts.of_helper(row.helper)),
        "homes": CutList(homes, 10 + 2 * len(COLUMNS), lambda home: parts.of_household(home.id)),
        "quarter": CutList(group.contact_now.due, 12, parts.of_household),
        "overdue": CutList(group.overdue_rows, 11, lambda row: parts.of_household(row.household)),
    }
    return {
        "line": line,
        "called": _called(site, line),
        "group": group,
        "columns": COLUMNS,
        "lists": Lists({key: item.within(part) for key, item in whole.items()}, _path(line), parts, part),
        "listed_only": len(group.active) - len(homes),
        "now": group.contact_now,
        "last": figures.closed_quarter,
    }


def _path(line: WorkplaceLine) -> str:
    return f"workplaces/{line.key}.html"


def _called(site: Site, line: WorkplaceLine) -> str:
    return line.department.called(site.ledger.unit_name(line.unit)) if line.department else line.name


def pages(site: Site) -> list[Page]:
    """Return a page for each line of the tables by workplace."""
    return [
        page
        for line in site.figures.workplace_lines
        for page in site.kept(
            _path(line), line.group.people, partial(line_pages, site, line), made_of=parts_of(site, line).mark
        )
    ]


def line_pages(site: Site, line: WorkplaceLine) -> list[Page]:
    """Return the page of a line and those of its parts."""
    called = _called(site, line)

    def title(part: str) -> str:
        return f"{called}：按责任人的单位{f'，{part}' if part else ''}"

    frame = Frame(
        _path(line), "workplace.html.j2", title, section=f"units/{line.unit}.html", of=tuple(sorted(line.group.people))
    )
    return pages_by_part(frame, parts_of(site, line), lambda part: view(site, line, part))
