"""Events of every kind: whom they are about, and that they have taken place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

REMINDER = "city/events/2024-01-08-reminder.yml"
TODAY = """date: "2026-11-23"
kind: 其他
title: 商量年底的走访
"""
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "meeting of today": {"write": {"city/events/2026-11-23-meeting.yml": TODAY}},
    "reminder on the first day of the quarter that it is about": {
        "move": {REMINDER: "city/events/2024-01-01-reminder.yml"},
        "file": "city/events/2024-01-01-reminder.yml",
        "set": {"date": "2024-01-01", "quarter": "2024Q1"},
    },
    "reminder to a helper": {"file": REMINDER, "remove": ["unit"], "set": {"helper": "YYL-B-6F7G"}},
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []
