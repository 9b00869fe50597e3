"""省平台录入对照: what the provincial module lacks, what changed since, and a sheet to key from (R-082, 五(四)2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiedui.reports.provincial import ModuleLedger, ModuleLine, ModuleState, module_ledger, rekey_sheet
from jiedui.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.reports.form import FormRow, FormText
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-082",)

CLAUSES = ("五(四)2", "六(三)")
# How many changes of a household are told one by one, the latest.
LATEST = 5
# Beside a name, a birth date gives most of the certificate's number away; both are on the signed form.
HIDDEN = ("出生日期",)


def cells(row: FormRow) -> list[FormText]:
    """Return the cells of a form that a page shows, in the form's order."""
    return [cell for cell in row.cells if cell.column not in HIDDEN]


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A person's sheet as the page shows it: how the module stands to the household, the version, and the cells."""

    line: ModuleLine
    version: str
    cells: list[FormText]
    person: str


def view(site: Site, book: ModuleLedger) -> Mapping[str, Any]:
    """Return how many households of each federation are in which state of entry."""
    return {"book": book, "states": tuple(ModuleState), "units": list(site.figures.units)}


def unit_view(site: Site, unit: str, book: ModuleLedger) -> Mapping[str, Any]:
    """Return the households of a federation by state of entry, and the sheets to key from."""
    return {
        "unit": site.ledger.units[unit],
        "book": book,
        "ModuleState": ModuleState,
        "LATEST": LATEST,
        "sheets": [
            ReadSheet(row.line, row.version, cells(row.form), row.form.person)
            for row in rekey_sheet(site.ledger, book, unit=unit)
        ],
    }


def pages(site: Site) -> list[Page]:
    """Return the page of the city and one of each federation."""
    book = module_ledger(site.ledger, site.figures.asked_on)
    city = Page(
        "provincial.md", "省平台录入对照", "provincial.md.j2", lambda: view(site, book), wide=True, clauses=CLAUSES
    )
    return [city, *(_page(site, unit, book) for unit in site.figures.units)]


def _page(site: Site, unit: str, book: ModuleLedger) -> Page:
    short = site.ledger.units[unit].short
    return Page(
        f"provincial/{unit}.html",
        f"{short}省平台录入对照",
        "provincial_unit.html.j2",
        lambda: unit_view(site, unit, book),
    )
