"""References: every id of a person, household or need that a record mentions exists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
Said = Callable[[dict[str, Any]], list[str]]
WITHDRAWN = {"withdrawn": {"date": "2026-10-01", "reason": "建重了"}}

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "withdrawn visit is read by nobody": {
        "file": "yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml",
        "set": {**WITHDRAWN, "by": "YY-B-9Z9Z", "also": ["YYL-9Z9Z"]},
    },
    "measure without a person": {"file": OWN, "remove": ["needs.0.measures.0.by"]},
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_a_need_that_was_settled_after_the_visit_is_told_once_its_day_has_come(said: Said) -> None:
    """On 2026-11-23 nobody can have settled it tomorrow: then that day is what is wrong."""
    visit = "yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml"
    settled = {"needs.1.closed_on": "2026-11-23", "needs.1.result": "修好了。"}
    change = {"file": visit, "set": {"needs.0.action": "办结"}, "more": [{"file": OWN, "set": settled}]}
    assert said(change) == ["visit-need-open: 需求 n-T2VX 在户档案里 2026-11-23 才办结，这一天还没有。"]
    assert said({"file": OWN, "set": {"needs.1.closed_on": "2026-11-24"}}) == [
        "date-future: closed_on（办结日期）2026-11-24 还没有到。"
    ]


def test_each_of_two_deputies_that_nobody_knows_is_told(said: Said) -> None:
    pauses = [
        {"from": "2025-03-01", "to": "2025-05-31", "reason": "病假", "deputy": "YY-B-9Z9Z"},
        {"from": "2026-03-01", "to": "2026-08-31", "reason": "脱产学习", "deputy": "YY-B-8Y8Y"},
    ]
    assert said({"file": "yueyanglou/helpers/YYL-B-6F7G.yml", "set": {"pauses": pauses}}) == [
        "deputy-unknown: 没有编号为 YY-B-9Z9Z 的帮扶责任人。",
        "deputy-unknown: 没有编号为 YY-B-8Y8Y 的帮扶责任人。",
    ]
