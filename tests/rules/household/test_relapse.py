"""The risk of a household: what was found, and each step of its monitoring, in order (R-035)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
CLOSED = "pingjiang/households/PJ-4K5M/household.yml"
STEPS = "relapse.0.monitoring"

Said = Callable[[dict[str, Any]], list[str]]


def risk(found_on: str, *steps: str) -> dict[str, Any]:
    """Return a risk of which each step is told as its state and its day."""
    monitoring = [dict(zip(("status", "date"), step.split(), strict=True)) for step in steps]
    return {"risk": "有", "kind": "大病支出", "found_on": found_on, "monitoring": monitoring}


# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "found and monitored on one day": {"file": OWN, "set": {f"{STEPS}.0.date": "2024-01-15"}},
    "found, and nobody knows since when monitored": {"file": OWN, "remove": [f"{STEPS}.0.date"]},
    "monitored, and nobody knows since when at risk": {"file": OWN, "remove": ["relapse.0.found_on"]},
    "applied for and taken up on one day": {
        "file": OWN,
        "append": {STEPS: {"status": "已消除", "date": "2024-03-01"}},
    },
    "refused and asked for again": {
        "file": OWN,
        "set": {"relapse": [risk("2024-01-15", "已申报 2024-01-16", "未通过 2024-02-01", "已申报 2024-02-02")]},
    },
    "gone, and another found on the same day": {
        "file": OWN,
        "set": {"relapse": [risk("2024-01-15", "已消除 2024-03-01"), risk("2024-03-01", "已纳入 2024-03-01")]},
    },
    "none, none again on the next day, then one": {
        "file": OWN,
        "set": {
            "relapse": [
                {"risk": "无"},
                {"risk": "无", "found_on": "2024-01-14"},
                risk("2024-01-15", "未申报 2024-01-15"),
            ]
        },
    },
    "risk in a closed household": {
        "file": CLOSED,
        "set": {"relapse": [{"risk": "有", "kind": "大病支出", "found_on": "2024-01-15"}]},
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


GONE = [risk("2024-01-15", "已消除 2024-03-01"), {"risk": "无", "found_on": "2024-05-01"}]


@pytest.mark.parametrize(
    ("relapse", "expected"),
    [
        # The last of three, against the first of them; an undated one between hides nothing.
        ([*GONE, {"risk": "无", "found_on": "2024-05-01"}], ["这次排查的日期不比前一次晚。"]),
        ([*GONE, {"risk": "无", "found_on": "2024-02-29"}], ["这次排查的日期不比前一次晚。"]),
        (
            [{"risk": "无", "found_on": "2024-05-01"}, {"risk": "无"}, {"risk": "无", "found_on": "2024-04-30"}],
            ["第 2 次排查没有写日期。", "这次排查的日期不比前一次晚。"],
        ),
        # A step far below counts against the one before it, undated ones in between or not.
        (
            [
                {
                    **risk("2024-01-15", "已申报 2024-03-01"),
                    "monitoring": [
                        {"status": "已申报", "date": "2024-03-01"},
                        {"status": "未通过"},
                        {"status": "已申报", "date": "2024-02-29"},
                    ],
                }
            ],
            ["第 2 步监测没有写日期。", "监测日期早于前一步。"],
        ),
        # Two faults of the second risk, none of the first.
        (
            [risk("2024-01-15", "已消除 2024-03-01"), risk("2024-05-01", "已申报 2024-04-30", "已纳入 2024-04-29")],
            ["监测日期早于发现日期。", "监测日期早于发现日期。"],
        ),
        # The one before the last stands still; the first, which is gone, does not count.
        (
            [GONE[0], risk("2024-05-01", "未通过 2024-05-02"), risk("2024-06-01", "已纳入 2024-06-02")],
            ["前一条风险还没有消除，又加了一条。"],
        ),
        (
            [{"risk": "有", "kind": "x", "monitoring": [{"status": "已纳入"}]}, GONE[1]],
            ["前一条风险还没有消除，又加了一条。"],
        ),
    ],
)
def test_what_is_out_of_order_is_told(said: Said, relapse: list[Any], expected: list[str]) -> None:
    assert said({"file": OWN, "set": {"relapse": relapse}}) == [f"relapse-order: {line}" for line in expected]


def test_only_the_last_risk_needs_a_word_on_its_monitoring(said: Said) -> None:
    """Of two risks the first is 已消除: the second, without any word, is the one that is asked about."""
    second = {"risk": "有", "kind": "受灾", "found_on": "2024-05-01"}
    assert said({"file": OWN, "set": {"relapse": [GONE[0], second]}}) == [
        "risk-status: 有返贫致贫风险，没有填监测情况。"
    ]
