"""Whom to help and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
HANDED = "yueyanglou/households/YYL-4D5E/household.yml"
UNPAIRED = "yueyanglou/households/YYL-6F7G/household.yml"
CLOSED = "pingjiang/households/PJ-4K5M/household.yml"

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "outside the area with a reason": {
        "file": OWN,
        "append": {
            "pairings": {"helper": "PJ-B-2H3J", "role": "协助", "from": "2024-03-01", "exception_reason": "原来的邻居"},
        },
    },
    "reason given for the third grade": {
        "file": HANDED,
        "set": {
            "members.0.disability.grade": "三级",
            "members.0.disability.certificate": "49062119850724104153",
            "exception_reason": "智力三级，父母年迈",
        },
    },
    "reason given for going on after 低保 ended": {
        "file": OWN,
        "set": {"hardship_until": "2026-06-30", "exception_reason": "医疗支出仍然很大"},
    },
    "closed after 低保 ended, with the reason of its time": {
        "file": CLOSED,
        "set": {"hardship_until": "2024-06-30", "exception_reason": "医疗支出大"},
    },
    "old carers, recorded as such": {
        "file": UNPAIRED,
        "set": {"members.1.birth": "1960", "priorities": [{"kind": "依老养残", "basis": "父亲六十多岁"}]},
    },
    "carer is fifty-nine": {"file": UNPAIRED, "set": {"members.1.birth": "1965"}},
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []
