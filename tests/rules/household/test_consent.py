"""Consent: who is helped has agreed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

CHILD = "pingjiang/households/PJ-2H3J/household.yml"
CLOSED = "pingjiang/households/PJ-4K5M/household.yml"
WAITING = "yueyanglou/households/YYL-8Q9R/household.yml"

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "no longer helped, and never asked": {"file": CLOSED, "remove": ["consent"]},
    "paired from tomorrow on": {
        "file": WAITING,
        "remove": ["consent"],
        "set": {"pairings.0.from": "2026-11-24"},
        "more": [{"delete": ["yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml"]}],
    },
    "revoked on the day of the last contact, and closed": {"file": CLOSED, "set": {"consent.revoked_on": "2024-02-06"}},
    "agreed to referrals, of which there is none": {"file": CLOSED, "set": {"consent.scope": ["转介部门"]}},
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_who_is_paired_from_today_on_is_asked(said: Callable[[dict[str, Any]], list[str]]) -> None:
    change = {
        "file": WAITING,
        "remove": ["consent"],
        "set": {"pairings.0.from": "2026-11-23"},
        "more": [{"delete": ["yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml"]}],
    }
    assert said(change) == ["consent-missing: 已经结对，没有知情同意的记录。"]


def test_of_a_child_only_the_guardian_is_asked_for(said: Callable[[dict[str, Any]], list[str]]) -> None:
    said_of_child = said({"file": CHILD, "remove": ["consent"]})
    assert said_of_child == ["consent-guardian: 户内有未满十四周岁的残疾人，没有监护人同意的记录。"]
