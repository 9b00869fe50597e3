"""需求与承诺: needs and promises by federation, code and quarter, what takes long, sudden hardships (R-013, R-031)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from jiedui.duties.promise import PromiseState
from jiedui.reports.needs import NeedBook, NeedState
from jiedui.reports.referrals import ReferralBook
from jiedui.site.drawing.charts import BarItem, BarPart, Bars, stacked
from jiedui.site.family import READERS
from jiedui.site.page import Page
from jiedui.site.parts import CutList, Frame, Lists, Part, Parts, pages_by_part

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-013", "R-030", "R-031")
SHOWN_TO = READERS

# What is left to the lists beside the charts and the quarters.
ROOM = 2800

CLAUSES = ("二(二)", "二(三)", "三(三)", "四", "四(四)4")


def three(found: Counter[PromiseState]) -> tuple[int, int, int]:
    """Return how many promises run, are past their deadline, and are done."""
    return (
        found[PromiseState.OPEN],
        found[PromiseState.OVERDUE],
        found[PromiseState.KEPT] + found[PromiseState.LATE],
    )


def chart(book: NeedBook) -> Bars:
    """Return the promises of each of the ten codes as bars: done, running, past the deadline (R-030)."""
    items = []
    for code, found in book.by_code.items():
        running, overdue, done = three(found)
        parts = (BarPart(done, "full"), BarPart(running, "frame"), BarPart(overdue, "lack"))
        items.append(BarItem(code, parts, f"{running}／{overdue}／{done}"))
    return stacked(items)


def _shared(site: Site) -> dict[str, Any]:
    return {
        "codes": [code.key for code in site.ledger.policy.measures],
        "NeedState": NeedState,
        "three": three,
        "long_days": site.ledger.policy.settings.open_days,
        "home_of": site.ledger.households,
    }


def city_view(site: Site) -> Mapping[str, Any]:
    """Return the needs and promises of every federation, by residence and by workplace, and of the city."""
    books = {unit: NeedBook(group) for unit, group in site.figures.units.items()}
    lines = [(line, NeedBook(line.group)) for line in site.figures.workplace_lines]
    city = NeedBook(site.figures.city)
    listings: dict[str, CutList[Any]] = {
        "long": CutList(city.long, 15, lambda row: row.household.unit),
        "urgent": CutList(city.urgent, 16, lambda row: site.ledger.households[row.household].unit),
    }
    sent = {unit: ReferralBook(group).total for unit, group in site.figures.units.items()}
    shown = {"books": books, "lines": lines, "city": city, "chart": chart(city)}
    handed = {"referrals": ReferralBook(site.figures.city), "sent": sent}
    return {**_shared(site), **shown, **handed, "lists": Lists(listings, "needs.md", site.federations)}


def unit_view(site: Site, unit: str, part: Part | None = None) -> Mapping[str, Any]:
    """Return the needs and promises of a federation, or of a part of it, row by row."""
    group, parts = part.group if part else site.figures.units[unit], site.parts(unit)
    book, referrals = NeedBook(group), ReferralBook(group)
    waiting = CutList(referrals.waiting, 16, lambda row: parts.of_household(row.household.id))
    return {
        **_shared(site),
        "unit": site.ledger.units[unit],
        "book": book,
        "chart": chart(book),
        "referrals": referrals,
        "lists": Lists(
            {**_listings(site, book, parts), "referrals": waiting}, f"needs/{unit}.html", parts, part, room=ROOM
        ),
    }


def _listings(site: Site, book: NeedBook, parts: Parts) -> dict[str, CutList[Any]]:
    """Return the lists of a federation's page: the promises of each code by its number."""
    needs = {"long": book.long, "bare": book.bare, "needs": book.lines}
    codes = {
        f"code-{number}": [item for item in book.promises if item.measure.code == code.key]
        for number, code in enumerate(site.ledger.policy.measures, 1)
    }
    return {
        **{key: CutList(rows, 14, lambda row: parts.of_household(row.household.id)) for key, rows in needs.items()},
        **{key: CutList(rows, 16, lambda row: parts.of_household(row.household)) for key, rows in codes.items()},
        "over": CutList(book.group.over_limit, 14, lambda row: parts.of_household(row.household)),
        "urgent": CutList(book.urgent, 15, lambda row: parts.of_household(row.household)),
    }


def pages(site: Site) -> list[Page]:
    """Return the page of the city and one of each federation."""
    city = Page("needs.md", "需求与承诺", "needs.md.j2", lambda: city_view(site), wide=True, clauses=CLAUSES)
    return [city, *site.of_units("needs", partial(unit_pages, site))]


def unit_pages(site: Site, unit: str) -> list[Page]:
    """Return the page of a federation and those of its parts."""
    short = site.ledger.units[unit].short
    frame = Frame(
        f"needs/{unit}.html", "needs_unit.html.j2", lambda part: f"{short}{part}需求与承诺", of=site.people_of(unit)
    )
    return pages_by_part(frame, site.parts(unit), lambda part: unit_view(site, unit, part))
