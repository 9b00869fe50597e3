"""Pairings: dated spells with one person in charge at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

HANDED = "yueyanglou/households/YYL-4D5E/household.yml"
MOVED = "yueyanglou/households/YYL-8Q9R/household.yml"
CHILD = "pingjiang/households/PJ-2H3J/household.yml"
CHIEF = "city/helpers/YY-B-2A3C.yml"

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
    "keyed in and keyed in anew on the day of the sheet": {
        "file": HANDED,
        "set": {
            "pairings.1.module_on": "2025-09-10",
            "pairings.1.module_version": "2025-09-10-7K3Q",
            "pairings.1.module_updates": [{"date": "2025-09-10", "version": "2025-09-10-7K3R"}, {"date": "2025-09-11"}],
        },
    },
    "paired on the day of registration": {"file": HANDED, "set": {"registered_on": "2023-10-08"}},
    "paired for one day": {
        "file": CHILD,
        "set": {
            "pairings.1.to": "2023-10-01",
            "pairings.1.end_reason": "岗位调整",
            "pairings.1.decided_by": "平江县残联",
            "pairings.1.decided_on": "2023-10-01",
        },
    },
    "two helpers, one of them in charge": {
        "file": MOVED,
        "append": {"pairings": {"helper": "YY-B-2A3C", "role": "协助", "from": "2025-04-10"}},
    },
    "the same helper twice, one spell after the other": {
        "file": MOVED,
        "set": {
            "pairings.0.to": "2025-12-31",
            "pairings.0.end_reason": "岗位调整",
            "pairings.0.decided_by": "岳阳楼区残联",
            "pairings.0.decided_on": "2025-12-30",
        },
        "append": {"pairings": {"helper": "YYL-B-6F7G", "role": "主责", "from": "2026-01-01"}},
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
    "ended for a change of post, without asking the helper": {
        "file": MOVED,
        "set": {
            "pairings.0.to": "2026-06-30",
            "pairings.0.end_reason": "职务变化",
            "pairings.0.decided_by": "岳阳楼区残联",
            "pairings.0.decided_on": "2026-06-29",
        },
    },
    "one assists first, another is in charge later": {
        "file": CHILD,
        "set": {"pairings.0.role": "协助", "pairings.1.role": "主责"},
    },
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []
