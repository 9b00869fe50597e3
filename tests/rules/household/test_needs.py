"""Needs and measures: no end without a result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
CHILD = "pingjiang/households/PJ-2H3J/household.yml"
UNPAIRED = "yueyanglou/households/YYL-6F7G/household.yml"

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "raised, promised, done and closed on one day": {
        "file": OWN,
        "set": {
            "needs.0.measures.0.promised_on": "2023-09-21",
            "needs.0.measures.0.due_on": "2023-09-21",
            "needs.0.measures.0.done_on": "2023-09-21",
            "needs.0.closed_on": "2023-09-21",
        },
    },
    "deadline in the future": {"file": CHILD, "set": {"needs.0.measures.0.due_on": "2027-06-30"}},
    "nobody in charge yet, and nobody asked": {"file": UNPAIRED, "remove": ["members.0.disability.no_need_on"]},
    "nobody asks who has died": {
        "file": CHILD,
        "set": {
            "members.0.left": {"date": "2026-07-01", "reason": "去世"},
            "exception_reason": "家里仍然困难",
            "needs.0.person": "m-HKMN",
        },
    },
    "promised by somebody whose successor was not in office yet": {
        "file": "yueyanglou/helpers/YYL-B-6F7G.yml",
        "set": {"roles.0.from": "2025-04-10"},
        "more": [
            {
                "file": "yueyanglou/households/YYL-8Q9R/household.yml",
                "set": {
                    "needs": [
                        {
                            "id": "n-7K3Q",
                            "content": "配发盲杖。",
                            "raised_on": "2025-04-05",
                            "measures": [
                                {"code": "送康复", "content": "申请。", "promised_on": "2025-04-06", "by": "YYL-B-6F7G"}
                            ],
                        }
                    ]
                },
            }
        ],
    },
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_more_than_half_a_million_is_looked_at_twice(said: Callable[[dict[str, Any]], list[str]]) -> None:
    def paid(amount: str) -> dict[str, Any]:
        return {"file": OWN, "set": {"needs.0.measures.0.resources": [{"source": "财政经费", "amount": amount}]}}

    assert said(paid("500000")) == []
    assert said(paid("500001")) == ["amount-large: 金额是 500,001 元。"]
