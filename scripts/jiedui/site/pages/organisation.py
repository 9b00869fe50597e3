"""组织与责任: leading group, responsible persons, recurring duties, and what is missing (R-090 … R-096, R-110)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.duties.cadence import DISPATCH, HEARING
from jiedui.model.event import Meeting
from jiedui.reports.organisation.cadence import BULLETIN, CadenceRow, cadence_table
from jiedui.reports.organisation.leadership import POSTS, leading_group
from jiedui.reports.organisation.responsibility import responsibilities
from jiedui.site.family import READERS
from jiedui.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.model.unit import Office
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-090", "R-091", "R-092", "R-093", "R-094", "R-095", "R-096", "R-110")
SHOWN_TO = READERS

CLAUSES = ("六(一)", "六(二)", "附件1")


def past_leaders(site: Site) -> list[Office]:
    """Return the spells in the leading group that are over, in the order of 附件1 and of time."""
    found = [
        item
        for unit in site.ledger.units.values()
        if unit.is_city
        for item in unit.leading_group
        if item.span.end and item.span.end < site.as_of
    ]
    return sorted(found, key=lambda item: (POSTS.index(item.kind), item.post, item.span.start))


def former(site: Site) -> list[tuple[str, Office]]:
    """Return the responsible persons of before, with their federation (R-093)."""
    return [
        (unit, item)
        for unit in site.figures.units
        for item in site.ledger.units[unit].responsible
        if item.span.end and item.span.end < site.as_of
    ]


def meeting_places(site: Site) -> dict[tuple[str, str, Any], str]:
    """Return the row of each meeting on 会议和督办, by federation, kind and day."""
    return {
        (item.unit, item.kind, item.date): f"registers.html#m-{item.unit}-{item.stem}"
        for item in site.ledger.events_of(Meeting)
        if item.date <= site.as_of
    }


def view(site: Site) -> Mapping[str, Any]:
    """Return who holds which post, and what recurs and was done when."""
    table = cadence_table(site.ledger, site.figures.asked_on)

    def of(duty: str) -> list[CadenceRow]:
        return [row for row in table if row.duty == duty]

    return {
        "leaders": leading_group(site.ledger, site.as_of),
        "history": past_leaders(site),
        "responsible": responsibilities(site.ledger, site.as_of),
        "former": former(site),
        "hearings": (hearings := of(HEARING)),
        "hearing_periods": [cell.period.title for row in hearings[:1] for cell in row.cells],
        "city_duties": [*of(DISPATCH), *of(BULLETIN)],
        "places": meeting_places(site),
        "frozen": site.ledger.bulletins,
    }


def pages(site: Site) -> list[Page]:
    """Return the page of the organisation."""
    return [Page("organisation.md", "组织与责任", "organisation.md.j2", lambda: view(site), wide=True, clauses=CLAUSES)]
