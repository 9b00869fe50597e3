"""Stories that are shown: nobody can be told from them by a name, a code or an address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
STORY = "city/events/2024-04-15-story.yml"
Said = Callable[[dict[str, Any]], list[str]]


def story(text: str, **more: str) -> dict[str, Any]:
    """Return a change of what the story says."""
    return {"file": STORY, "set": {"content": text, **more}}


# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "a group of the village": story("第3组的志愿者每季度去一次。"),
    "a hot line": story("打12345就能找到人。"),
    "a letter within a word": story("他用B-5030型轮椅。"),
    "story with names that is not to be shown": {
        "file": STORY,
        "set": {"anonymised": "false", "content": "提前告诉示例子一家。"},
    },
    "story that names an organisation": {"file": STORY, "set": {"content": "示例爱心协会每月上门。"}},
    "not shown": story("户 YYL-2A3C 住3组12号。", anonymised="false"),
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


@pytest.mark.parametrize("code", ["YYL-2A3C", "YY-B-2A3C", "m-6GCR", "n-VSAB"])
def test_each_kind_of_code_is_told(said: Said, code: str) -> None:
    assert said(story(f"说的是{code}这一家。")) == ["story-identity: 这里有编号。"]


def test_an_address_of_four_characters_is_told_and_a_shorter_one_is_not(said: Said) -> None:
    """The latter may be part of any sentence."""
    household = "yueyanglou/households/YYL-2A3C/household.yml"
    told = story("住在示例新居的老人。")
    assert said({**told, "more": [{"file": household, "set": {"address": "示例新居"}}]}) == [
        "story-identity: 这里有住址。"
    ]
    assert said({**told, "more": [{"file": household, "set": {"address": "例新居"}}]}) == []


@pytest.mark.parametrize("address", ["3组12号", "五组二号", "7栋302室"])
def test_each_way_to_write_an_address_is_told(said: Said, address: str) -> None:
    assert said(story(f"住在{address}的老人。")) == ["story-identity: 这里有住址。"]


def test_both_are_told_at_once_and_in_the_title(said: Said) -> None:
    change = {"file": STORY, "set": {"title": "YYL-2A3C 在3组12号"}}
    assert said(change) == ["story-identity: 这里有编号和住址。"]


def test_name_of_one_character_is_in_every_text(said: Said) -> None:
    change = {"file": STORY, "set": {"content": "大家约好日子。"}}
    found = said({**change, "more": [{"file": OWN, "set": {"members.1.name": "大"}}]})
    assert found == ["fictional-household: 这里不像是虚构的内容。"]


def test_name_in_title_and_content_is_told_twice(said: Said) -> None:
    found = said({"file": STORY, "set": {"title": "示例子的日历", "content": "示例子一家。"}})
    assert found == ["story-name: 这里有台账里的姓名。"] * 2
