"""全市总览: every federation against every indicator, with a total (requirements part 4 no. 7)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from jiedui.reports.indicators import OVERVIEW, Kind
from jiedui.site.drawing import tiles
from jiedui.site.drawing.signs import number
from jiedui.site.page import Page
from jiedui.site.site import Site

# What of the notice these pages serve, for 要求对照.
SERVES: tuple[str, ...] = ("R-004", "R-021", "R-035", "R-036")


def view(site: Site) -> Mapping[str, Any]:
    """Return the columns, grouped, and the sort key of each cell, which is the bare value."""

    def sort_key(indicator: Any, group: Any) -> str:
        value = indicator.value(group)
        return "" if value is None else str(float(value)) if indicator.kind is Kind.RATE else number(value)

    return {
        "indicators": OVERVIEW,
        "bands": [(name, len(list(items))) for name, items in groupby(OVERVIEW, lambda item: item.group)],
        "groups": list(site.figures.units.values()),
        "city": site.figures.city,
        "sort_key": sort_key,
        "maps": tiles.maps(site.figures),
    }


def pages(site: Site) -> list[Page]:
    clauses = tuple(dict.fromkeys(indicator.clause for indicator in OVERVIEW))
    return [Page("overview.md", "全市总览", "overview.md.j2", lambda: view(site), wide=True, clauses=clauses)]
