"""近期要办: what is due by federation, and for each a list to hand out (R-097, 六(二))."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from jiedui.reports.severity import GRAVE, DutySeverity, grouped
from jiedui.site.family import READERS
from jiedui.site.files import calendars, feeds
from jiedui.site.page import Page
from jiedui.site.parts import CutList, Frame, Lists, Part, pages_by_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jiedui.duties.deadline import Due
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-084", "R-095", "R-097")
SHOWN_TO = READERS


def city_view(site: Site) -> Mapping[str, Any]:
    """Return how many duties of each federation are how pressing."""
    rows = [
        (unit, [len(found) for found in _by_severity(site, items).values()])
        for unit, items in site.deadlines.by_unit.items()
    ]
    sums = [sum(column) for column in zip(*(counts for _, counts in rows), strict=True)]
    return {
        "rows": rows,
        "sums": sums,
        "severities": list(DutySeverity),
        "grave_days": GRAVE.days,
        "feed": feeds.whole_path(site),
    }


def _by_severity(site: Site, items: Iterable[Due]) -> dict[DutySeverity, Sequence[Due]]:
    """Return the duties of each severity, also where there is none, what to do first on top."""
    found = {group.severity: group.items for group in grouped(items, site.as_of, site.figures.digest)}
    return {kind: found.get(kind, ()) for kind in DutySeverity}


def unit_view(site: Site, unit: str, part: Part | None = None) -> Mapping[str, Any]:
    """Return what is due in a federation, or to the households of a part of it, in four lists to hand out."""
    items, parts = site.deadlines.by_unit[unit], site.parts(unit)
    if part:
        items = [item for item in items if parts.of_household(item.household) == part.key]
    listings = {
        kind.key: CutList(rows, 14, lambda row: parts.of_household(row.household))
        for kind, rows in _by_severity(site, items).items()
    }
    return {
        "unit": site.ledger.units[unit],
        "lists": Lists(listings, f"due/{unit}.html", parts, part),
        "severities": list(DutySeverity),
        "upcoming": [] if part else site.upcoming.of_unit(unit),
        "calendar": calendars.offered(site, calendars.unit_path(unit), items),
        "feed": feeds.unit_path(unit),
    }


def pages(site: Site) -> list[Page]:
    """Return the page of the city and the list of each federation."""
    city = Page("due.md", "近期要办", "due.md.j2", lambda: city_view(site), wide=True, clauses=("五(四)3", "六(二)"))
    return [city, *site.of_units("due", partial(unit_pages, site))]


def unit_pages(site: Site, unit: str) -> list[Page]:
    """Return the list of a federation and those of its parts."""
    short = site.ledger.units[unit].short
    frame = Frame(
        f"due/{unit}.html", "due_unit.html.j2", lambda part: f"{short}{part}近期要办", of=site.people_of(unit),
        doings=unit,
    )  # fmt: skip
    return pages_by_part(frame, site.parts(unit), lambda part: unit_view(site, unit, part))
