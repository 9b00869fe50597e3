"""Meetings: those of the city lie with the city."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

MEETING = "city/events/2023-12-18-meeting.yml"
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "hearing in a county": {
        "move": {MEETING: "pingjiang/events/2023-12-18-meeting.yml"},
        "file": "pingjiang/events/2023-12-18-meeting.yml",
        "set": {"kind": "听取汇报"},
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []
