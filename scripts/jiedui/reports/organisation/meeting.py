"""Meetings: hearings, dispatches and others, as they were held (R-094, R-095, 六(二))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.event import Meeting

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.ledger import Ledger


def meetings(ledger: Ledger, as_of: date, unit: str = "") -> list[Meeting]:
    """Return the meetings held by a day, of one federation or of all, the latest first (R-094, R-095)."""
    found = [item for item in ledger.events_of(Meeting, unit) if item.date <= as_of]
    return sorted(found, key=lambda item: item.date, reverse=True)
