"""Re-checks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

DRAWN = """date: "2024-04-01"
quarter: "2024Q1"
tree: "3e5b7a10cd24f68957d1b2a38c4e6f90a1b2c3d4"
percent: 5
households:
"""
ASKED = """  - household: YYL-4D5E
    date: "2024-04-01"
    by: {who}
    channel: 电话
    result: 属实
"""
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "drawn and asked on the day after the quarter": {
        "write": {"city/events/2024-04-01-recheck.yml": DRAWN + ASKED.format(who="YY-B-2A3C")},
    },
    "drawn and nobody asked yet": {
        "write": {"city/events/2024-04-01-recheck.yml": f"{DRAWN}  - household: YYL-4D5E\n"},
    },
    "asked by one of the federation who is not paired with the household": {
        "write": {"city/events/2024-04-01-recheck.yml": DRAWN + ASKED.format(who="YYL-B-6F7G")},
    },
    "two quarters drawn on one day": {
        "write": {
            "city/events/2024-04-01-recheck.yml": f"{DRAWN}  - household: YYL-4D5E\n",
            "city/events/2024-04-01-recheck-2.yml": DRAWN.replace("2024Q1", "2023Q4") + "  - household: YYL-4D5E\n",
        },
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_whoever_was_paired_with_the_household_in_the_quarter_does_not_ask(said: Said) -> None:
    text = DRAWN + ASKED.format(who="YYL-B-4D5E")
    assert said({"write": {"city/events/2024-04-01-recheck.yml": text}}) == [
        "recheck-own: YYL-B-4D5E 就是户 YYL-4D5E 的帮扶责任人。"
    ]
