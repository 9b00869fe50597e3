"""What a village reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

REPORT = """date: "2024-03-05"
helper: PJ-B-4K5M
household: PJ-2H3J
topics:
  - 基本情况
content: 家里人口没有变化。
"""
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "report of a village": {"write": {"pingjiang/events/2024-03-05-village.yml": REPORT}},
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []
