"""A household as it is recorded: the hardship that it is in."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.model.household import Hardship, Household

PERSON: dict[str, Any] = {"id": "m-2F8D", "name": "示例甲", "sex": "男", "birth": "1958-03-12", "relation": "本人"}


def household(**more: Any) -> Household:
    data = {
        "id": "PJ-2H3J", "registered_on": "2023-09-10", "county": "平江县", "township": "安定镇",
        "village": "示例村", "hardship": [{"status": "低保户"}], "members": [PERSON],
    }  # fmt: skip
    return Household.of({**data, **more}, "pingjiang")


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
