"""Whom to help: a rule in principle, from which a stated reason may excuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
HANDED = "yueyanglou/households/YYL-4D5E/household.yml"
CLOSED = "pingjiang/households/PJ-4K5M/household.yml"
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "reason given for the third grade": {
        "file": HANDED,
        "set": {
            "members.0.disability.certificates.0.grade": "三级",
            "members.0.disability.certificates.0.number": "49062119850724104153",
            "exception_reason": "智力三级，父母年迈",
        },
    },
    "reason given for going on after the disabled person died": {
        "file": HANDED,
        "set": {"members.0.left": {"date": "2026-07-01", "reason": "去世"}, "exception_reason": "父母年迈，继续帮"},
    },
    "reason given for going on after 低保 ended": {
        "file": OWN,
        "set": {"hardship.0.to": "2026-06-30", "exception_reason": "医疗支出仍然很大"},
    },
    "closed after 低保 ended, with the reason of its time": {
        "file": CLOSED,
        "set": {"hardship.0.to": "2024-06-30", "exception_reason": "医疗支出大"},
    },
    "closed household that is not hard up": {
        "file": CLOSED,
        "set": {"hardship.0.status": "其他特殊困难", "difficulties": "医疗支出大。"},
    },
    "closed after 低保 ended": {"file": CLOSED, "set": {"hardship.0.to": "2024-06-30"}},
    "closed with a reason that it no longer needs": {"file": CLOSED, "set": {"exception_reason": "医疗支出大"}},
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []
