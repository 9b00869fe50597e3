"""The days of a member's life in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
BABY = {"id": "m-7K3Q", "name": "示例寅", "sex": "男", "birth": "2024-05-01", "relation": "孙子女、外孙子女"}
Said = Callable[[dict[str, Any]], list[str]]


def member(**more: Any) -> dict[str, Any]:
    """Return a change that adds a grandchild, born on 2024-05-01, to a household registered on 2023-09-08."""
    return {"file": OWN, "append": {"members": {**BABY, **more}}}


# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "came by birth": member(joined_on="2024-05-01"),
    "left on the day of coming": member(joined_on="2024-06-01", left={"date": "2024-06-01", "reason": "迁出"}),
    "left on the day of registration": {
        "file": OWN,
        "set": {"members.1.left": {"date": "2023-09-08", "reason": "婚嫁分户"}},
    },
    "left in the year of birth, of which nothing else is known": member(
        birth="2024", left={"date": "2024-01-01", "reason": "去世"}
    ),
    "at school from the day of birth": member(education="学龄前", since=[{"what": "education", "date": "2024-05-01"}]),
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_a_day_before_birth_is_told(said: Said) -> None:
    assert said(member(joined_on="2024-04-30")) == ["member-order: m-7K3Q 的加入日期 2024-04-30 早于出生。"]


def test_a_day_before_coming_is_told_once(said: Said) -> None:
    change = member(joined_on="2024-06-02", left={"date": "2024-06-01", "reason": "迁出"})
    assert said(change) == ["member-order: m-7K3Q 的离开日期 2024-06-01 早于加入日期。"]


def test_a_day_before_registration_is_told(said: Said) -> None:
    change = {"file": OWN, "set": {"members.1.left": {"date": "2023-09-07", "reason": "婚嫁分户"}}}
    assert said(change) == ["member-order: m-5QWC 的离开日期 2023-09-07 早于建档日期。"]


def test_a_day_before_birth_and_registration_is_told_once(said: Said) -> None:
    change = {"file": OWN, "set": {"members.1.left": {"date": "1978-12-31", "reason": "婚嫁分户"}}}
    assert said(change) == ["member-order: m-5QWC 的离开日期 1978-12-31 早于出生。"]
