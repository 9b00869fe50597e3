"""Visits: a contact that can have taken place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

CHILD = "pingjiang/households/PJ-2H3J/household.yml"

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "entered today": {
        "as_of": "2026-07-03",
        "file": "yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml",
        "set": {"entered_on": "2026-07-03"},
    },
    "contact on the first day of the pairing": {
        "file": CHILD,
        "set": {"pairings.0.from": "2023-10-12", "pairings.1.from": "2023-10-12"},
    },
    "nobody answered the telephone, and nobody is named": {
        "file": "yueyanglou/households/YYL-2A3C/visits/2024-05-17.yml",
        "set": {"channel": "电话", "reached": False},
        "remove": ["counterpart", "hazards"],
    },
    "as many companions as are allowed": {"file": "policy/channels.yml", "set": {"companions_limit": "1"}},
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_all_that_only_the_family_can_have_said_is_named_at_the_first(check: Callable[..., Any], patcher: Any) -> None:
    heard = {
        "reached": False, "topics": ["家庭生产生活"], "preached": ["新时代思想"], "satisfaction": 5,
        "needs": [{"id": "n-T2VX", "action": "提出"}],
    }  # fmt: skip
    path = "yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml"
    patcher.apply({"file": path, "set": heard, "remove": ["counterpart"]})
    (finding,) = check().findings
    assert (finding.pointer, finding.message) == (
        ("topics",), "没有联系上，却填了了解的情况、宣讲内容、满意度、提出的需求。",
    )  # fmt: skip


def test_a_visit_that_was_entered_today_after_91_days_is_told(check: Callable[..., Any], patcher: Any) -> None:
    """From 2026-08-24 it is seven days to the end of August, then 30, 31 and 23. Tomorrow's entry is told as that."""
    first, path = (f"yueyanglou/households/YYL-2A3C/visits/{day}.yml" for day in ("2023-09-21", "2026-08-24"))
    days = {"date": "2026-08-24", "entered_on": "2026-11-23", "content": "看了新装的扶手。"}
    patcher.apply({"copy": {first: path}, "file": path, "set": days, "remove": ["needs"]})
    assert [finding.message for finding in check().findings] == ["联系日期 2026-08-24，过了 91 天才录入。"]
    patcher.apply({"file": path, "set": {"entered_on": "2026-11-24"}})
    assert [finding.message for finding in check().findings] == ["entered_on（录入日期）2026-11-24 还没有到。"]
