"""走访/联系: one contact with one or more households."""

from __future__ import annotations

import json
from datetime import date

from jiedui.model.visit import HazardLook, Progress, Visit, between

SHORT = {
    "date": "2026-03-05", "by": "PJ-B-2222", "channel": "电话", "reached": True, "counterpart": "本人",
    "entered_on": "2026-03-06",
}  # fmt: skip


def test_what_is_not_said_is_empty() -> None:
    found = Visit.of(SHORT, "PJ-2222", "2026-03-05")
    assert (found.date, found.entered_on) == (date(2026, 3, 5), date(2026, 3, 6))
    assert (found.channel_note, found.content, found.companions, found.satisfaction) == ("", "", None, None)
    assert (found.also, found.topics, found.preached, found.hazards, found.progress) == ((), (), (), (), ())


def test_what_most_contacts_leave_out_is_told_by_its_keys() -> None:
    said = {"also": ["PJ-3333"], "companions": 1, "hazards": {"fire": "无"}, "needs": [{"id": "n-2", "action": "推进"}]}
    assert Visit.of(SHORT, "PJ-2222", "2026-03-05").seldom == frozenset()
    for key, value in said.items():
        assert Visit.of({**SHORT, key: value, "topics": ["健康"]}, "PJ-2222", "2026-03-05").seldom == {key}


def test_the_household_of_the_folder_comes_first() -> None:
    found = Visit.of({**SHORT, "also": ["PJ-3333", "PJ-4444"]}, "PJ-2222", "2026-03-05-2")
    assert found.households == ("PJ-2222", "PJ-3333", "PJ-4444")
    assert found.stem == "2026-03-05-2"


def test_what_was_seen_and_done_is_typed_in_the_order_of_the_record() -> None:
    data = {**SHORT, "hazards": {"gas": "未查", "fire": "有"}, "needs": [{"id": "n-2222", "action": "推进"}]}
    found = Visit.of(data, "PJ-2222", "2026-03-05")
    assert found.hazards == (HazardLook("gas", "未查"), HazardLook("fire", "有"))
    assert found.progress == (Progress("n-2222", "推进", ""),)


def test_what_contacts_say_alike_is_said_once() -> None:
    said = json.dumps({**SHORT, "topics": ["健康"], "preached": ["两项补贴"], "hazards": {"fire": "无"}})
    one, other = (Visit.of(json.loads(said), f"PJ-{2222}", "2026-03-05") for _ in range(2))
    alike = ("household", "date", "by", "channel", "counterpart", "entered_on", "topics", "preached", "hazards")
    assert [name for name in alike if getattr(one, name) is not getattr(other, name)] == []


def test_contacts_of_some_days_are_those_from_the_first_to_the_last() -> None:
    days = ("2026-03-04", "2026-03-05", "2026-03-05", "2026-03-09")
    visits = [Visit.of({**SHORT, "date": day}, "PJ-2222", day) for day in days]
    assert [*between(visits, date(2026, 3, 5), date(2026, 3, 8))] == visits[1:3]
    assert [*between(visits, date(2026, 3, 4), date(2026, 3, 9))] == visits
    assert not between(visits, date(2026, 3, 6), date(2026, 3, 8))
    assert not between(visits, date(2026, 3, 9), date(2026, 3, 5))
