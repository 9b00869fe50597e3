"""A record lies where its id says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

UNPAIRED = "yueyanglou/households/YYL-6F7G/household.yml"
WITHDRAWN = {"withdrawn": {"date": "2026-10-01", "reason": "建重了"}}

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "withdrawn household is read by nobody": {
        "file": UNPAIRED,
        "set": {**WITHDRAWN, "hardship.0.status": "其他特殊困难", "township": "写错了", "members.0.sex": "女"},
    },
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []
