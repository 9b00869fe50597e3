"""Strikes from a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

STRIKE = """date: "2024-04-01"
quarter: "2024Q1"
list: 沟通联络不及时
{who}
reason: 住院期间家属不便。
"""
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "strike of a household on the day after the quarter": {
        "write": {"yueyanglou/events/2024-04-01-strike.yml": STRIKE.format(who="household: YYL-2A3C")},
    },
    "strike of a helper": {
        "write": {"yueyanglou/events/2024-04-01-strike.yml": STRIKE.format(who="helper: YYL-B-4D5E")},
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []
