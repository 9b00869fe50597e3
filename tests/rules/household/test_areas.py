"""Where a household is helped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
UNPAIRED = "yueyanglou/households/YYL-6F7G/household.yml"
CLOSED = "pingjiang/households/PJ-4K5M/household.yml"
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "outside the area with a reason": {
        "file": OWN,
        "append": {
            "pairings": {"helper": "PJ-B-2H3J", "role": "协助", "from": "2024-03-01", "exception_reason": "原来的邻居"},
        },
    },
    "closed, in a township that another federation manages": {
        "file": CLOSED,
        "set": {"county": "岳阳楼区", "township": "岳阳楼街道"},
    },
    "household that the city manages itself": {
        "move": {UNPAIRED: "city/households/YY-6F7G/household.yml"},
        "file": "city/households/YY-6F7G/household.yml",
        "set": {"id": "YY-6F7G"},
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []
