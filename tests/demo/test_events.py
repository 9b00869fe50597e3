"""What the organisation does."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from jiedui.demo.events import REMINDED, events
from jiedui.demo.world import World

Told = list[tuple[str, str, str, dict[str, Any]]]


@pytest.fixture(scope="module")
def told(world: World) -> Told:
    return list(events(world))


def test_every_kind_of_event_occurs_within_the_programme(told: Told, world: World) -> None:
    assert {kind for _, kind, _, _ in told} == {
        "event-meeting", "event-reminder", "event-award", "event-branch", "event-story", "event-village",
        "event-strike",
    }  # fmt: skip
    days = [record["date"] for _, _, _, record in told]
    assert world.clock.start.isoformat() <= min(days)
    assert max(days) <= world.clock.today.isoformat()


def test_stems_name_day_and_kind_and_are_never_used_twice(told: Told) -> None:
    assert len({(unit, stem) for unit, _, stem, _ in told}) == len(told)
    for _, kind, stem, record in told:
        assert stem.startswith(f"{record['date']}-{kind.removeprefix('event-')}")


def test_the_office_dispatches_every_quarter_but_one(told: Told) -> None:
    years = Counter(
        record["date"][:4] for unit, _, _, record in told if unit == "city" and record.get("kind") == "调度"
    )
    # The programme begins late in 2023Q3; 2025Q3 is the one that is missing; the day of 2026Q4 has not come.
    assert years == {"2023": 1, "2024": 4, "2025": 3, "2026": 3}


def test_reminders_are_bounded_and_answers_come_after_them(told: Told) -> None:
    reminders = [record for _, kind, _, record in told if kind == "event-reminder"]
    assert sum("helper" in record for record in reminders) <= REMINDED
    answered = [record for record in reminders if "answered_on" in record]
    assert answered
    assert all(record["answered_on"] > record["date"] for record in answered)


def test_households_are_struck_from_the_list_of_the_last_closed_quarter(told: Told) -> None:
    struck = [record for _, kind, _, record in told if kind == "event-strike"]
    assert {record["quarter"] for record in struck} == {"2026Q3"}
    assert len({record["household"] for record in struck}) == len(struck)
