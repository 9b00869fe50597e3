"""Events that can be so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
MEETING = "city/events/2023-12-18-meeting.yml"
REMINDER = "city/events/2024-01-08-reminder.yml"
BRANCH = "city/events/2024-03-11-branch.yml"
STORY = "city/events/2024-04-15-story.yml"

STRIKE = """date: "2024-04-01"
quarter: "2024Q1"
list: 沟通联络不及时
{who}
reason: 住院期间家属不便。
"""
REPORT = """date: "2024-03-05"
helper: PJ-B-4K5M
household: PJ-2H3J
topics:
  - 基本情况
content: 家里人口没有变化。
"""
TODAY = """date: "2026-11-23"
kind: 其他
title: 商量年底的走访
"""

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "meeting of today": {"write": {"city/events/2026-11-23-meeting.yml": TODAY}},
    "hearing in a county": {
        "move": {MEETING: "pingjiang/events/2023-12-18-meeting.yml"},
        "file": "pingjiang/events/2023-12-18-meeting.yml",
        "set": {"kind": "听取汇报"},
    },
    "reminder without an answer yet": {"file": REMINDER, "remove": ["answered_on", "answer"]},
    "reminder to a helper": {"file": REMINDER, "remove": ["unit"], "set": {"helper": "YYL-B-6F7G"}},
    "reminder due and answered on its day": {
        "file": REMINDER,
        "set": {"due_on": "2024-01-08", "answered_on": "2024-01-08"},
    },
    "branch paired for one day": {
        "file": BRANCH,
        "set": {"to": "2024-03-11", "activities.0.date": "2024-03-11"},
    },
    "report of a village": {"write": {"pingjiang/events/2024-03-05-village.yml": REPORT}},
    "strike of a household on the day after the quarter": {
        "write": {"yueyanglou/events/2024-04-01-strike.yml": STRIKE.format(who="household: YYL-2A3C")},
    },
    "strike of a helper": {
        "write": {"yueyanglou/events/2024-04-01-strike.yml": STRIKE.format(who="helper: YYL-B-4D5E")},
    },
    "story with names that is not to be shown": {
        "file": STORY,
        "set": {"anonymised": "false", "content": "提前告诉示例子一家。"},
    },
    "story that names an organisation": {"file": STORY, "set": {"content": "示例爱心协会每月上门。"}},
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_name_of_one_character_is_in_every_text(said: Callable[[dict[str, Any]], list[str]]) -> None:
    change = {"file": STORY, "set": {"content": "大家约好日子。"}}
    found = said({**change, "more": [{"file": OWN, "set": {"members.1.name": "大"}}]})
    assert found == ["fictional-household: 这里不像是虚构的内容。"]


def test_name_in_title_and_content_is_told_twice(said: Callable[[dict[str, Any]], list[str]]) -> None:
    found = said({"file": STORY, "set": {"title": "示例子的日历", "content": "示例子一家。"}})
    assert found == ["story-name: 这里有台账里的姓名。"] * 2
