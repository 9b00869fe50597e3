"""The events of a ledger, each with the voice of a rule in its file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from jiedui.model.event import Meeting, Reminder
from jiedui.records.finding import RULES
from jiedui.rules.context import Inspection, LedgerContext
from jiedui.rules.event.voices import each_event, event_path
from jiedui.rules.report import Report


@pytest.fixture
def context(check: Callable[..., Report]) -> LedgerContext:
    """The small ledger: four events of the city, one of each of four kinds."""
    ledger = check().ledger
    assert ledger is not None
    return LedgerContext(RULES["event-future"], "", Inspection(ledger=ledger, as_of=date(2026, 11, 23)))


def test_each_event_of_a_kind_comes_with_its_file(context: LedgerContext) -> None:
    assert [(event.date, file.path) for event, file in each_event(Meeting, context)] == [
        (date(2023, 12, 18), "city/events/2023-12-18-meeting.yml")
    ]
    assert [file.path for _, file in each_event(Reminder, context)] == ["city/events/2024-01-08-reminder.yml"]


def test_a_rule_speaks_in_the_file_of_the_event(context: LedgerContext) -> None:
    _, file = next(each_event(Meeting, context))
    found = file.fault(("kind",), "x", remedy="y")
    assert (found.rule.id, found.path, found.pointer) == (
        "event-future", "city/events/2023-12-18-meeting.yml", ("kind",),
    )  # fmt: skip


def test_events_of_every_kind_lie_in_one_folder(context: LedgerContext) -> None:
    paths = {event_path(event).rpartition("/")[0] for event in context.ledger.events["city"]}
    assert paths == {"city/events"}
