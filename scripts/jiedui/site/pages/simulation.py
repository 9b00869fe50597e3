"""口径试算: the last closed quarter under other readings, side by side, and for whom they change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiedui.reports.quarter_table import BY_KEY
from jiedui.reports.simulation import SHOWN, HelperChange, Outcome, QuotaFigures, Simulation, simulate
from jiedui.reports.wording import grace_text, number
from jiedui.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ()

CLAUSES = ("五(二)1", "五(四)3", "五(四)2", "二(四)")


@dataclass(frozen=True, slots=True)
class Trial:
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


def pages(site: Site) -> list[Page]:
    """Return the table of the readings and a page for each other one."""
    quarter = site.figures.closed_quarter
    found = simulate(site.ledger, quarter) if quarter else None
    tried = trials(found) if found else []
    heads = [BY_KEY[key] for key in SHOWN]
    shown: Mapping[str, Any] = {"found": found, "trials": tried, "heads": heads, "units": list(site.figures.units)}
    listing = Page("simulation.md", "口径试算", "simulation.md.j2", lambda: shown, wide=True, clauses=CLAUSES)
    return [listing, *(_page(found, trial, heads) for trial in tried if found)]


def _page(found: Simulation, trial: Trial, heads: list[Any]) -> Page:
    outcome = trial.outcome
    rows = [(unit, found.base.rows[unit], row) for unit, row in outcome.rows.items() if row != found.base.rows[unit]]
    view = {"found": found, "outcome": outcome, "heads": heads, "rows": rows, "helper_change": helper_change}
    title = f"{outcome.reading} {outcome.title}"
    return Page(trial.path, f"口径试算 {title}", "simulation_trial.html.j2", lambda: view)
