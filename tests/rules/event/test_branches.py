"""Paired branches of the party."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

BRANCH = "city/events/2024-03-11-branch.yml"
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "branch paired for one day": {
        "file": BRANCH,
        "set": {"to": "2024-03-11", "activities.0.date": "2024-03-11"},
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_two_branches_are_told_each_of_its_own_fault(said: Said) -> None:
    second = "city/events/2024-03-12-branch.yml"
    change = {"copy": {BRANCH: second}, "file": BRANCH, "set": {"to": "2024-03-10"}}
    change["more"] = [{"file": second, "set": {"date": "2024-03-12", "partner": "示例社区党支部", "to": "2024-05-09"}}]
    assert said(change) == [
        "branch-order: 结束日期早于开始日期。",
        "branch-order: 2024-05-10 的活动不在共建期间。",
    ]
