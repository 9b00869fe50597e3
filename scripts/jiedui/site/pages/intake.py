"""入户五件事: totals by unit and every pairing that still lacks one of the five tasks (R-081, 五(四)2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiedui.model.policy import VISITING
from jiedui.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.duties.intake import Intake
    from jiedui.model.household import Household
    from jiedui.reports.groups import GroupFigures
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-081", "R-123")


@dataclass(frozen=True, slots=True)
class Total:
    """One unit: in how many of its running pairings each task is done, and in how many all are."""

    group: GroupFigures
    done: dict[str, int]
    complete: int


def running(site: Site, group: GroupFigures) -> list[Intake]:
    """Return the five tasks of each running pairing."""
    return [found for household in group.in_charge for found in site.figures.intakes[household.id]]


def total(site: Site, group: GroupFigures) -> Total:
    """Count a unit's running pairings by task."""
    found = running(site, group)
    return Total(
        group,
        {
            task.key: sum(item.tasks[number].state(site.as_of) in ("已完成", "迟完成") for item in found)
            for number, task in enumerate(site.ledger.policy.intake)
        },
        sum(item.complete(site.as_of) for item in found),
    )


def incomplete(site: Site, group: GroupFigures) -> list[tuple[Household, Intake]]:
    """Return the pairings that lack a task, the earliest deadline first."""
    rows = [
        (site.ledger.households[found.household], found)
        for found in running(site, group)
        if not found.complete(site.as_of)
    ]
    return sorted(rows, key=lambda row: (row[1].tasks[0].deadline, row[0].id))


def view(site: Site) -> Mapping[str, Any]:
    """Return the sums of the federations and the pairings that lack a task."""
    groups = list(site.figures.units.values())
    return {
        "phase": site.ledger.policy.phase(VISITING),
        "groups": groups,
        "totals": [total(site, group) for group in groups],
        "city": total(site, site.figures.city),
        "outside": site.figures.city.paired_outside,
        "incomplete": {group.unit: incomplete(site, group) for group in groups},
    }


def pages(site: Site) -> list[Page]:
    """Return the page of the five tasks."""
    return [
        Page(
            "intake.md",
            "入户五件事",
            "intake.md.j2",
            lambda: view(site),
            wide=True,
            clauses=("五(四)2", "附件2", "附件3"),
        )
    ]
