"""全市总览: every federation against every indicator, with a total."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.reports.indicators import BY_STAFF, OVERVIEW, Indicator, IndicatorKind
from jiedui.reports.wording import number
from jiedui.site.drawing import tiles
from jiedui.site.family import OF_CITY
from jiedui.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiedui.reports.groups import GroupFigures
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-004", "R-021", "R-035", "R-036", "R-098")
SHOWN_TO = OF_CITY


def units_in_words(indicators: Sequence[Indicator]) -> str:
    """Return what the columns count: the commonest unit alone, each other with the columns in it; shares say so."""
    by_unit: dict[str, list[str]] = {}
    for item in indicators:
        if item.kind is not IndicatorKind.RATE:
            by_unit.setdefault(item.unit, []).append(f"“{item.short}”")
    common = max(by_unit, key=lambda unit: len(by_unit[unit]))
    others = [f"{'、'.join(names)}是{unit}" for unit, names in by_unit.items() if unit != common]
    return "；".join([common, "，".join(others)]) if others else common


def view(site: Site) -> Mapping[str, Any]:
    """Return the columns, grouped, and the sort key of each cell, which is the bare value."""

    def sort_key(indicator: Indicator, group: GroupFigures) -> str:
        value = indicator.value(group)
        return "" if value is None else str(float(value)) if indicator.kind is IndicatorKind.RATE else number(value)

    return {
        "indicators": OVERVIEW,
        "groups": list(site.figures.standing.values()),
        "by_staff": BY_STAFF,
        "lines": site.figures.workplace_lines,
        "city": site.figures.city,
        "sort_key": sort_key,
        "units": units_in_words(OVERVIEW),
        "maps": tiles.maps(site.figures),
    }


def pages(site: Site) -> list[Page]:
    """Return the page of the overview."""
    clauses = (*dict.fromkeys(indicator.clause for indicator in OVERVIEW), "六(二)")
    return [Page("overview.md", "全市总览", "overview.md.j2", lambda: view(site), wide=True, clauses=clauses)]
