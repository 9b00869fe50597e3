"""Reminders and their answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

REMINDER = "city/events/2024-01-08-reminder.yml"
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "reminder without an answer yet": {"file": REMINDER, "remove": ["answered_on", "answer"]},
    "reminder due and answered on its day": {
        "file": REMINDER,
        "set": {"due_on": "2024-01-08", "answered_on": "2024-01-08"},
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []
