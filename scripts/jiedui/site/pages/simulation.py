"""口径试算: the last closed quarter under other readings, side by side, and for whom they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.reports.quarter_table import BY_KEY
from jiedui.reports.simulation import SHOWN, HelperChange, Outcome, QuotaFigures, Simulation, simulate
from jiedui.reports.wording import grace_text, number
from jiedui.site.drawing.columns import number_column, text_column
from jiedui.site.family import CITY_ALONE
from jiedui.site.page import Page
from jiedui.site.parts import CutList, Frame, Lists, Part, pages_by_part
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.reports.quarterly import Row
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ()
SHOWN_TO = CITY_ALONE

CLAUSES = ("五(二)1", "五(四)3", "五(四)2", "二(四)")
# About how many elements a row takes.
ROW = 10


class Trial(Struct, frozen=True):
    """One other reading with the page that tells for whom it changes what."""

    number: int
    outcome: Outcome

    @property
    def path(self) -> str:
        """Where the page of the trial lies, from the top of the site."""
        return f"simulation/{self.outcome.reading}-{self.number}.html"


def trials(found: Simulation) -> list[Trial]:
    """Return the other readings, numbered within their question."""
    seen: dict[str, int] = {}
    result = []
    for outcome in found.others:
        seen[outcome.reading] = seen.get(outcome.reading, 0) + 1
        result.append(Trial(seen[outcome.reading], outcome))
    return result


def quota_text(found: QuotaFigures) -> str:
    """Return owed, held and lacking of a helper in words."""
    return f"应 {found.owed} 户，实 {number(found.have)} 户，差 {number(found.gap)} 户{grace_text(found.grace_until)}"


def helper_change(item: HelperChange) -> tuple[str, str]:
    """Return what the quota of a helper was and would be, in words."""
    return quota_text(item.before), quota_text(item.after)


def figure(row: Row, key: str) -> str:
    """Return a figure of a row as columns show it."""
    return BY_KEY[key].in_column(row[key])


def pages(site: Site) -> list[Page]:
    """Return the table of the readings and a page for each other one."""
    quarter = site.figures.closed_quarter
    found = simulate(site.ledger, quarter) if quarter else None
    tried = trials(found) if found else []
    heads = [BY_KEY[key] for key in SHOWN]
    base = [number_column(found.base.title)] if found else []
    tries = [number_column(f"{trial.outcome.reading}·{trial.number}", note=trial.outcome.title) for trial in tried]
    shown: Mapping[str, Any] = {
        "found": found,
        "trials": tried,
        "heads": heads,
        "figure": figure,
        "units": list(site.figures.units),
        "heads_by_unit": [text_column("残联"), *base, *tries],
    }
    listing = Page("simulation.md", "口径试算", "simulation.md.j2", lambda: shown, wide=True, clauses=CLAUSES)
    return [listing, *(page for trial in tried if found for page in _pages(site, found, trial, heads))]


def _pages(site: Site, found: Simulation, trial: Trial, heads: list[Any]) -> list[Page]:
    outcome = trial.outcome
    changed = [(unit, found.base.rows[unit], row) for unit, row in outcome.rows.items() if row != found.base.rows[unit]]
    ledger, parts = site.ledger, site.federations
    whole: Mapping[str, CutList[Any]] = {
        "helpers": CutList(outcome.helpers, ROW, lambda item: ledger.helpers[item.helper].unit),
        "households": CutList(outcome.households, ROW, lambda item: ledger.households[item.household].unit),
    }

    def view(part: Part | None) -> Mapping[str, Any]:
        return {
            "found": found,
            "outcome": outcome,
            "heads": heads,
            "figure": figure,
            "rows": [row for row in changed if part is None or row[0] == part.key],
            "helper_change": helper_change,
            "lists": Lists({key: item.within(part) for key, item in whole.items()}, trial.path, parts, part),
        }

    frame = Frame(
        trial.path, "simulation_trial.html.j2", lambda name: f"{name}口径试算 {outcome.reading} {outcome.title}",
        of=(*(item.helper for item in outcome.helpers), *(item.household for item in outcome.households)),
        made_of=repr((found.quarter, found.base.total, found.base.rows, outcome)),
    )  # fmt: skip
    return pages_by_part(frame, parts, view)
