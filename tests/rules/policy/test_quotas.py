"""Quotas of the notice and of a county."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "local numbers as high as the notice's and higher": {
        "file": "policy/quotas.yml",
        "set": {
            "raises": [
                {
                    "unit": unit,
                    "need": need,
                    "from": "2024-01-01",
                    "document": "本地文件",
                    "clause": "五(二)1",
                }
                for unit, need in (("pingjiang", "2"), ("yueyanglou", "1"))
            ]
        },
    },
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []
