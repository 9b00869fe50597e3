"""What edits do to the figures that everybody looks at first: households, paired, contacted this quarter (R-084)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.reports.figures import Figures
from jiedui.reports.wording import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.reports.groups import GroupFigures


def effect(before: Ledger, after: Ledger, units: Iterable[str], as_of: date) -> list[str]:
    """Return a line for each of some federations whose figures of a day are others after edits, in their order."""
    old, new = Figures(before, as_of), Figures(after, as_of)
    wanted = set(units)
    pairs = [(new.unit_called(unit), old.units[unit], new.units[unit]) for unit in new.unit_order if unit in wanted]
    return [f"{name}：{said}" for name, *groups in pairs if (said := _difference(*groups))]


def _difference(before: GroupFigures, after: GroupFigures) -> str:
    """Return the figures that are others, each old → new."""
    quarter = after.figures.quarter
    figures = (
        ("户数", *(str(len(group.active)) for group in (before, after))),
        ("已结对", *(str(len(group.paired)) for group in (before, after))),
        (f"{quarter}联系率", *(spoken(group.contact(quarter).rate) for group in (before, after))),
    )
    return "，".join(f"{name} {old} → {new}" for name, old, new in figures if old != new)
