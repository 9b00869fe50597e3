"""Leaves: one at a time, while in office, with a deputy who is there himself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

HELPER = "yueyanglou/helpers/YYL-B-6F7G.yml"
DEPUTY = "city/helpers/YY-B-2A3C.yml"
Said = Callable[[dict[str, Any]], list[str]]


def deputy_away(first: str, last: str) -> dict[str, Any]:
    """Return a change that gives a leave to the deputy of one who is on leave from 2026-03-01 to 2026-08-31."""
    pause = {"from": first, "to": last, "reason": "病假", "approved_by": "市残联"}
    return {"file": DEPUTY, "set": {"pauses": [pause]}}


# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "deputy away until the day before": deputy_away("2026-02-01", "2026-02-28"),
    "deputy away from the day after": deputy_away("2026-09-01", "2026-09-30"),
    "leave that ends on the first day in office": {
        "file": HELPER,
        "set": {"roles.0.from": "2025-09-01", "pauses.0.from": "2025-08-01", "pauses.0.to": "2026-08-31"},
        "more": [
            {
                "file": "yueyanglou/households/YYL-8Q9R/household.yml",
                "set": {"pairings.0.from": "2025-09-01"},
            }
        ],
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_a_deputy_who_is_away_on_one_of_the_days_is_told(said: Said) -> None:
    told = ["pause-deputy: 代管责任人 YY-B-2A3C 在这一段里自己也有暂停。"]
    assert said(deputy_away("2026-02-01", "2026-03-01")) == told
    assert said(deputy_away("2026-08-31", "2026-09-30")) == told


def test_a_deputy_who_leaves_before_the_last_day_is_told(said: Said) -> None:
    change = {"file": HELPER, "set": {"pauses.0.deputy": "PJ-B-4K5M"}}
    change["more"] = [
        {
            "file": "pingjiang/helpers/PJ-B-4K5M.yml",
            "set": {"roles.0.to": "2026-08-30", "roles.0.end_reason": "退休离岗"},
        },
        {"file": "pingjiang/households/PJ-2H3J/household.yml", "remove": ["pairings.1"]},
        {"delete": ["yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml"]},
    ]
    assert said(change) == ["pause-deputy: 代管责任人 PJ-B-4K5M 在这一段里有几天没有任职。"]


def test_two_leaves_that_share_a_day_are_told(said: Said) -> None:
    pause = {"from": "2026-08-31", "to": "2026-09-30", "reason": "病假", "deputy": "YY-B-2A3C"}
    assert said({"file": HELPER, "append": {"pauses": pause}}) == ["pause-overlap: 与前面的一段暂停时间重叠。"]
