"""Moves within the city, in order of time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OLD = "pingjiang/households/PJ-4K5M/household.yml"
NEW = "yueyanglou/households/YYL-8Q9R/household.yml"
Said = Callable[[dict[str, Any]], list[str]]

NEED = {"id": "n-7K3Q", "content": "要一辆轮椅。", "raised_on": "2025-03-08"}


def carried(need: dict[str, Any], **left: Any) -> dict[str, Any]:
    """Return a move with an open need there, and ``need`` here."""
    return {
        "file": OLD,
        "set": {"needs": [{**NEED, **left}]},
        "more": [{"file": NEW, "set": {"needs": [need], "members.0.disability": DISABILITY}}],
    }


DISABILITY = {"certificates": [{"number": "49068119721130312911B1", "category": "视力", "grade": "一级"}]}

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "an open need that goes on under its code": carried(NEED),
    "an open need that goes on under another code": carried({**NEED, "id": "n-8M4T"}),
    "a need closed on the last day there": {
        "file": OLD,
        "set": {"needs": [{**NEED, "closed_on": "2025-03-31", "result": "配好了。"}]},
    },
    "a need closed there after the move": {
        "file": OLD,
        "set": {"needs": [{**NEED, "closed_on": "2025-06-08", "result": "配好了。"}]},
    },
    "a need that was withdrawn there": {
        "file": OLD,
        "set": {"needs": [{**NEED, "withdrawn": {"date": "2025-03-20", "reason": "记错了户"}}]},
    },
    "registered on the day after the move": {"file": NEW, "set": {"registered_on": "2025-04-01"}},
    "moved out of the city, with nobody to go on": {
        "file": NEW,
        "set": {
            "pairings.0.to": "2026-10-31",
            "pairings.0.end_reason": "迁出市外",
            "pairings.0.decided_by": "岳阳楼区残联",
            "pairings.0.decided_on": "2026-10-30",
            "pairings.0.consulted_on": "2026-10-29",
            "closed": {"date": "2026-10-31", "reason": "迁出市外"},
        },
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_who_may_go_on_with_a_household_is_not_missed_while_the_record_cannot_be_read(said: Said) -> None:
    found = said({"file": NEW, "replace": {"moved_from: PJ-4K5M": "moved_from： PJ-4K5M"}})
    assert [line.partition(":")[0] for line in found] == ["yaml-wide-colon"]


def test_a_household_that_goes_on_by_a_mistyped_code_is_told_there_alone(said: Said) -> None:
    assert said({"file": NEW, "set": {"moved_from": "PJ-4K5N"}}) == [
        "duplicate-certificate: 这个残疾人证号与户 PJ-4K5M（已终止）的 m-2P5D 相同。",
        "moved-from-unknown: 没有编号为 PJ-4K5N 的户。",
    ]


def test_of_two_households_that_nobody_goes_on_with_both_are_told(said: Said) -> None:
    closed = {
        "pairings.0.to": "2026-10-31",
        "pairings.0.end_reason": "迁出市内",
        "pairings.0.decided_by": "岳阳楼区残联",
        "pairings.0.decided_on": "2026-10-30",
        "pairings.0.consulted_on": "2026-10-29",
        "closed": {"date": "2026-10-31", "reason": "迁出市内"},
    }
    waiting = {"registered_on": "2024-01-05", "closed": {"date": "2026-10-31", "reason": "迁出市内"}}
    found = said(
        {
            "file": NEW,
            "set": closed,
            "more": [{"file": "yueyanglou/households/YYL-6F7G/household.yml", "set": waiting}],
        }
    )
    assert found == [
        "moved-nowhere: 这一户因“迁出市内”终止，没有哪一户写着从 YYL-6F7G 迁来。",
        "moved-nowhere: 这一户因“迁出市内”终止，没有哪一户写着从 YYL-8Q9R 迁来。",
    ]


def test_of_two_open_needs_the_one_that_stayed_is_told(said: Said) -> None:
    other = {"id": "n-8M4T", "content": "要一根盲杖。", "raised_on": "2025-03-09"}
    change = carried(NEED)
    change["set"]["needs"].append(other)
    assert said(change) == ["moved-need-left: 原户 PJ-4K5M 的需求 n-8M4T 没有办结，也没有抄过来。"]


def test_a_need_that_was_withdrawn_here_is_not_asked_for_again(said: Said) -> None:
    dropped = {**NEED, "withdrawn": {"date": "2025-04-20", "reason": "不再需要"}}
    change = carried(dropped)
    del change["more"][0]["set"]["members.0.disability"]
    assert said(change) == []
