"""The same thing recorded twice: a visit, a need, an event, a move."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

FOLDER = "yueyanglou/households/YYL-2A3C/visits"
FIRST = f"{FOLDER}/2023-09-21.yml"
TEXT = "看了大门的台阶，量了尺寸，商量了怎么改，也问了补贴。"
Said = Callable[[dict[str, Any]], list[str]]


def again(stem: str, **more: Any) -> dict[str, Any]:
    """Return a change that adds a second visit like one of 2023-09-21 that says ``TEXT``."""
    return {
        "copy": {FIRST: f"{FOLDER}/{stem}.yml"},
        "file": FIRST,
        "set": {"content": TEXT},
        "more": [{"file": f"{FOLDER}/{stem}.yml", "set": {"content": TEXT, **more}, "remove": ["needs"]}],
    }


LATER = {"date": "2023-11-21", "entered_on": "2023-11-21"}

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "with somebody else on the same day": again("2023-09-21-2", counterpart="成年家庭成员"),
    "of other things on the same day": again("2023-09-21-2", content="下午又去，把补贴的表填好了，送到村里。"),
    "of the same length on another day": again("2023-11-21", **LATER, content=TEXT.replace("台阶", "门槛")),
    "nineteen characters on another day": again("2023-11-21", **LATER, content=TEXT[:19])
    | {"set": {"content": TEXT[:19]}},
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_nearly_the_same_on_one_day_is_told(said: Said) -> None:
    told = "visit-twice: 与户 YYL-2A3C 的 2023-09-21.yml 日期、联系人、方式、内容都一样。"
    assert said(again("2023-09-21-2", content=TEXT[:-2] + "。")) == [told]


def test_twenty_characters_on_another_day_are_told(said: Said) -> None:
    change = again("2023-11-21", **LATER, content=TEXT[:20]) | {"set": {"content": TEXT[:20]}}
    assert said(change) == ["visit-text-repeated: 联系情况与 2023-09-21.yml 的一字不差。"]


def test_calls_that_nobody_answered_may_be_alike(said: Said) -> None:
    folder = "yueyanglou/households/YYL-4D5E/visits"
    change = {"copy": {f"{folder}/2025-09-03-2.yml": f"{folder}/2025-09-03-3.yml"}, "file": FIRST}
    assert said(change) == []
