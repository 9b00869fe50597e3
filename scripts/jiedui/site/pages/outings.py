"""每年集体活动: units by years, and everybody who has not yet taken part this year (R-042, 四(四)3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.duties.outing import OutingState, OutingYear
from jiedui.site.drawing.columns import number_column
from jiedui.site.page import Page

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from jiedui.model.household import Household, Member
    from jiedui.reports.groups import GroupFigures
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-042",)


def years(site: Site) -> list[int]:
    """Return the years in which the activity is asked for, up to the running one."""
    return list(range(site.ledger.policy.settings.outing_first_year, site.figures.outing_year_now + 1))


def person(site: Site, found: OutingYear) -> tuple[Household, Member]:
    """Return the household and the member that a row is about."""
    household = site.ledger.households[found.household]
    return household, next(member for member in household.members if member.id == found.person)


def counts(group: GroupFigures, year: int) -> Counter[str]:
    """Return a group's persons by state in a year; ``all`` counts those of whom something is asked."""
    found = group.outing_year(year)
    found["all"] = sum(found[state.value] for state in (OutingState.DONE, OutingState.RUNNING, OutingState.MISSED))
    return found


def view(site: Site) -> Mapping[str, Any]:
    """Return the persons of each year by state, and who has still to take part this year."""
    groups = list(site.figures.units.values())
    listed = years(site)
    return {
        "groups": groups,
        "years": listed,
        "year_columns": [number_column(f"{year}年") for year in listed],
        "counts": {group.unit: [counts(group, year) for year in listed] for group in groups},
        "city": [counts(site.figures.city, year) for year in listed],
        "missing": {
            group.unit: [(*person(site, found), found) for found in group.outings_open] for group in groups
        },
    }  # fmt: skip


def pages(site: Site) -> list[Page]:
    """Return the page of the yearly activity."""
    return [Page("outings.md", "每年集体活动", "outings.md.j2", lambda: view(site), wide=True, clauses=("四(四)3",))]
