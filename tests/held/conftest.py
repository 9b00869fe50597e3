"""The shipped ledger as records to change, and everything that the program says of a ledger on a day, as lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jiedui import check  # noqa: F401  (enters the rules that the pages list)
from jiedui.documents import html_file
from jiedui.model.ledger import Ledger
from jiedui.prints.choice import ALL
from jiedui.prints.kinds import KINDS
from jiedui.records.finding import RULES
from jiedui.records.kinds import path_of
from jiedui.records.reader import Record, Records, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place
from jiedui.reports import annual, halfyear
from jiedui.reports.assessment import department_sheet_of, unit_sheet_of
from jiedui.reports.assessment_paper import sheet_paper
from jiedui.reports.bulletin.content import bulletin
from jiedui.reports.bulletin.paper import bulletin_paper
from jiedui.reports.dispatch_paper import dispatch_paper
from jiedui.reports.figures import Figures
from jiedui.reports.period import PeriodFigures
from jiedui.reports.personal import person_sheet_of
from jiedui.reports.simulation import simulate
from jiedui.serving import services
from jiedui.site import Edition
from jiedui.site.build import pages_of
from jiedui.site.files import calendars, feeds
from jiedui.site.files.search import parts
from jiedui.site.files.search.entries import entries
from jiedui.site.site import Site
from jiedui.workbook.bulletin import bulletin_sheets
from jiedui.workbook.overview import overview_sheets
from jiedui.workbook.register import register_sheet
from jiedui.workbook.sheets import Sheet
from jiedui.workbook.simulation import simulation_sheets

# Each text that comes out, by what it is, as its lines.
Told = dict[str, list[str]]

VERSION = "0" * 40
SHOWN_DIFFERENCES = 20


class Copy:
    """Records of the shipped ledger by path, for a test to change."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records = {record.path: Record(record.place, deepcopy(record.data)) for record in records}

    def of(self, kind: str, unit: str = "") -> list[Record]:
        """The records of a kind, perhaps of one federation."""
        found = [record for record in self.records.values() if record.place.kind == kind]
        return [record for record in found if unit in ("", record.place.unit)]

    def put(self, kind: str, unit: str, stem: str, data: dict[str, Any], household: str = "") -> None:
        path = path_of(kind, unit, stem, household)
        assert path not in self.records
        self.records[path] = Record(Place(path, kind, stem, unit, household), data)

    def faults(self, library: SchemaLibrary) -> list[str]:
        """What the schemas do not accept."""
        return [
            f"{path}: {error.message}"
            for path, item in self.records.items()
            for error in library[item.place.kind].validator.iter_errors(item.data)
        ]

    def ledger(self) -> Ledger:
        return Ledger.of(Records(Path(), list(self.records.values())))


@pytest.fixture(autouse=True)
def _uncounted(no_cover: None) -> None:
    """Count no lines here, which doubles the time: the tests of each room reach what these run as a whole."""


@pytest.fixture(scope="session")
def shipped(shipped_root: Path, library: SchemaLibrary) -> list[Record]:
    """The records of the shipped ledger. Nobody may change them."""
    return read_ledger(shipped_root, library).valid


@pytest.fixture(scope="session")
def copy_of(shipped: list[Record]) -> Callable[..., Copy]:
    """The policy with the records of some federations, or of all: ``copy_of("city", "huarong")``.

    Bulletins stay behind: of part of a ledger they are wrong.
    """

    def copy(*units: str) -> Copy:
        kept = [item for item in shipped if not units or item.place.unit in ("", *units)]
        return Copy(item for item in kept if item.place.kind != "bulletin")

    return copy


def _sheets(sheets: Iterable[Sheet]) -> list[str]:
    return [
        "\t".join(map(str, row))
        for sheet in sheets
        for row in ((sheet.title,), [column.title for column in sheet.columns], *sheet.rows, sheet.notes)
    ]


