"""Paired branches of the party."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

BRANCH = "city/events/2024-03-11-branch.yml"
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "branch paired for one day": {
        "file": BRANCH,
        "set": {"to": "2024-03-11", "activities.0.date": "2024-03-11"},
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []
