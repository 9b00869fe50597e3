"""A household as it is recorded: its people, who came and who left."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.model.household import Certificate, Component, Departure, Hardship, Household

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


def test_the_certificate_recorded_last_is_the_one_in_force() -> None:
    parts = [{"category": "肢体", "grade": "二级"}, {"category": "言语", "grade": "三级"}]
    cards: list[dict[str, Any]] = [
        {"number": "49060219580312101732", "category": "言语", "grade": "二级", "exception": "证件待更新"},
        {
            "number": "49060219580312101772B1",
            "category": "多重",
            "grade": "二级",
            "from": "2021-05-21",
            "expires": "2031-05-20",
            "components": parts,
        },
    ]
    (member,) = household(members=[{**PERSON, "disability": {"certificates": cards}}]).members
    found = member.disability
    assert found is not None
    components = (Component("肢体", "二级"), Component("言语", "三级"))
    first = Certificate(
        number="49060219580312101732", category="言语", grade="二级", since=None, expires=None, components=(),
        exception="证件待更新",
    )  # fmt: skip
    last = Certificate(
        number="49060219580312101772B1", category="多重", grade="二级", since=date(2021, 5, 21),
        expires=date(2031, 5, 20), components=components, exception="",
    )  # fmt: skip
    assert found.certificates == (first, last)
    assert found.certificate == last
    assert (found.category, found.grade, found.components) == ("多重", "二级", components)
    (before,) = household(members=[{**PERSON, "disability": {"certificates": cards[:1]}}]).members
    assert before.disability is not None
    assert (before.disability.category, before.disability.grade, before.disability.components) == ("言语", "二级", ())
