"""A federation's organisation: who leads, who answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "office of one day": {"file": "yueyanglou/unit.yml", "set": {"responsible.0.from": "2025-06-30"}},
    "two deputy leaders at a time": {
        "file": "city/unit.yml",
        "append": {
            "leading_group": {"kind": "副组长", "post": "副理事长", "holder": "示例冬", "from": "2024-01-01"},
        },
    },
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []
