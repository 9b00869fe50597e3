"""Whom to help first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
UNPAIRED = "yueyanglou/households/YYL-6F7G/household.yml"
CLOSED = "pingjiang/households/PJ-4K5M/household.yml"
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "unattended until he died": {
        "file": OWN,
        "set": {
            "members.0.left": {"date": "2026-07-01", "reason": "去世"},
            "members.0.disability.care": "事实无人照料",
            "exception_reason": "家里仍然困难",
        },
        "remove": ["needs.1.person"],
    },
    "old carers, recorded as such": {
        "file": UNPAIRED,
        "set": {"members.1.birth": "1960", "priorities": [{"kind": "依老养残", "basis": "父亲六十多岁"}]},
    },
    "old carers who do care": {
        "file": UNPAIRED,
        "set": {
            "members.0.disability.care": "父母照料",
            "members.1.birth": "1960",
            "priorities": [{"kind": "依老养残", "basis": "父亲六十多岁"}],
        },
    },
    "carer is fifty-nine": {"file": UNPAIRED, "set": {"members.1.birth": "1965"}},
    "unattended in a closed household": {"file": CLOSED, "set": {"members.0.disability.care": "事实无人照料"}},
    "old carers in a closed household": {
        "file": CLOSED,
        "append": {"members": {"id": "m-8R2K", "name": "示例亥", "sex": "男", "birth": "1950", "relation": "父亲"}},
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []
