"""省平台录入对照: what the provincial module lacks, what changed since, and a sheet to key from (R-082, 五(四)2)."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from jiedui.reports.provincial import ModuleLedger, ModuleLine, ModuleState, module_ledger, rekey_sheet
from jiedui.site.family import READERS
from jiedui.site.page import Page
from jiedui.site.parts import CutList, Frame, Lists, Part, pages_by_part
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.reports.form import FormRow, FormText
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-082",)
SHOWN_TO = READERS

CLAUSES = ("五(四)2", "六(三)")
# How many changes of a household are told one by one, the latest.
LATEST = 5
# About how many elements a line takes by state, and the sheets of a household.
ELEMENTS = {ModuleState.MISSING: 8, ModuleState.STALE: 30, ModuleState.CURRENT: 12}
SHEETS = 90
# Beside a name, a birth date gives most of the certificate's number away; both are on the signed form.
HIDDEN = ("出生日期",)


def cells(row: FormRow) -> list[FormText]:
    """Return the cells of a form that a page shows, in the form's order."""
    return [cell for cell in row.cells if cell.column not in HIDDEN]


class ReadSheet(Struct, frozen=True):
    """A person's sheet as the page shows it: how the module stands to the household, the version, and the cells."""

    line: ModuleLine
    version: str
    cells: list[FormText]
    person: str


def view(site: Site, book: ModuleLedger) -> Mapping[str, Any]:
    """Return how many households of each federation, and of all, are in which state of entry."""
    counts: dict[str, Counter[ModuleState]] = defaultdict(Counter)
    for line in book.lines:
        counts[line.unit][line.state] += 1
        counts[""][line.state] += 1
    return {"counts": counts, "states": tuple(ModuleState), "units": list(site.figures.units)}


def unit_view(site: Site, unit: str, book: ModuleLedger, part: Part | None = None) -> Mapping[str, Any]:
    """Return the households of a federation, or of a part of it, by state of entry, and the sheets to key from."""
    parts = site.parts(unit)
    lines = [
        line
        for line in book.lines
        if line.unit == unit and (part is None or parts.of_household(line.household) == part.key)
    ]

    def listing(elements: int, *states: ModuleState) -> CutList[ModuleLine]:
        rows = [line for line in lines if line.state in states]
        return CutList(rows, elements, lambda line: parts.of_household(line.household))

    listings = {f"s-{number}": listing(ELEMENTS[state], state) for number, state in enumerate(ModuleState, 1)}
    listings["sheets"] = listing(SHEETS, ModuleState.MISSING, ModuleState.STALE)
    return {
        "unit": site.ledger.units[unit],
        "lists": Lists(listings, f"provincial/{unit}.html", parts, part),
        "sheets_of": lambda line: sheets(site, book, line),
        "LATEST": LATEST,
    }


def sheets(site: Site, book: ModuleLedger, line: ModuleLine) -> list[ReadSheet]:
    """Return the sheets of a household, one of each disabled person."""
    return [
        ReadSheet(row.line, row.version, cells(row.form), row.form.person)
        for row in rekey_sheet(site.ledger, replace(book, lines=(line,)))
    ]


def pages(site: Site) -> list[Page]:
    """Return the page of the city and one of each federation."""
    book = module_ledger(site.ledger, site.figures.asked_on)
    city = Page(
        "provincial.md", "省平台录入对照", "provincial.md.j2", lambda: view(site, book), wide=True, clauses=CLAUSES
    )
    return [city, *site.of_units("provincial", lambda unit: unit_pages(site, unit, book))]


def unit_pages(site: Site, unit: str, book: ModuleLedger) -> list[Page]:
    """Return the page of a federation and those of its parts."""
    short = site.ledger.units[unit].short
    frame = Frame(
        f"provincial/{unit}.html",
        "provincial_unit.html.j2",
        lambda part: f"{short}{part}省平台录入对照",
        of=site.people_of(unit),
    )
    return pages_by_part(frame, site.parts(unit), lambda part: unit_view(site, unit, book, part))
