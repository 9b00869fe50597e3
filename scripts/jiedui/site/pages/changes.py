"""变动台账: changes of pairings by quarter, federation and reason, who waits, what is lifted (R-016 … R-018)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from jiedui.duties.change import ChangeKind
from jiedui.duties.contact import ContactState
from jiedui.model.time import Quarter
from jiedui.reports.ledgers.change import ChangeLedger, ChangeLine, change_ledger, changes_by_household
from jiedui.site.family import READERS
from jiedui.site.page import Page
from jiedui.site.parts import CutList, Frame, Lists, Part, Parts, pages_by_part
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from jiedui.duties.quota import QuotaLine
    from jiedui.model.helper import Helper, Pause
    from jiedui.model.household import Household
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-016", "R-017", "R-018")
SHOWN_TO = READERS

CLAUSES = ("二(四)",)
# About how many elements a row takes.
ROW = 14
FIRST_REASON = "第一次结对"


class ChangeCount(Struct, frozen=True):
    """One row of a table of changes: what it counts by, and how many of each kind."""

    key: Hashable
    counts: Counter[ChangeKind]

    @property
    def all(self) -> int:
        """The changes of every kind together."""
        return self.counts.total()


def rows(lines: tuple[ChangeLine, ...], key: Callable[[ChangeLine], Hashable]) -> list[ChangeCount]:
    """Count changes by what ``key`` says of each, in order of first occurrence."""
    found: dict[Hashable, Counter[ChangeKind]] = {}
    for line in lines:
        found.setdefault(key(line), Counter())[line.change.kind] += 1
    return [ChangeCount(name, counts) for name, counts in found.items()]


def _unit_rows(site: Site, book: ChangeLedger) -> list[ChangeCount]:
    found = {row.key: row for row in rows(book.lines, lambda line: line.unit)}
    return [found.get(unit, ChangeCount(unit, Counter())) for unit in site.figures.units]


def pauses(site: Site) -> list[tuple[Helper, Pause]]:
    """Return the leaves that run on the day (A-23)."""
    return [
        (helper, pause)
        for _, helper in sorted(site.ledger.own_helpers.items())
        for pause in helper.pauses
        if pause.span.covers(site.as_of)
    ]


def graces(site: Site) -> list[QuotaLine]:
    """Return the helpers whose gap a grace hides on the day, the first to end first (A-21, A-26)."""
    found = [
        line
        for line in site.figures.quota_lines.values()
        if line.grace_until and line.helper in site.ledger.own_helpers
    ]
    return sorted(found, key=lambda line: (line.grace_until or site.as_of, line.helper))


def exempt(site: Site) -> list[tuple[Household, str]]:
    """Return the households that are exempt from contact in the running quarter, with the reason."""
    number = site.figures.quarter_number - 1
    return [
        (home, history[number].reason)
        for home in site.ledger.engaged.values()
        if (history := site.figures.histories[home.id])[number].state is ContactState.EXEMPT
        and home.id in site.ledger.own_households
    ]


def view(site: Site, book: ChangeLedger) -> Mapping[str, Any]:
    """Return the sums of the changes and what stands on the day: who waits, leaves, graces, exemptions."""
    return {
        "kinds": tuple(ChangeKind),
        "total": ChangeCount("", Counter(line.change.kind for line in book.lines)),
        "by_quarter": rows(book.lines, lambda line: Quarter.of(line.change.on))[::-1],
        "by_unit": _unit_rows(site, book),
        "by_reason": rows(book.lines, lambda line: line.change.reason or FIRST_REASON),
        "waiting": [(line.unit, line.waiting) for line in book.waiting],
        "upcoming": site.upcoming,
        "pauses": pauses(site),
        "graces": graces(site),
        "exempt": exempt(site),
    }


def pages(site: Site) -> list[Page]:
    """Return the page of the city and the rows behind each quarter and each federation."""
    book, told = change_ledger(site.ledger, site.as_of), _told(site)
    city = Page("changes.md", "变动台账", "changes.md.j2", lambda: view(site, book), wide=True, clauses=CLAUSES)
    by_quarter: dict[Quarter, list[ChangeLine]] = {}
    for line in book.lines:
        by_quarter.setdefault(Quarter.of(line.change.on), []).append(line)
    by_unit = {unit: [line for line in book.lines if line.unit == unit] for unit in site.figures.units}
    of_quarters = [
        page
        for quarter, lines in by_quarter.items()
        for page in rows_pages(f"changes/{quarter}.html", quarter.title, lines, _of_units(site), told)
    ]
    of_units = [
        page
        for unit, lines in by_unit.items()
        for page in rows_pages(f"changes/{unit}.html", site.ledger.units[unit].short, lines, _of_years(site), told)
    ]
    return [city, *of_quarters, *of_units]


def _told(site: Site) -> Mapping[str, str]:
    """Return what tells the changes of each household from any others."""
    found = changes_by_household(site.ledger, site.as_of)
    homes = site.ledger.own_households
    return site.ledger.of_each(f"told {site.as_of}", homes, lambda home: repr(found[home.id]), in_passing=True)


class Cut(Struct, frozen=True):
    """By what the rows behind a number are cut where they grow too long for one page."""

    parts: Parts
    key: Callable[[ChangeLine], str]


def _of_units(site: Site) -> Cut:
    return Cut(site.federations, lambda line: line.unit)


def _of_years(site: Site) -> Cut:
    years = sorted({quarter.year for quarter in site.figures.quarters}, reverse=True)
    parts = Parts("年份", (Part(str(year), f"{year}年", site.figures.none) for year in years))
    return Cut(parts, lambda line: str(line.change.on.year))


def rows_pages(path: str, title: str, lines: list[ChangeLine], cut: Cut, told: Mapping[str, str]) -> list[Page]:
    """Return the page of the rows behind one quarter or one federation and, where they are many, those of its parts.

    ``told`` tells the changes of each household from any others.
    """

    def view(part: Part | None) -> Mapping[str, Any]:
        listings = {
            f"k-{number}": CutList([line for line in lines if line.change.kind is kind], ROW, cut.key).within(part)
            for number, kind in enumerate(ChangeKind, 1)
        }
        return {"title": title, "kinds": tuple(ChangeKind), "lists": Lists(listings, path, cut.parts, part)}

    people = {name for line in lines for name in (line.change.household, line.change.before, line.change.after) if name}
    made_of = repr([told[home] for home in sorted({line.change.household for line in lines})])
    frame = Frame(
        path, "changes_rows.html.j2", lambda part: f"{title}{part}变动", of=tuple(sorted(people)), made_of=made_of
    )
    return pages_by_part(frame, cut.parts, view)
