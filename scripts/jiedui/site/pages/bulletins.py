"""季通报: the frozen bulletin of each quarter as a page, and a preview of the last quarter that is over (R-096).

A frozen page shows the record as it was stored, so it says the same for ever; the preview is reckoned from today's
records and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiedui.duties.shortfall import Shortfall
from jiedui.model.time import Quarter
from jiedui.reports.bulletin.content import bulletin
from jiedui.reports.bulletin.correction import called
from jiedui.reports.bulletin.statement import Subject
from jiedui.reports.department import place
from jiedui.reports.quarter_table import BY_STAFF, FIGURES
from jiedui.site.drawing.signs import BAD, GOOD, NONE, Sign
from jiedui.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-096", "R-107")
CLAUSES = ("六(二)",)


@dataclass(frozen=True, slots=True)
class Issue:
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


def trend(change: object) -> Sign:
    """Return the sign of a change in percentage points as a bulletin writes it: +2.1, -1, 0 or —, which needs none."""
    text = str(change)
    if text[0] in "+-":
        return Sign("↑", GOOD.mood) if text[0] == "+" else Sign("↓", BAD.mood)
    return Sign("" if text == "—" else "＝", NONE.mood)


def view(site: Site, issue: Issue) -> Mapping[str, Any]:
    """Return what the page of one bulletin shows: the stored record, word for word, or the preview."""
    data = issue.data
    rows = list(data.get("units", ()))
    names = {row["unit"]: row["name"] for row in rows}
    listed = {name.value: [item for item in data.get("shortfalls", ()) if item["list"] == name] for name in Shortfall}
    return {
        "issue": issue,
        "data": data,
        "figures_shown": [figure for figure in FIGURES if figure.key != "rate_change"],
        "rows": rows,
        "whose": lambda item: called(Subject.of(item), item.get("unit", ""), names),
        "workplaces": data.get("workplaces", ()),
        "staff_figures": [figure for figure in BY_STAFF if figure.key != "rate_change"],
        "names": names,
        "listed": listed,
        "trend": trend,
        "place": place,
        "readings": {reading.id for reading in site.ledger.policy.readings},
    }


def pages(site: Site) -> list[Page]:
    """Return the list of the bulletins and a page for each."""
    found = issues(site)
    listing = Page("bulletins.md", "季通报", "bulletins.md.j2", lambda: {"issues": found}, clauses=CLAUSES)
    return [listing, *(_page(site, issue) for issue in found)]


def _page(site: Site, issue: Issue) -> Page:
    title = f"{issue.quarter.title}季通报{'' if issue.frozen else '（预览，未印发）'}"
    return Page(issue.path, title, "bulletin.html.j2", lambda: view(site, issue))
