"""Visits: a contact that can have taken place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

CHILD = "pingjiang/households/PJ-2H3J/household.yml"

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "entered today": {
        "as_of": "2026-07-03",
        "file": "yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml",
        "set": {"entered_on": "2026-07-03"},
    },
    "contact on the first day of the pairing": {
        "file": CHILD,
        "set": {"pairings.0.from": "2023-10-12", "pairings.1.from": "2023-10-12"},
    },
    "nobody answered the telephone, and nobody is named": {
        "file": "yueyanglou/households/YYL-2A3C/visits/2024-05-17.yml",
        "set": {"channel": "电话", "reached": False},
        "remove": ["counterpart", "hazards"],
    },
    "as many companions as are allowed": {"file": "policy/channels.yml", "set": {"companions_limit": "1"}},
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []
