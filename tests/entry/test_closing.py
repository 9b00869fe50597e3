"""A household that is no longer helped: what is written, what is told, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.entry.closing import Closing, act
from jiedui.entry.known import KnownLedger
from jiedui.entry.plan import RefusedError, plan
from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace

END = Closing(household="YYL-2A3C", on=date(2026, 11, 20), reason="脱困", consulted=date(2026, 11, 10))


def refusal(known: KnownLedger, **change: Any) -> str:
    with pytest.raises(RefusedError) as refused:
        act(replace(END, **change), known)
    return str(refused.value)


def test_it_is_closed_and_its_pairings_end_with_it(known: KnownLedger, library: SchemaLibrary) -> None:
    done = act(replace(END, note="收入稳定", document="岳残〔2026〕9号", decided=date(2026, 11, 18)), known)
    before = known.data("household", "YYL-2A3C")
    ended = {
        "to": "2026-11-20", "end_reason": "脱困", "decided_by": "岳阳楼区残疾人联合会", "decided_on": "2026-11-18",
        "consulted_on": "2026-11-10", "document": "岳残〔2026〕9号",
    }  # fmt: skip
    assert done.edits[0].data == {
        **before,
        "pairings": [{**pairing, **ended} for pairing in before["pairings"]],
        "closed": {"date": "2026-11-20", "reason": "脱困", "note": "收入稳定"},
    }
    assert done.edits[0].note == "；终止：脱困；结束 2 段结对"
    assert done.told == (
        "示例甲（YY-B-2A3C）：应结对 2 户，原来 1 户，2026-11-21 起 0 户，最迟 2027-01-19 补上。",
        "示例爱心协会（PJ-B-6N7P）：户数不作要求，原来 0 户，2026-11-21 起 0 户。",
        "还有 1 项需求没有办结：n-T2VX。已经办完的，到档案里写办结日期和结果。",
    )
    assert plan(done.edits, known.records, library, known.as_of).findings == ()


def test_one_that_nobody_was_paired_with_is_closed_without_asking(known: KnownLedger) -> None:
    done = act(replace(END, household="YYL-6F7G", consulted=None), known)
    assert (done.edits[0].note, done.told) == ("；终止：脱困", ())


def test_a_death_that_is_told_needs_no_asking(known: KnownLedger) -> None:
    member = known.record("household", "YYL-2A3C").data["members"][0]
    member["left"] = {"date": "2026-11-19", "reason": "去世"}
    ended = act(replace(END, reason="去世", consulted=None), known).edits[0].data["pairings"]
    assert [(item["end_reason"], "consulted_on" in item) for item in ended] == [("去世", False)] * 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"household": "YYL-9Z9Z"}, "没有编号或者姓名为 YYL-9Z9Z 的户。"),
        ({"household": "PJ-4K5M"}, "户 PJ-4K5M 已于 2025-03-31 终止，原因是“迁出市内”。"),
        ({"on": date(2026, 11, 24)}, "终止日期 2026-11-24 还没有到，到那天再运行。"),
        ({"on": date(2023, 9, 7)}, "户 YYL-2A3C 在 2023-09-08 才建档，不能 2023-09-07 就终止。"),
        ({"on": date(2024, 2, 29)}, "户 YYL-2A3C 的结对从 2024-03-01 开始，--on 写 2024-03-01 或者以后。"),
        ({"consulted": None}, "户 YYL-2A3C 还在结对：用 --consulted 写哪天商的结对干部（通知二（四））。"),
        ({"reason": "迁出市内"}, "迁到本市别的残联的，用 jiedui move：原档案终止，新残联接着帮。"),
        ({"reason": "其他"}, "原因选“其他”的，用 --note 写一句是什么情况。"),
        ({"reason": "去世"},
         "户 YYL-2A3C 还没有写谁去世。先运行 jiedui left YYL-2A3C 成员编号 --reason 去世 --on 日期。"),
        ({"note": "电话13873012345"}, "--note 里有证件或者电话的号码，去掉再运行。"),
        ({"decided_by": "13873012345"}, "--decided-by 写决定的单位，例如示例县残联，不写号码。"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_reason(known: KnownLedger, change: dict[str, Any], said: str) -> None:
    assert refusal(known, **change) == said
