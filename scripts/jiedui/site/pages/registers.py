"""其他台账: meetings, reminders, filings, branch pairings, resources, stories, awards, village reports, re-checks.

The page sums by federation; a leaf page for each federation has the rows that grow with the records. Amounts appear in
sums only: single ones are not for all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.reports.ledgers.branch import branches
from jiedui.reports.ledgers.filing import filings
from jiedui.reports.ledgers.resource import SOURCES, resources
from jiedui.reports.ledgers.satisfaction import satisfaction
from jiedui.reports.ledgers.showcase import showcase
from jiedui.reports.ledgers.village import village_reports
from jiedui.reports.organisation.meeting import meetings
from jiedui.reports.organisation.reminder import reminders
from jiedui.reports.recheck.outcome import outcomes
from jiedui.site.family import READERS
from jiedui.site.page import Page
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.reports.ledgers.resource import Resources
    from jiedui.reports.ledgers.satisfaction import Satisfaction
    from jiedui.reports.ledgers.village import VillageReports
    from jiedui.reports.organisation.reminder import Reminders
    from jiedui.reports.recheck.outcome import RecheckOutcome
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = (
    "R-020", "R-066", "R-071", "R-073", "R-094", "R-095", "R-097", "R-100", "R-104", "R-105", "R-107",
)  # fmt: skip
SHOWN_TO = READERS

CLAUSES = ("三(一)", "五(二)2", "五(三)1", "五(三)3", "六(二)", "六(五)")


class Books(Struct, frozen=True):
    """The ledgers of a day, each read once."""

    reminders: Reminders
    resources: Resources
    villages: VillageReports
    scores: Satisfaction
    rechecks: list[RecheckOutcome]


def books(site: Site) -> Books:
    """Return the ledgers as of the day of the site."""
    ledger, as_of = site.ledger, site.as_of
    return Books(
        reminders(ledger, as_of),
        resources(ledger, as_of),
        village_reports(ledger, as_of),
        satisfaction(ledger, as_of),
        outcomes(ledger, as_of),
    )


def view(site: Site, found: Books) -> Mapping[str, Any]:
    """Return the sums of the ledgers by federation, and the rows that stay few."""
    ledger, as_of = site.ledger, site.as_of
    return {
        "books": found,
        "meetings": meetings(ledger, as_of),
        "filings": filings(ledger, as_of),
        "branches": branches(ledger, as_of),
        "showcase": showcase(ledger, as_of),
        "units": list(site.figures.units),
        "sources": [name for name in SOURCES if found.resources.total(source=name).items],
        "topics": list(found.villages.by_topic()),
        "village_counts": found.villages.by_unit(),
        "rechecks": found.rechecks,
    }


def unit_view(site: Site, unit: str, found: Books) -> Mapping[str, Any]:
    """Return the rows of the ledgers that belong to a federation."""
    return {
        "unit": site.ledger.units[unit],
        "reminders": reminders(site.ledger, site.as_of, unit=unit),
        "resources": [line for line in found.resources.lines if line.unit == unit],
        "villages": [item for item in found.villages.reports if item.unit == unit],
        "scores": found.scores.of(unit),
        "rechecks": [(each.quarter, item) for each in found.rechecks for item in each.of(unit, site.ledger).households],
    }


def pages(site: Site) -> list[Page]:
    """Return the page of the city and the rows of each federation."""
    found = books(site)
    city = Page(
        "registers.md", "会议督办等台账", "registers.md.j2", lambda: view(site, found), wide=True, clauses=CLAUSES
    )
    return [city, *(_page(site, unit, found) for unit in site.figures.units)]


def _page(site: Site, unit: str, found: Books) -> Page:
    short = site.ledger.units[unit].short
    return Page(
        f"registers/{unit}.html", f"{short}台账明细", "registers_unit.html.j2", lambda: unit_view(site, unit, found),
        of=tuple(sorted({*site.people_of(unit), *_named(site, unit, found)})), group=True,
    )  # fmt: skip


def _named(site: Site, unit: str, found: Books) -> set[str]:
    """Return whom events name on the page of a federation, wherever they belong: by id, as recorded."""
    told = {name for item in found.villages.reports if item.unit == unit for name in (item.household, item.helper)}
    asked = {item.by for each in found.rechecks for item in each.of(unit, site.ledger).households}
    return (told | asked) - {""}
