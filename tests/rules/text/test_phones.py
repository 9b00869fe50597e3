"""Telephones: a number reaches the one whose it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "mobile of somebody else's helper": {"file": OWN, "set": {"phone": "15400000003"}},
    "two helpers with one office telephone": {
        "file": "yueyanglou/helpers/YYL-B-6F7G.yml",
        "set": {"office_phone": "0730-0100003"},
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_each_further_helper_with_a_mobile_is_told_with_the_first(said: Said) -> None:
    change = {
        "file": "yueyanglou/helpers/YYL-B-6F7G.yml",
        "set": {"mobile": "15400000001"},
        "more": [{"file": "yueyanglou/helpers/YYL-B-4D5E.yml", "set": {"mobile": "15400000001"}}],
    }
    assert said(change) == ["phone-shared: 与 YY-B-2A3C 的手机号相同。"] * 2


def test_a_helper_of_several_spells_is_told_once(said: Said) -> None:
    change = {
        "file": "yueyanglou/households/YYL-4D5E/household.yml",
        "set": {"pairings.0.helper": "YYL-B-6F7G", "pairings.0.end_reason": "岗位调整", "phone": "15400000003"},
    }
    assert said(change) == ["phone-of-helper: 这一户的电话就是责任人 YYL-B-6F7G 的手机。"]


def test_one_person_in_two_files_is_told_as_that_alone(said: Said) -> None:
    change = {"file": "yueyanglou/helpers/YYL-B-6F7G.yml", "set": {"name": "示例甲", "mobile": "15400000001"}}
    assert said(change) == ["duplicate-helper: 与 YY-B-2A3C 姓名和手机号相同。"]
