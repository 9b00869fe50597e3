"""Members who died or left: what came before is right, and on the day itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
VISIT = "yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml"
REASON = {"exception_reason": "残疾人去世，家里仍然困难"}
SETTLED = {"needs.1.closed_on": "2026-07-20", "needs.1.result": "修好了。"}

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "asked and went out on the day of his death": {
        "file": OWN,
        "set": {
            **REASON, **SETTLED,
            "members.0.left": {"date": "2026-07-02", "reason": "去世"}, "outings.0.date": "2026-07-02",
        },
    },
    "met on the day of his death": {
        "file": OWN,
        "set": {**REASON, **SETTLED, "members.0.left": {"date": "2026-07-02", "reason": "去世"}},
        "more": [{"file": VISIT, "set": {"counterpart": "本人"}}],
    },
    "not reached after his death, and somebody of the family was": {
        "file": OWN,
        "set": {
            **REASON, **SETTLED, "needs.1.raised_on": "2026-06-30", "needs.1.responded_on": "2026-06-30",
            "members.0.left": {"date": "2026-07-01", "reason": "去世"},
        },
        "more": [{"file": VISIT, "set": {"counterpart": "本人", "reached": False}, "remove": ["needs"]}],
    },
    "his need goes on as the family's": {
        "file": OWN,
        "set": {**REASON, "members.0.left": {"date": "2026-07-02", "reason": "去世"}},
        "remove": ["needs.1.person"],
    },
    "the family is helped no more": {
        "file": OWN,
        "set": {
            "members.0.left": {"date": "2026-07-02", "reason": "去世"},
            "closed": {"date": "2026-07-02", "reason": "去世"},
            **{
                f"pairings.{number}.{key}": value
                for number in (0, 1)
                for key, value in (
                    ("to", "2026-07-02"), ("end_reason", "去世"), ("decided_by", "岳阳楼区残联"),
                    ("decided_on", "2026-07-02"), ("consulted_on", "2026-07-02"),
                )
            },
        },
    },
}  # fmt: skip


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []
