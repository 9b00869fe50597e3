"""Pairings are dated spells, with one person in charge at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

HANDED = "yueyanglou/households/YYL-4D5E/household.yml"
MOVED = "yueyanglou/households/YYL-8Q9R/household.yml"
CHILD = "pingjiang/households/PJ-2H3J/household.yml"
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "paired on the day of registration": {"file": HANDED, "set": {"registered_on": "2023-10-08"}},
    "form filled in on the last day": {"file": HANDED, "set": {"pairings.0.form_on": "2025-08-31"}},
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
    "one assists first, another is in charge later": {
        "file": CHILD,
        "set": {"pairings.0.role": "协助", "pairings.1.role": "主责"},
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_a_registration_of_today_is_later_than_a_pairing_of_before_and_one_of_tomorrow_is_itself_wrong(
    said: Said,
) -> None:
    def registered(day: str) -> list[str]:
        told = said({"file": MOVED, "set": {"registered_on": day}})
        return [line for line in told if line.startswith(("pairing-order", "date-future"))]

    assert registered("2026-11-23") == ["pairing-order: 结对开始早于建档日期。"]
    assert registered("2026-11-24") == ["date-future: registered_on（建档日期）2026-11-24 还没有到。"]
