"""How a pairing ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

MOVED = "yueyanglou/households/YYL-8Q9R/household.yml"
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "ended for a change of post, without asking the helper": {
        "file": MOVED,
        "set": {
            "pairings.0.to": "2026-06-30",
            "pairings.0.end_reason": "职务变化",
            "pairings.0.decided_by": "岳阳楼区残联",
            "pairings.0.decided_on": "2026-06-29",
        },
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []
