"""The end of helping a household: for one reason, which is explained, and with nothing new after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "pingjiang/households/PJ-4K5M/household.yml"
WAITING = "yueyanglou/households/YYL-6F7G/household.yml"
NEED = {"id": "n-7K3Q", "content": "要一辆轮椅。", "raised_on": "2025-03-31"}
MEASURE = {"code": "送康复", "content": "申请轮椅。", "promised_on": "2025-03-31"}
Said = Callable[[dict[str, Any]], list[str]]
# The household goes on in another federation, whose record has not got the need.
LEFT = "moved-need-left: 原户 PJ-4K5M 的需求 n-7K3Q 没有办结，也没有抄过来。"


def moved_visit(day: str) -> dict[str, Any]:
    """Return a change that puts the visit of a household that was closed on 2025-03-31 on another day."""
    folder = "pingjiang/households/PJ-4K5M/visits"
    return {
        "move": {f"{folder}/2024-02-06.yml": f"{folder}/{day}.yml"},
        "file": f"{folder}/{day}.yml",
        "set": {"date": day, "entered_on": day},
    }


def reported(day: str) -> dict[str, Any]:
    """Return a change that adds a report of the village on a household that was closed on 2025-03-31."""
    text = f'date: "{day}"\nhelper: PJ-B-4K5M\nhousehold: PJ-4K5M\ntopics:\n  - 基本情况\ncontent: 家里都好。\n'
    return {"write": {f"pingjiang/events/{day}-village.yml": text}}


# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "ended for another reason and explained": {"file": OWN, "set": {"pairings.0.end_reason": "其他"}},
    "ended on the day before, for another reason": {
        "file": OWN,
        "set": {"pairings.0.end_reason": "失联", "pairings.0.to": "2025-03-30"},
    },
    "one of the relatives died": {
        "file": WAITING,
        "set": {
            "closed": {"date": "2026-05-01", "reason": "去世"},
            "members.1.left": {"date": "2026-04-20", "reason": "去世"},
        },
    },
    "a relative died, and the family is helped no longer": {
        "file": WAITING,
        "set": {
            "closed": {"date": "2026-05-01", "reason": "脱困"},
            "members.1.left": {"date": "2026-04-20", "reason": "去世"},
        },
    },
    "visited on the last day": moved_visit("2025-03-31"),
    "reported by the village on the last day": reported("2025-03-31"),
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_a_need_and_its_promise_of_the_last_day_are_in_time(said: Said) -> None:
    assert said({"file": OWN, "set": {"needs": [{**NEED, "measures": [MEASURE]}]}}) == [LEFT]


def test_a_need_and_its_promise_after_the_end_are_told_once(said: Said) -> None:
    later = {**NEED, "raised_on": "2025-04-01", "measures": [{**MEASURE, "promised_on": "2025-04-02"}]}
    assert said({"file": OWN, "set": {"needs": [later]}}) == [
        "after-close: 需求 n-7K3Q 的提出日期 2025-04-01 在终止（2025-03-31）以后。"
    ]


def test_a_promise_after_the_end_is_told_of_a_need_before_it(said: Said) -> None:
    later = {**NEED, "measures": [{**MEASURE, "promised_on": "2025-04-01"}]}
    assert said({"file": OWN, "set": {"needs": [later]}}) == [
        "after-close: 需求 n-7K3Q 的措施的承诺日期 2025-04-01 在终止（2025-03-31）以后。",
        LEFT,
    ]


def test_a_visit_on_the_day_after_the_last_is_told(said: Said) -> None:
    told = "visit-after-close: 户 PJ-4K5M 已于 2025-03-31 终止，联系在终止以后。"
    assert said(moved_visit("2025-04-01")) == [told]


def test_a_report_on_the_day_after_the_last_is_told(said: Said) -> None:
    told = "event-after-close: 户 PJ-4K5M 已于 2025-03-31 终止，上报在终止以后。"
    assert said(reported("2025-04-01")) == [told]


def test_each_of_two_needs_after_the_end_is_told(said: Said) -> None:
    needs = [{**NEED, "raised_on": "2025-04-01"}, {**NEED, "id": "n-8R2K", "raised_on": "2025-04-02"}]
    assert said({"file": OWN, "set": {"needs": needs}}) == [
        "after-close: 需求 n-7K3Q 的提出日期 2025-04-01 在终止（2025-03-31）以后。",
        "after-close: 需求 n-8R2K 的提出日期 2025-04-02 在终止（2025-03-31）以后。",
    ]


def test_of_two_households_of_a_visit_the_closed_one_is_told_at_its_place(
    check: Callable[..., Any], patcher: Any
) -> None:
    path = "pingjiang/households/PJ-2H3J/visits/2025-04-01.yml"
    first = "pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"
    days = {"date": "2025-04-01", "entered_on": "2025-04-01"}
    patcher.apply({"copy": {first: path}, "file": path, "set": {**days, "also": ["PJ-4K5M"]}})
    (finding,) = (finding for finding in check().findings if finding.path == path)
    assert (finding.rule.id, finding.pointer) == ("visit-after-close", ("also", 0))


def test_a_visit_after_a_household_of_one_day_is_told(said: Said) -> None:
    change = moved_visit("2025-04-01")
    change["more"] = [{"file": OWN, "set": {"registered_on": "2025-03-31"}}]
    told = [line for line in said(change) if line.startswith("visit-")]
    assert told == ["visit-after-close: 户 PJ-4K5M 已于 2025-03-31 终止，联系在终止以后。"]
