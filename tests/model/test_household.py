"""A household as it is recorded: its people, who came and who left."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.model.household import Departure, Hardship, Household

PERSON: dict[str, Any] = {"id": "m-2F8D", "name": "示例甲", "sex": "男", "birth": "1958-03-12", "relation": "本人"}


def household(**more: Any) -> Household:
    data = {
        "id": "PJ-2H3J", "registered_on": "2023-09-10", "county": "平江县", "township": "安定镇",
        "village": "示例村", "hardship": [{"status": "低保户"}], "members": [PERSON],
    }  # fmt: skip
    return Household.of({**data, **more}, "pingjiang")


def test_a_member_was_always_there_and_stays_unless_it_is_said() -> None:
    (member,) = household().members
    assert (member.joined_on, member.left) == (None, None)


def test_a_member_who_left_keeps_day_and_reason() -> None:
    left = {"date": "2026-06-30", "reason": "婚嫁分户", "note": "另立一户。"}
    people = [PERSON, {**PERSON, "id": "m-3G9H", "joined_on": "2024-02-17", "left": left}]
    _, child = household(members=people).members
    assert child.joined_on == date(2024, 2, 17)
    assert child.left == Departure(date(2026, 6, 30), "婚嫁分户", "另立一户。")
    again = household(members=[{**PERSON, "left": {"date": "2026-06-30", "reason": "去世"}}])
    assert again.members[0].left == Departure(date(2026, 6, 30), "去世", "")


def test_the_hardship_recorded_last_is_the_one_in_force() -> None:
    spells = [
        {"status": "低保户", "from": "2020-01-01", "to": "2024-12-31"},
        {"status": "低保边缘户", "from": "2025-01-01", "to": "2026-06-30"},
    ]
    found = household(hardship=spells)
    assert found.hardships == (
        Hardship("低保户", date(2020, 1, 1), date(2024, 12, 31)),
        Hardship("低保边缘户", date(2025, 1, 1), date(2026, 6, 30)),
    )
    assert (found.hardship, found.hardship_until) == ("低保边缘户", date(2026, 6, 30))
    assert (household().hardship, household().hardship_until) == ("低保户", None)
