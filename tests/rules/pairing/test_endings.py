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
            "pairings.0.to": "2026-09-24",
            "pairings.0.end_reason": "职务变化",
            "pairings.0.decided_by": "岳阳楼区残联",
            "pairings.0.decided_on": "2026-09-23",
        },
    },
    "ended by a death, without asking the helper": {
        "file": MOVED,
        "set": {
            "pairings.0.to": "2026-07-31",
            "pairings.0.end_reason": "去世",
            "pairings.0.decided_by": "岳阳楼区残联",
            "pairings.0.decided_on": "2026-08-03",
            "members.0.left": {"date": "2026-07-31", "reason": "去世"},
            "closed": {"date": "2026-07-31", "reason": "去世"},
        },
    },
    "long without anybody before the next one": {
        "file": MOVED,
        "set": {
            "pairings.0.to": "2025-06-30",
            "pairings.0.end_reason": "职务变化",
            "pairings.0.decided_by": "岳阳楼区残联",
            "pairings.0.decided_on": "2025-06-29",
        },
        "append": {"pairings": {"helper": "YYL-B-6F7G", "role": "主责", "from": "2026-11-24"}},
    },
    "assisted alone, and never in anybody's charge": {
        "file": MOVED,
        "set": {"pairings.0.role": "协助", "registered_on": "2025-04-02"},
        "more": [{"file": "pingjiang/households/PJ-4K5M/household.yml", "set": {"pairings.0.role": "协助"}}],
    },
    "never paired, before and after a move": {
        "file": MOVED,
        "remove": ["pairings"],
        "more": [
            {"file": "yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml", "remove": ["also"]},
            {"file": "pingjiang/households/PJ-4K5M/household.yml", "remove": ["pairings"]},
            {"delete": ["pingjiang/households/PJ-4K5M/visits/2024-02-06.yml"]},
        ],
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_a_circle_of_moves_without_a_pairing_is_told_as_such_alone(said: Said) -> None:
    found = said(
        {
            "file": MOVED,
            "remove": ["pairings"],
            "more": [
                {"file": "yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml", "remove": ["also"]},
                {
                    "file": "pingjiang/households/PJ-4K5M/household.yml",
                    "set": {"moved_from": "YYL-8Q9R"},
                    "remove": ["pairings", "closed"],
                },
                {"delete": ["pingjiang/households/PJ-4K5M/visits/2024-02-06.yml"]},
            ],
        }
    )
    assert found == [
        "moved-from-unknown: 原来的户 YYL-8Q9R 没有按“迁出市内”终止。",
        "moved-from-unknown: 原来的户 PJ-4K5M 没有按“迁出市内”终止。",
    ]
