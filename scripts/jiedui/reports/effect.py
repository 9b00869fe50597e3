"""What a change does to the figures that everybody looks at first: households, pairings, quota, contacts (R-084)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.following import follow
from jiedui.reports.figures import Figures
from jiedui.reports.wording import number, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.model.time import Quarter
    from jiedui.reports.groups import GroupFigures


def effect(before: Ledger, after: Ledger, units: Iterable[str], as_of: date) -> list[str]:
    """Return a line for each of some federations whose figures of a day are others after edits, in their order."""
    follow(before, None)
    follow(after, before)  # of whom the edits left alone nothing is reckoned twice
    found, wanted = effects(Figures(before, as_of), Figures(after, as_of)), set(units)
    return [f"{after.unit_name(unit)}：{'，'.join(said)}" for unit, said in found.items() if unit in wanted]


def effects(before: Figures, after: Figures) -> dict[str, list[str]]:
    """Return by federation, in their order, the figures of the day that are others after a change, each old → new."""
    units = dict.fromkeys((*after.unit_order, *before.unit_order))
    found = {unit: _differing(group_of(before, unit), group_of(after, unit)) for unit in units}
    return {unit: said for unit, said in found.items() if said}


def group_of(figures: Figures, unit: str) -> GroupFigures:
    """Return the figures of a federation; of one that is not there, those of nobody."""
    return figures.units.get(unit, figures.none)


def rates(before: Figures, after: Figures, unit: str, quarter: Quarter) -> str:
    """Return how much of a federation was contacted in a quarter, old → new; nothing where it is the same."""
    old, new = (spoken(group_of(figures, unit).contact_alone(quarter).rate) for figures in (before, after))
    return f"联系率 {old} → {new}" if old != new else ""


def _differing(before: GroupFigures, after: GroupFigures) -> list[str]:
    pairs = zip(_figures(before), _figures(after), strict=True)
    return [f"{name} {old} → {new}" for (name, old), (_, new) in pairs if old != new]


def _figures(group: GroupFigures) -> tuple[tuple[str, str], ...]:
    quarter = group.figures.quarter
    return (
        ("户数", str(len(group.active))),
        ("已结对", str(len(group.paired))),
        ("欠户", number(group.quota.gap)),
        (f"{quarter}联系率", spoken(group.contact_alone(quarter).rate)),
    )
