"""The end of pairings by a command: what it writes, and what has to be told before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.entry.ending import TODAY, Ending
from jiedui.entry.known import KnownLedger
from jiedui.entry.plan import RefusedError

HOME = "YYL-2A3C"


def ending(**more: Any) -> Ending:
    told = {
        "last": date(2026, 8, 31),
        "reason": "岗位调整",
        "decided_by": "岳阳楼区残联",
        "decided_on": date(2026, 9, 1),
    }
    return Ending(**{**told, **more})


def refusal(known: KnownLedger, told: Ending) -> str:
    home = known.household(HOME)
    with pytest.raises(RefusedError) as refused:
        told.refuse(home, home.pairings)
    return str(refused.value)


def test_what_is_told_is_written_into_what_is_open(known: KnownLedger) -> None:
    pairings = known.data("household", HOME)["pairings"]
    kept = [dict(pairing) for pairing in pairings]
    ending(consulted_on=date(2026, 8, 20), document="岳残〔2026〕9号", handover="当面交接。").end(pairings, "YY-B-2A3C")
    assert pairings == [
        {
            **kept[0], "to": "2026-08-31", "end_reason": "岗位调整", "decided_by": "岳阳楼区残联",
            "decided_on": "2026-09-01", "consulted_on": "2026-08-20", "document": "岳残〔2026〕9号",
            "handover": "当面交接。",
        },
        kept[1],
    ]  # fmt: skip
    ending().end(pairings)
    assert [pairing["decided_on"] for pairing in pairings] == ["2026-09-01"] * 2
    assert [pairing.get("consulted_on") for pairing in pairings] == ["2026-08-20", None]


def test_what_was_withdrawn_does_not_end() -> None:
    pairing = {"helper": "YY-B-2A3C", "from": "2026-01-05", "withdrawn": {"date": "2026-01-06", "reason": "写错了户"}}
    before = dict(pairing)
    ending().end([pairing])
    assert pairing == before


@pytest.mark.parametrize("reason", ["岗位调整", "职务变化", "退休离岗", "去世"])
def test_of_the_helper_s_own_change_and_of_a_death_nobody_is_asked(known: KnownLedger, reason: str) -> None:
    home = known.household(HOME)
    ending(reason=reason).refuse(home, home.pairings)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": "脱困"}, "户 YYL-2A3C 还在结对：用 --consulted 写哪天商的结对干部（通知二（四））。"),
        ({"decided_by": "13873012345"}, "--decided-by 写决定的单位，例如示例县残联，不写号码。"),
        ({"document": "13873012345"}, "--document 里有证件或者电话的号码，去掉再运行。"),
        ({"handover": "电话 13873012345"}, "--handover 里有证件或者电话的号码，去掉再运行。"),
        ({"last": date(2024, 2, 29)}, "户 YYL-2A3C 的结对从 2024-03-01 开始，--on 写 2024-03-02 或者以后。"),
        ({"last": date(2024, 2, 29), "since": TODAY},
         "户 YYL-2A3C 的结对从 2024-03-01 开始，--on 写 2024-03-01 或者以后。"),
    ],
)  # fmt: skip
def test_what_is_missing_or_cannot_be_is_refused(known: KnownLedger, change: dict[str, object], said: str) -> None:
    assert refusal(known, ending(**change)) == said


def test_a_day_on_which_a_pairing_begins_may_be_its_last(known: KnownLedger) -> None:
    home = known.household(HOME)
    ending(last=date(2024, 3, 1)).refuse(home, home.pairings)


@pytest.mark.parametrize(
    ("on", "first"), [("2026-08-31", None), ("2026-09-01", "2026-09-02"), ("2026-09-10", "2026-09-11")]
)
def test_no_recorded_end_is_brought_forward(known: KnownLedger, on: str, first: str | None) -> None:
    known.record("household", HOME).data["pairings"][1] |= {"to": on, "end_reason": "岗位调整"}
    home = known.household(HOME)
    if first is None:
        ending().refuse(home, home.pairings)
        return
    assert refusal(known, ending()) == (
        f"户 YYL-2A3C 与帮扶责任人 PJ-B-6N7P 的结对到 {on} 才结束。--on 写 {first} 或者以后；结束日期写错的先改好。"
    )
