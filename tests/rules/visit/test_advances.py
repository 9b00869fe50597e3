"""What a visit says of a need agrees with the record of the household."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

FOLDER = "yueyanglou/households/YYL-2A3C/visits"
FIRST, LAST = f"{FOLDER}/2023-09-21.yml", f"{FOLDER}/2024-05-17.yml"
OWN = "yueyanglou/households/YYL-2A3C/household.yml"
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "advanced on the day on which it was raised": {"file": FIRST, "set": {"needs.0.action": "推进"}},
    "closed on the day of the visit and told twice in other words": {
        "file": LAST,
        "append": {"needs": {"id": "n-VSAB", "action": "推进"}},
    },
    "raised on the day before, as a note says": {
        "file": FIRST,
        "set": {"needs.0.note": "前一天电话里说的"},
        "more": [{"file": OWN, "set": {"needs.0.raised_on": "2023-09-20"}}],
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_a_need_of_the_day_before_is_told(said: Said) -> None:
    change = {"file": OWN, "set": {"needs.0.raised_on": "2023-09-20"}}
    assert said(change) == ["visit-need-raised: 需求 n-VSAB 在户档案里是 2023-09-20 提出的，不是这一天。"]


def test_a_need_of_the_day_after_cannot_be_advanced(said: Said) -> None:
    change = {"file": FIRST, "set": {"needs.0.action": "推进"}}
    change["more"] = [{"file": OWN, "set": {"needs.0.raised_on": "2023-09-22"}}]
    assert said(change) == ["visit-need-early: 需求 n-VSAB 在户档案里 2023-09-22 才提出，这一天不能推进。"]
