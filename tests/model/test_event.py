"""Events of a federation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.model.event import (
    Award,
    Branch,
    BranchActivity,
    Meeting,
    Reminder,
    Story,
    Strike,
    VillageReport,
    event_of,
)
from jiedui.model.time import Quarter

DAY = "2026-05-17"
EVENTS: dict[str, tuple[type, dict[str, Any]]] = {
    "event-meeting": (Meeting, {"kind": "调度", "title": "季度调度"}),
    "event-reminder": (Reminder, {"kind": "提醒", "reason": "其他", "content": "请联系"}),
    "event-story": (Story, {"kind": "典型", "title": "题", "content": "文", "consent": True, "anonymised": True}),
    "event-award": (Award, {"form": "通报表扬", "reason": "扎实"}),
    "event-branch": (Branch, {"branch": "机关党支部", "partner": "示例村党支部"}),
    "event-village": (
        VillageReport, {"helper": "PJ-B-2222", "household": "PJ-2222", "topics": ["需求"], "content": "要轮椅"}
    ),
    "event-strike": (Strike, {"quarter": "2026Q1", "list": "沟通联络不及时", "reason": "住院"}),
}  # fmt: skip


@pytest.mark.parametrize("kind", EVENTS)
def test_each_kind_is_typed_with_its_owner_and_its_day(kind: str) -> None:
    expected, data = EVENTS[kind]
    found = event_of(kind, {"date": DAY, **data}, "pingjiang", f"{DAY}-x")
    assert type(found) is expected
    assert (found.unit, found.stem, found.date) == ("pingjiang", f"{DAY}-x", date(2026, 5, 17))


def test_a_reminder_names_unit_or_helper_and_its_quarter() -> None:
    data = {"date": DAY, "kind": "督办", "reason": "其他", "content": "请联系", "helper": "PJ-B-2222"}
    more = {"quarter": "2026Q1", "due_on": "2026-06-01", "answered_on": "2026-05-20", "answer": "已联系"}
    found = Reminder.of({**data, **more}, "pingjiang", "x")
    assert (found.to_unit, found.to_helper, found.quarter) == ("", "PJ-B-2222", Quarter(2026, 1))
    assert (found.due_on, found.answered_on, found.answer) == (date(2026, 6, 1), date(2026, 5, 20), "已联系")


@pytest.mark.parametrize(
    ("consent", "anonymised", "shown"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_story_is_shown_only_with_consent_and_without_identity(
    *, consent: bool, anonymised: bool, shown: bool
) -> None:
    data = {"date": DAY, **EVENTS["event-story"][1], "consent": consent, "anonymised": anonymised}
    assert Story.of(data, "city", "x").may_be_shown is shown


def test_what_two_branches_did_is_dated() -> None:
    activities = [{"date": "2026-06-01", "content": "走访"}]
    found = Branch.of(
        {"date": DAY, **EVENTS["event-branch"][1], "to": "2027-01-31", "activities": activities}, "city", "x"
    )
    assert found.to == date(2027, 1, 31)
    assert found.activities == (BranchActivity(date(2026, 6, 1), "走访"),)
