"""A household's own dates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
UNPAIRED = "yueyanglou/households/YYL-6F7G/household.yml"
CLOSED = "pingjiang/households/PJ-4K5M/household.yml"

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "certificate ends in 181 days": {"file": OWN, "set": {"members.0.disability.expires": "2027-05-23"}},
    "certificate of a closed household has expired": {
        "file": CLOSED,
        "set": {"members.0.disability.expires": "2024-01-01"},
    },
    "activity of today": {"file": OWN, "set": {"outings.0.date": "2026-11-23"}},
    "found and monitored on one day": {"file": OWN, "set": {"relapse.monitored_on": "2024-01-15"}},
    "stayed at home for one day": {
        "file": OWN,
        "set": {"members.0.disability.outing_exemption.to": "2025-01-01"},
    },
    "registered and closed on one day": {
        "file": UNPAIRED,
        "set": {"closed": {"date": "2024-01-05", "reason": "重复"}},
    },
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []
