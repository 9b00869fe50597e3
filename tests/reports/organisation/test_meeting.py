"""Meetings that were held."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.reports.organisation.meeting import meetings

DAY = date(2026, 11, 23)
CITY, PJ = "city", "pingjiang"


def test_meetings_come_latest_first(world: Any) -> None:
    for when, unit in (("2026-01-05", CITY), ("2026-03-05", PJ), ("2026-12-01", CITY)):
        world.event("meeting", unit, when, kind="其他", title="会")
    assert [item.unit for item in meetings(world.ledger(), DAY)] == [PJ, CITY]
    assert [item.date for item in meetings(world.ledger(), DAY, CITY)] == [date(2026, 1, 5)]
