"""入户五件事: totals by unit and every pairing that still lacks one of the five tasks (R-081, 五(四)2)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from jiedui.model.policy import VISITING
from jiedui.site.family import READERS
from jiedui.site.page import Page
from jiedui.site.parts import CutList, Frame, Lists, Part, pages_by_part
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.duties.intake import Intake
    from jiedui.model.household import Household
    from jiedui.reports.groups import GroupFigures
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-081", "R-123")
SHOWN_TO = READERS
# About how many elements a row takes.
ROW = 28


class Total(Struct, frozen=True):
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
    rows = {group.unit: incomplete(site, group) for group in groups}
    every = [row for found in rows.values() for row in found]
    return {
        "lists": Lists({"u": CutList(every, ROW, lambda row: row[0].unit)}, "intake.md", site.federations),
        "phase": site.ledger.policy.phase(VISITING),
        "groups": groups,
        "totals": [total(site, group) for group in groups],
        "city": total(site, site.figures.city),
        "outside": site.figures.city.paired_outside,
        "incomplete": rows,
    }


def unit_view(site: Site, unit: str, part: Part | None = None) -> Mapping[str, Any]:
    """Return the pairings of a federation, or of a part of it, that lack a task."""
    parts, group = site.parts(unit), part.group if part else site.figures.units[unit]
    listing = CutList(incomplete(site, group), ROW, lambda row: parts.of_household(row[0].id))
    return {
        "unit": site.ledger.units[unit],
        "lists": Lists({f"u-{unit}": listing}, f"intake/{unit}.html", parts, part),
    }


def pages(site: Site) -> list[Page]:
    """Return the page of the five tasks and, where what lacks grows too long for one, those of the federations."""
    shown = view(site)
    city = Page(
        "intake.md", "入户五件事", "intake.md.j2", lambda: shown, wide=True, clauses=("五(四)2", "附件2", "附件3")
    )
    units = [unit for unit, found in shown["incomplete"].items() if found] if shown["lists"].cut else []
    return [city, *site.of_units("intake", partial(unit_pages, site), units)]


def unit_pages(site: Site, unit: str) -> list[Page]:
    """Return the page of a federation and those of its parts."""
    short = site.ledger.units[unit].short
    frame = Frame(
        f"intake/{unit}.html", "intake_unit.html.j2", lambda part: f"{short}{part}入户五件事", of=site.people_of(unit)
    )
    return pages_by_part(frame, site.parts(unit), lambda part: unit_view(site, unit, part))
