"""Outings: once each, and of the people whom they are for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
OUTING = {"person": "m-6GCR", "date": "2024-05-19", "kind": "游一次园"}
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "on the next day again": {"file": OWN, "append": {"outings": {**OUTING, "date": "2024-05-20"}}},
    "of another kind": {"file": OWN, "append": {"outings": {**OUTING, "kind": "看一次电影"}}},
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_the_second_and_the_third_of_one_outing_are_told(said: Said) -> None:
    change = {"file": OWN, "append": {"outings": OUTING}, "more": [{"file": OWN, "append": {"outings": OUTING}}]}
    assert said(change) == ["outing-twice: m-6GCR 在 2024-05-19 的“游一次园”写了两遍。"] * 2
