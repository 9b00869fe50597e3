"""What a change does to the figures that everybody looks at first: households, pairings, quota, contacts (R-084)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.reports.figures import Figures
from jiedui.reports.wording import number, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.reports.groups import GroupFigures


def effect(before: Ledger, after: Ledger, units: Iterable[str], as_of: date) -> list[str]:
    """Return a line for each of some federations whose figures of a day are others after edits, in their order."""
    found, new = effects(before, after, as_of), set(units)
    return [f"{after.unit_name(unit)}：{'，'.join(said)}" for unit, said in found.items() if unit in new]


def effects(before: Ledger, after: Ledger, as_of: date) -> dict[str, list[str]]:
    """Return by federation, in their order, the figures of a day that are others in another ledger, each old → new."""
    old, new = Figures(before, as_of), Figures(after, as_of)
    units = dict.fromkeys((*new.unit_order, *old.unit_order))
    found = {unit: _differing(old.units.get(unit, old.none), new.units.get(unit, new.none)) for unit in units}
    return {unit: said for unit, said in found.items() if said}


def _differing(before: GroupFigures, after: GroupFigures) -> list[str]:
    pairs = zip(_figures(before), _figures(after), strict=True)
    return [f"{name} {old} → {new}" for (name, old), (_, new) in pairs if old != new]


def _figures(group: GroupFigures) -> tuple[tuple[str, str], ...]:
    quarter = group.figures.quarter
    return (
        ("户数", str(len(group.active))),
        ("已结对", str(len(group.paired))),
        ("欠户", number(group.quota.gap)),
        (f"{quarter}联系率", spoken(group.contact(quarter).rate)),
    )
