"""Whether who is paired is in office: gaps within the grace are bridged, and an end may be recorded ahead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

HANDED = "yueyanglou/households/YYL-4D5E/household.yml"
MOVED = "yueyanglou/households/YYL-8Q9R/household.yml"
CHIEF = "city/helpers/YY-B-2A3C.yml"
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "left after the grace of sixty days": {
        "file": HANDED,
        "set": {"pairings.0.to": "2025-10-30", "pairings.1.from": "2025-10-31", "pairings.1.card_on": "2025-10-31"},
        "more": [
            {
                "file": "yueyanglou/households/YYL-4D5E/visits/2025-09-03.yml",
                "set": {"content": "责任人退休了，代为联系。"},
            }
        ],
    },
    "goes on as a helper of society on the day after he retired": {
        "file": "yueyanglou/helpers/YYL-B-6F7G.yml",
        "set": {
            "roles.0.to": "2026-10-31",
            "roles.0.end_reason": "退休离岗",
            "filing": {"unit": "yueyanglou", "date": "2026-11-01"},
        },
        "append": {
            "roles": {"body": "社会力量", "department": "退休干部", "post": "志愿者", "from": "2026-11-01"},
        },
    },
    "goes to another department without a day between": {
        "file": "yueyanglou/helpers/YYL-B-6F7G.yml",
        "set": {"roles.0.to": "2026-10-31", "roles.0.end_reason": "岗位调整"},
        "append": {
            "roles": {"body": "县级残联", "department": "维权股", "post": "干事", "from": "2026-11-01"},
        },
    },
    "sixty days between two offices": {"file": CHIEF, "set": {"roles.1.from": "2024-08-29"}},
    "sixty days between two offices, of a pairing that ended much later": {
        "file": CHIEF,
        "set": {"roles.1.from": "2024-08-29"},
        "more": [
            {
                "file": "yueyanglou/households/YYL-2A3C/household.yml",
                "set": {
                    "pairings.0.to": "2026-10-31",
                    "pairings.0.end_reason": "岗位调整",
                    "pairings.0.decided_by": "市残联",
                    "pairings.0.decided_on": "2026-10-30",
                },
            }
        ],
    },
    "retires at the end of the year, as decided now": {
        "file": MOVED,
        "set": {
            "pairings.0.to": "2026-12-31",
            "pairings.0.end_reason": "退休离岗",
            "pairings.0.decided_by": "岳阳楼区残联",
            "pairings.0.decided_on": "2026-11-20",
        },
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_a_pairing_of_one_day_that_ended_with_a_retirement_is_told_where_nobody_retired(said: Said) -> None:
    one_day = {
        "pairings.0.helper": "PJ-B-2H3J",
        "pairings.0.exception_reason": "亲属请托",
        "pairings.0.from": "2025-08-31",
        "pairings.0.decided_on": "2025-08-31",
    }
    assert said({"file": HANDED, "set": one_day}) == [
        "pairing-reason: 结束原因是“退休离岗”，PJ-B-2H3J 的任职却没有结束。"
    ]