def _papers(ledger: Ledger, as_of: date) -> Iterator[tuple[str, list[str]]]:
    """Yield the bulletin of the last quarter that is over, the papers of periods that run or ended of late and for
    a dispatch, sheets."""
    closed = [quarter for quarter in ledger.policy.quarters if quarter.end < as_of]
    for quarter in closed[-1:]:
        data = bulletin(ledger, quarter, VERSION).data()
        yield f"bulletin {quarter}", html_file.render(bulletin_paper(data, ledger.policy)).splitlines()
        yield f"bulletin {quarter} as a workbook", _sheets(bulletin_sheets(data))
        yield f"simulation {quarter}", _sheets(simulation_sheets(ledger, simulate(ledger, quarter)))
    for report in (halfyear, annual):
        for name in report.names(ledger.policy):
            period = report.period_of(ledger, name)
            if period.start <= as_of < period.end + timedelta(days=200):
                for unit in ("", *ledger.units):
                    paper = report.paper(ledger, period, unit, as_of)
                    yield f"{report.HEADING} {name} {unit}", html_file.render(paper).splitlines()
    for unit in ledger.units:
        yield f"register of {unit}", _sheets([register_sheet(ledger, unit, as_of)])
    figures = Figures(ledger, as_of)
    for unit in figures.units:
        yield f"dispatch of {unit}", html_file.render(dispatch_paper(figures, unit)).splitlines()
    yield "overview as a workbook", _sheets(overview_sheets(figures))


def _appraisals(ledger: Ledger, as_of: date) -> Iterator[tuple[str, list[str]]]:
    """Yield the sheets of the year, of the last one after the programme: of federations, departments and persons."""
    year = min(as_of.year, ledger.policy.end.year)
    figures = PeriodFigures(ledger, annual.year_period(ledger, year), as_of)
    sheets = {f"sheet of {unit}": unit_sheet_of(figures, unit) for unit in ledger.units}
    for unit in ledger.units:
        for department in figures.day.staffed(unit):
            sheets[f"sheet of {unit} {department.name}"] = department_sheet_of(figures, department)
    for helper in ledger.helpers.values():
        if any(role.span.start <= as_of for role in helper.roles):
            sheets[f"sheet of {helper.id}"] = person_sheet_of(figures, helper)
    for name, sheet in sheets.items():
        yield name, html_file.render(sheet_paper(sheet)).splitlines()


def _prints(ledger: Ledger, as_of: date) -> Iterator[tuple[str, list[str]]]:
    figures = Figures(ledger, as_of)
    for name, kind in KINDS.items():
        for document in kind.documents(figures, ALL):
            yield f"print {name} {document.path}", document.html.splitlines()


def _pages(site: Site) -> Iterator[tuple[str, list[str]]]:
    for page in pages_of(site):
        yield page.path, site.render(page).splitlines()
    for file in (*calendars.files(site), *feeds.files(site), *parts.files(entries(site), ())):
        content = file.content if isinstance(file.content, str) else file.content.decode()
        yield file.path, content.splitlines()


@pytest.fixture(scope="session")
def papers_of() -> Callable[[Ledger, date], Told]:
    """What papers, workbooks and sheets of appraisal say of a ledger on a day."""
    return lambda ledger, as_of: dict([*_papers(ledger, as_of), *_appraisals(ledger, as_of)])


@pytest.fixture(scope="session")
def told(library: SchemaLibrary) -> Callable[[Ledger, date], Told]:
    """All that is said of a ledger on a day: papers, sheets of persons, workbooks, prints, pages, calendars, feeds."""
    edition = Edition(commit=VERSION, library=library, rules=tuple(RULES), services=services())

    def tell(ledger: Ledger, as_of: date) -> Told:
        site = Site(ledger, as_of, edition)
        return dict(
            item
            for part in (_papers(ledger, as_of), _appraisals(ledger, as_of), _prints(ledger, as_of), _pages(site))
            for item in part
        )

    return tell


@pytest.fixture(scope="session")
def told_of(copy_of: Callable[..., Copy], told: Callable[[Ledger, date], Told]) -> Callable[..., Told]:
    """What is said of some federations as they are shipped, asked once for all: ``told_of(day, "city", "huarong")``."""

    @cache
    def tell(as_of: date, *units: str) -> Told:
        return told(copy_of(*units).ledger(), as_of)

    return tell


def _differences(before: Told, after: Told) -> list[str]:
    found = [f"{name}: only before" for name in before if name not in after]
    found += [f"{name}: only after" for name in after if name not in before]
    for name in before:
        if before[name] != after.get(name, before[name]):
            lines = list(unified_diff(before[name], after[name], lineterm="", n=0))[2:]
            found += [f"{name}: {line}" for line in lines if not line.startswith("@@")]
    return found


@pytest.fixture(scope="session")
def same() -> Callable[[Told, Told], None]:
    """Fail, with the lines that differ, where two tellings are not the same."""

    def judge(before: Told, after: Told) -> None:
        found = _differences(before, after)
        assert not found, "\n".join([f"{len(found)} lines differ", *found[:SHOWN_DIFFERENCES]])

    return judge
