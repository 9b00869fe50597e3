"""每年集体活动: units by years, and everybody who has not yet taken part this year (R-042, 四(四)3)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.duties.outing import OutingState, OutingYear
from jiedui.reports.group_rows import HouseholdMember
from jiedui.site.drawing.columns import number_column
from jiedui.site.family import READERS
from jiedui.site.page import Page
from jiedui.site.parts import CutList, Frame, Lists, Part, pages_by_part

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from jiedui.model.household import Household
    from jiedui.model.member import Member
    from jiedui.reports.groups import GroupFigures
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-042",)
SHOWN_TO = READERS
# About how many elements a row takes.
ROW = 13


class OutingRow(NamedTuple):
    """A person and the state of the year's activity."""

    household: Household
    member: Member
    year: OutingYear


def years(site: Site) -> list[int]:
    """Return the years in which the activity is asked for, up to the running one."""
    return list(range(site.ledger.policy.settings.outing_first_year, site.figures.outing_year_now + 1))


def counts(group: GroupFigures, year: int) -> Counter[str]:
    """Return a group's persons by state in a year.

    ``all`` counts those of whom something is asked, ``beside`` those who took part without being asked (A-18).
    """
    found = group.outing_year(year)
    found["beside"] = sum(item.beside for item in group.outing_rows(year))
    found["all"] = sum(found[state.value] for state in (OutingState.DONE, OutingState.RUNNING, OutingState.MISSED))
    return found


def missing(site: Site, group: GroupFigures) -> list[OutingRow]:
    """Return who has still to take part this year."""
    return [
        OutingRow(*HouseholdMember.of(site.ledger, found.household, found.person), found)
        for found in group.outings_open
    ]


def view(site: Site) -> Mapping[str, Any]:
    """Return the persons of each year by state, and who has still to take part this year."""
    groups = list(site.figures.units.values())
    listed = years(site)
    city = [counts(site.figures.city, year) for year in listed]
    rows = {group.unit: missing(site, group) for group in groups}
    every = [row for found in rows.values() for row in found]
    return {
        "lists": Lists({"u": CutList(every, ROW, lambda row: row.household.unit)}, "outings.md", site.federations),
        "groups": groups,
        "years": listed,
        "year_columns": [number_column(f"{year}年") for year in listed],
        "counts": {group.unit: [counts(group, year) for year in listed] for group in groups},
        "city": city,
        "beside": any(found["beside"] for found in city),
        "missing": rows,
    }


def unit_view(site: Site, unit: str, part: Part | None = None) -> Mapping[str, Any]:
    """Return who of a federation, or of a part of it, has still to take part this year."""
    parts, group = site.parts(unit), part.group if part else site.figures.units[unit]
    listing = CutList(missing(site, group), ROW, lambda row: parts.of_household(row.household.id))
    return {
        "unit": site.ledger.units[unit],
        "lists": Lists({f"u-{unit}": listing}, f"outings/{unit}.html", parts, part),
    }


def pages(site: Site) -> list[Page]:
    """Return the page of the yearly activity and, where those who lack grow too many, those of the federations."""
    shown = view(site)
    city = Page("outings.md", "每年集体活动", "outings.md.j2", lambda: shown, wide=True, clauses=("四(四)3",))
    units = [unit for unit, found in shown["missing"].items() if found] if shown["lists"].cut else []
    return [city, *site.of_units("outings", partial(unit_pages, site), units)]


def unit_pages(site: Site, unit: str) -> list[Page]:
    """Return the page of a federation and those of its parts."""
    short = site.ledger.units[unit].short
    frame = Frame(
        f"outings/{unit}.html",
        "outings_unit.html.j2",
        lambda part: f"{short}{part}每年集体活动",
        of=site.people_of(unit),
    )
    return pages_by_part(frame, site.parts(unit), lambda part: unit_view(site, unit, part))
