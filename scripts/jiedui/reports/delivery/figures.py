"""The figures of a city by federation and quarter, as one object of plain values (schemas/exchange/figures)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.reports.public.counts import CITY, Count
from jiedui.reports.public.published import QUARTERLY
from jiedui.reports.quarter_table import BY_KEY

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.model.time import Quarter
    from jiedui.reports.public.published import PublicCounts

FORMAT = 1
"""The number of what both files of a delivery look like; it rises when a reader of the last one would go wrong."""


def figures(counts: PublicCounts, ledger: Ledger, as_of: date, commit: str) -> dict[str, Any]:
    """Return what is published of a ledger on a day: strings, integers, lists and dicts in a fixed order of keys.

    A count that is not shown is ``None``; one of a federation without any is left out. ``commit`` is the version of the
    ledger, ``""`` where it is not known.
    """
    policy = ledger.policy
    return {
        "format": FORMAT,
        "city": policy.city,
        "ledger": policy.name,
        "fictional": policy.fictional,
        "as_of": as_of.isoformat(),
        "commit": commit,
        "least": counts.least,
        "figures": [{"key": key, "title": BY_KEY[key].title, "group": BY_KEY[key].group} for key in QUARTERLY],
        "units": [{"id": unit, "name": name} for unit, name in counts.units.items()],
        "quarters": [_basis(ledger, quarter) for quarter in counts.quarters],
        "values": [
            {"quarter": str(quarter), "unit": place, "values": found}
            for quarter in counts.quarters
            for place in (*counts.units, CITY)
            if (found := _values(counts, place, str(quarter)))
        ],
    }


def _basis(ledger: Ledger, quarter: Quarter) -> dict[str, Any]:
    """Return from which version of the ledger, and by which reckoning, a quarter was frozen."""
    bulletin = ledger.bulletins[str(quarter)]
    return {"id": str(quarter), "commit": bulletin["commit"], "computation": bulletin.get("computation", 1)}


def _values(counts: PublicCounts, place: str, period: str) -> dict[str, int | None]:
    known = [key for key in QUARTERLY if Count(key, place, period) in counts.book.values]
    shown = {key: counts.value(key, place, period) for key in known}
    return {key: value if isinstance(value, int) else None for key, value in shown.items()}
