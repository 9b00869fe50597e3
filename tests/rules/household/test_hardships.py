"""Kinds of hardship over time, and whether they agree with who receives 低保."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from jiedui.model.household import Hardship
from jiedui.rules.household.hardships import ends_before_it_begins

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
SINGLE = "yueyanglou/households/YYL-8Q9R/household.yml"
CLOSED = "pingjiang/households/PJ-4K5M/household.yml"
Said = Callable[[dict[str, Any]], list[str]]


def spells(*listed: dict[str, str]) -> dict[str, Any]:
    """Return a change of the spells of hardship; the last has to be 低保户."""
    return {"file": OWN, "set": {"hardship": list(listed)}}


# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "some days between two spells": spells(
        {"status": "低保边缘户", "to": "2024-11-30"}, {"status": "低保户", "from": "2025-01-01"}
    ),
    "a spell of one day": spells(
        {"status": "低保户", "to": "2024-12-30"},
        {"status": "低保边缘户", "from": "2024-12-31", "to": "2024-12-31"},
        {"status": "低保户", "from": "2025-01-01"},
    ),
    "one person in the household, and nothing said of who receives": {
        "file": SINGLE,
        "set": {"hardship.0.status": "单人户低保"},
    },
    "the other one of two has left": {
        "file": OWN,
        "set": {
            "hardship.0.status": "单人户低保",
            "members.1.left": {"date": "2024-01-01", "reason": "婚嫁分户"},
            "members.1.benefits": {"dibao": "已享受"},
        },
    },
    "who has left did not fulfil the conditions": {
        "file": OWN,
        "set": {
            "members.1.left": {"date": "2024-01-01", "reason": "婚嫁分户"},
            "members.1.benefits": {"dibao": "不符合"},
        },
    },
    "applied for": {"file": OWN, "set": {"members.0.benefits.dibao": "申请中"}},
    "no longer helped": {"file": CLOSED, "set": {"members.0.benefits": {"dibao": "不符合"}}},
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_two_spells_on_one_day_are_told(said: Said) -> None:
    change = spells({"status": "低保边缘户", "to": "2025-01-01"}, {"status": "低保户", "from": "2025-01-01"})
    assert said(change) == ["hardship-order: “低保边缘户”和后一段“低保户”没有分开。"]


def test_a_second_spell_without_a_beginning_is_told(said: Said) -> None:
    change = spells({"status": "低保边缘户", "to": "2025-01-01"}, {"status": "低保户"})
    assert said(change) == ["hardship-order: “低保边缘户”和后一段“低保户”没有分开。"]


def test_a_spell_of_one_day_begins_before_it_ends() -> None:
    day = date(2025, 1, 1)
    assert not ends_before_it_begins(Hardship("低保户", day, day))
    assert not ends_before_it_begins(Hardship("低保户", None, day))
    assert ends_before_it_begins(Hardship("低保户", day, date(2024, 12, 31)))


def test_of_a_hardship_that_has_ended_only_the_end_is_told(said: Said) -> None:
    """Who receives 低保 now has nothing to do with it, neither with the one of a single person nor with the others."""
    single = {"hardship.0.status": "单人户低保", "hardship.0.to": "2026-06-30"}
    assert said({"file": OWN, "set": {**single, "members.1.benefits": {"dibao": "已享受"}}}) == [
        "hardship-ended: 这一户的困难身份到 2026-06-30 为止。"
    ]
    whole = {"hardship.0.status": "低保户", "members.1.benefits": {"dibao": "不符合"}}
    assert said({"file": OWN, "set": whole}) == ["hardship-ended: 这一户的困难身份到 2026-06-30 为止。"]


def test_after_a_spell_that_ends_before_it_begins_two_that_meet_are_told(said: Said) -> None:
    change = spells(
        {"status": "低保边缘户", "from": "2024-01-02", "to": "2024-01-01"},
        {"status": "低保户", "from": "2024-06-01", "to": "2025-01-01"},
        {"status": "低保边缘户", "from": "2025-01-01", "to": "2025-06-30"},
        {"status": "低保户", "from": "2025-07-01"},
    )
    assert said(change) == [
        "hardship-order: 困难身份的止日早于起日。",
        "hardship-order: “低保户”和后一段“低保边缘户”没有分开。",
    ]
