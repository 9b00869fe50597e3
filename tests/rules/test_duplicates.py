"""Duplicates over open and closed records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
CHILD = "pingjiang/households/PJ-2H3J/household.yml"
WITHDRAWN = {"withdrawn": {"date": "2026-10-01", "reason": "建重了"}}

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "same name and birth in another township": {
        "file": CHILD,
        "append": {
            "members": {"id": "m-4K5M", "name": "示例子", "sex": "男", "birth": "1958-03-12", "relation": "非亲属"},
        },
    },
    "withdrawn twin of another household": {
        "copy": {OWN: "yueyanglou/households/YYL-2A3D/household.yml"},
        "file": "yueyanglou/households/YYL-2A3D/household.yml",
        "set": {"id": "YYL-2A3D", **WITHDRAWN},
    },
    "two of the same name and birth in one household": {
        "file": OWN,
        "append": {
            "members": {"id": "m-8R2K", "name": "示例子", "sex": "男", "birth": "1958-03-12", "relation": "其他亲属"},
        },
    },
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []
