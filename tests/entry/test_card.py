"""A card that was left with the family: noted in the pairing of the day, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.entry.card import CardDelivery, act
from jiedui.entry.known import KnownLedger
from jiedui.entry.plan import RefusedError, plan
from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace

LEFT = CardDelivery(household="YYL-8Q9R", on=date(2026, 11, 18), version="2026-11-16-7K")


def refusal(known: KnownLedger, **change: Any) -> str:
    with pytest.raises(RefusedError) as refused:
        act(replace(LEFT, **change), known)
    return str(refused.value)


def test_it_is_noted_in_the_pairing(known: KnownLedger, library: SchemaLibrary) -> None:
    done = act(LEFT, known)
    before = known.data("household", "YYL-8Q9R")
    before["pairings"][0] |= {"card_on": "2026-11-18", "card_version": "2026-11-16-7K"}
    assert (done.edits[0].data, done.told) == (before, ())
    assert done.edits[0].note == "；示例丙（YYL-B-6F7G）的联系卡：2026-11-18 留下"
    assert plan(done.edits, known.records, library, known.as_of).findings == ()


def test_a_newer_card_takes_the_place_of_the_one_before(known: KnownLedger) -> None:
    pairing = known.record("household", "YYL-8Q9R").data["pairings"][0]
    pairing |= {"card_on": "2025-04-12", "card_version": "2025-04-10-AB"}
    done = act(replace(LEFT, version=""), known)
    assert done.edits[0].data["pairings"][0] == {
        "helper": "YYL-B-6F7G", "role": "主责", "from": "2025-04-10", "card_on": "2026-11-18"
    }  # fmt: skip
    assert done.edits[0].note.endswith("2026-11-18 留下，原来是 2025-04-12")
    assert done.told == ("没有写版号：卡右下角有，用 --version 写上，要换卡的时候才看得出来。",)


def test_it_is_the_card_of_whoever_was_in_charge_that_day(known: KnownLedger) -> None:
    pairings = act(replace(LEFT, household="YYL-4D5E", on=date(2024, 1, 9)), known).edits[0].data["pairings"]
    assert [item.get("card_on") for item in pairings] == ["2024-01-09", "2025-09-03"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"household": "YYL-9Z9Z"}, "没有编号或者姓名为 YYL-9Z9Z 的户。"),
        ({"on": date(2026, 11, 24)}, "留卡日期 2026-11-24 还没有到，到那天再运行。"),
        ({"on": date(2025, 4, 9)}, "户 YYL-8Q9R 在 2025-04-09 没有主责责任人，卡不知道是谁的。核对日期。"),
        ({"household": "YYL-4D5E", "on": date(2025, 9, 2)},
         "户 YYL-4D5E 已经记了 2025-09-03 留的卡，比 2025-09-02 晚。核对日期。"),
        ({"household": "YYL-4D5E", "on": date(2025, 9, 3), "version": ""},
         "户 YYL-4D5E 在 2025-09-03 留的卡已经记了。"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_reason(known: KnownLedger, change: dict[str, Any], said: str) -> None:
    assert refusal(known, **change) == said
