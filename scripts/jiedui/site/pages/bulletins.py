"""季通报: the frozen bulletin of each quarter as a page, and a preview of the last quarter that is over (R-096).

A frozen page shows the record as it was stored, so it says the same for ever; the preview is reckoned from today's
records and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.duties.shortfall import Shortfall
from jiedui.model.time import Quarter
from jiedui.reports.bulletin.content import bulletin
from jiedui.reports.bulletin.correction import called
from jiedui.reports.bulletin.statement import Subject
from jiedui.reports.department import place
from jiedui.reports.quarter_table import BY_STAFF, FIGURES, Figure
from jiedui.reports.wording import NOTHING
from jiedui.site.drawing.columns import TableColumn, number_column, text_column
from jiedui.site.drawing.signs import BAD, GOOD, NONE, Sign
from jiedui.site.family import OF_CITY
from jiedui.site.page import Page
from jiedui.site.parts import CutList, Frame, Lists, Part, pages_by_part, part_path
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-096", "R-107")
CLAUSES = ("六(二)",)
# About how many elements a row of a list takes.
ROW = 12
# What is left to the lists beside the tables of figures.
ROOM = 2000


class Issue(Struct, frozen=True):
    """One bulletin: the record and whether it is frozen. What is not frozen is a preview."""

    quarter: Quarter
    data: Mapping[str, Any]
    frozen: bool

    @property
    def path(self) -> str:
        """Where the page of the bulletin lies, from the top of the site."""
        return f"bulletins/{self.quarter}.html"


def issues(site: Site) -> list[Issue]:
    """Return the bulletins, the latest first; the last quarter that is over is previewed until it is frozen."""
    stored = {Quarter.parse(name): data for name, data in site.ledger.bulletins.items()}
    found = [
        Issue(quarter, data, frozen=True) for quarter, data in stored.items() if quarter.end < site.figures.asked_on
    ]
    closed = site.figures.closed_quarter
    if closed and closed not in stored:
        found.append(Issue(closed, bulletin(site.ledger, closed, site.commit).data(), frozen=False))
    return sorted(found, key=lambda issue: issue.quarter, reverse=True)


# The figures of a quarter are too many for one table: the groups of each, in the order of the columns.
TABLES = (
    ("paired", "结对和配额", ("结对", "配额")),
    ("contact", "季度联系", ("联系",)),
    ("work", "需求、承诺、入户和名单", ("需求", "累计承诺", "入户", "名单")),
)
SHOWN_TO = OF_CITY


class FiguresTable(Struct, frozen=True):
    """Some of the figures of a quarter side by side: ``key`` is part of the table's anchor."""

    key: str
    title: str
    figures: tuple[Figure, ...]

    def columns(self, head: str) -> list[TableColumn]:
        """Return the columns: what a row is, then each figure, under its group where there are several."""
        banded = len({figure.group for figure in self.figures}) > 1
        numbers = [
            number_column(figure.short, band=figure.group if banded else "", note=figure.title)
            for figure in self.figures
        ]
        return [text_column(head), *numbers]


def tables(figures: Sequence[Figure]) -> list[FiguresTable]:
    """Return the figures as the three tables of a bulletin's page."""
    return [
        FiguresTable(key, title, tuple(figure for figure in figures if figure.group in groups))
        for key, title, groups in TABLES
    ]


def trend(change: object) -> Sign:
    """Return the sign of a change in percentage points as a bulletin writes it (+2.1, -1, 0), no sign for none."""
    text = str(change)
    if text[0] in "+-":
        return Sign("↑", GOOD.mood) if text[0] == "+" else Sign("↓", BAD.mood)
    return Sign("" if text == NOTHING else "＝", NONE.mood)


def view(site: Site, issue: Issue) -> Mapping[str, Any]:
    """Return what the page of one bulletin shows: the stored record, word for word, or the preview."""
    data = issue.data
    rows = list(data.get("units", ()))
    units = site.figures.units

    def part_of(item: Mapping[str, Any]) -> str:
        return str(item.get("unit", "")) if item.get("unit") in units else ""

    return {
        **_shared(issue),
        "lists": Lists(_listings(issue, part_of), issue.path, site.federations, room=ROOM),
        "tables": tables(FIGURES),
        "rows": rows,
        "workplaces": data.get("workplaces", ()),
        "staff_tables": tables(BY_STAFF),
        "trend": trend,
        "readings": {reading.id for reading in site.ledger.policy.readings},
    }


def _shared(issue: Issue) -> dict[str, Any]:
    names = {row["unit"]: row["name"] for row in issue.data.get("units", ())}
    return {
        "issue": issue,
        "data": issue.data,
        "captions": {f"list-{number}": name.value for number, name in enumerate(Shortfall, 1)},
        "names": names,
        "whose": lambda item: called(Subject.of(item), item.get("unit", ""), names),
        "place": place,
    }


def _listings(
    issue: Issue, part: Callable[[Mapping[str, Any]], str], unit: str = ""
) -> dict[str, CutList[Mapping[str, Any]]]:
    """Return the lists of a bulletin, perhaps of the households of one federation alone."""

    def kept(key: str, name: str = "") -> list[Mapping[str, Any]]:
        return [
            item
            for item in issue.data.get(key, ())
            if name in ("", item.get("list")) and unit in ("", item.get("unit", ""))
        ]

    return {
        **{f"list-{at}": CutList(kept("shortfalls", name), ROW, part) for at, name in enumerate(Shortfall, 1)},
        "struck": CutList(kept("struck"), ROW, part),
        "corrections": CutList(kept("corrections"), ROW, part),
    }


def unit_view(site: Site, issue: Issue, unit: str, part: Part | None = None) -> Mapping[str, Any]:
    """Return what a bulletin says of the households of a federation, or of a part of it, row by row."""
    parts = site.parts(unit)
    listings = _listings(issue, lambda item: parts.of_household(item.get("household", "")), unit)
    return {
        **_shared(issue),
        "unit": site.ledger.units[unit],
        "lists": Lists(
            {key: item.within(part) for key, item in listings.items()}, part_path(issue.path, unit), parts, part
        ),
    }


def pages(site: Site) -> list[Page]:
    """Return the list of the bulletins and a page for each."""
    found = issues(site)
    listing = Page("bulletins.md", "季通报", "bulletins.md.j2", lambda: {"issues": found}, clauses=CLAUSES)
    return [listing, *(page for issue in found for page in issue_pages(site, issue))]


def issue_pages(site: Site, issue: Issue) -> list[Page]:
    """Return the page of a bulletin and, where its lists grow too long, those of the federations and of their parts."""
    title = f"{issue.quarter.title}季通报{'' if issue.frozen else '（预览，未印发）'}"
    shown = view(site, issue)
    whole = Page(issue.path, title, "bulletin.html.j2", lambda: shown)
    lists: Lists = shown["lists"]
    units = dict.fromkeys(lead.key for key in sorted(lists.cut) for lead in lists.leads(key))
    return [whole, *(page for unit in units for page in _unit_pages(site, issue, unit, title))]


def _unit_pages(site: Site, issue: Issue, unit: str, title: str) -> list[Page]:
    short = site.ledger.units[unit].short
    listings = _listings(issue, lambda _: "", unit)
    frame = Frame(
        part_path(issue.path, unit), "bulletin_unit.html.j2", lambda part: f"{title}：{short}{part}",
        of=site.people_of(unit), made_of=repr({key: found.rows for key, found in listings.items()}), doings="",
    )  # fmt: skip
    return pages_by_part(frame, site.parts(unit), lambda part: unit_view(site, issue, unit, part))
