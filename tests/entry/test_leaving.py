"""A member who dies or leaves: what is written, what becomes of the needs, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.entry.known import KnownLedger
from jiedui.entry.leaving import Leaving, act
from jiedui.entry.plan import RefusedError, plan
from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace

DEATH = Leaving(household="YYL-2A3C", member="m-6GCR", on=date(2026, 11, 18), reason="去世", result="人已去世。")


def refusal(known: KnownLedger, **change: Any) -> str:
    with pytest.raises(RefusedError) as refused:
        act(replace(DEATH, **change), known)
    return str(refused.value)


@pytest.mark.parametrize("member", ["m-6GCR", "示例子"])
def test_the_member_stays_with_day_and_reason_and_the_needs_are_closed(known: KnownLedger, member: str) -> None:
    (edit,) = act(replace(DEATH, member=member), known).edits
    before = known.data("household", "YYL-2A3C")
    before["members"][0]["left"] = {"date": "2026-11-18", "reason": "去世"}
    before["needs"][1] |= {"closed_on": "2026-11-18", "result": "人已去世。"}
    assert edit.data == before
    assert edit.note == "；示例子（m-6GCR）：2026-11-18 去世；需求 n-T2VX 办结"


def test_what_is_not_done_of_a_need_that_is_closed_is_closed_with_it(
    known: KnownLedger, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jiedui.records.reader.reread", lambda *_: "")  # the promises are in no file
    promise = {"code": "帮政策", "content": "报修。", "promised_on": "2026-07-06"}
    done = {**promise, "content": "查看。", "done_on": "2026-07-07", "result": "看过。"}
    withdrawn = {**promise, "content": "错。", "withdrawn": {"date": "2026-07-08", "reason": "写错"}}
    known.record("household", "YYL-2A3C").data["needs"][1]["measures"] = [promise, done, withdrawn]
    acted = act(DEATH, known)
    ended = {"done_on": "2026-11-18", "result": "人已去世。"}
    assert acted.edits[0].data["needs"][1]["measures"] == [{**promise, **ended}, done, withdrawn]
    assert [item.rule.id for item in plan(acted.edits, known.records, library, known.as_of).findings] == [
        "not-eligible"
    ]


def test_needs_become_the_family_s(known: KnownLedger) -> None:
    (edit,) = act(replace(DEATH, result="", family=True), known).edits
    assert "person" in edit.data["needs"][0]  # is closed long since
    assert "person" not in edit.data["needs"][1]
    assert "closed_on" not in edit.data["needs"][1]
    assert edit.note.endswith("；需求 n-T2VX 改成全家的")


def test_who_has_no_needs_leaves_for_a_reason_that_is_told(known: KnownLedger) -> None:
    (edit,) = act(replace(DEATH, member="示例丑", reason="其他", note="打工，户口迁走", result=""), known).edits
    assert edit.data["members"][1]["left"] == {"date": "2026-11-18", "reason": "其他", "note": "打工，户口迁走"}


def test_a_withdrawn_need_is_left_alone(known: KnownLedger) -> None:
    known.record("household", "YYL-2A3C").data["needs"][1]["withdrawn"] = {"date": "2026-11-01", "reason": "写错了"}
    (edit,) = act(replace(DEATH, result=""), known).edits
    assert edit.note == "；示例子（m-6GCR）：2026-11-18 去世"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"household": "YYL-9Z9Z"}, "没有编号或者姓名为 YYL-9Z9Z 的户。"),
        ({"member": "m-6GRC"}, "没有编号为 m-6GRC 的成员。是不是 m-6GCR？"),
        ({"on": date(2026, 11, 24)}, "离开日期 2026-11-24 还没有到，到那天再运行。"),
        ({"reason": "其他"}, "原因选“其他”的，用 --note 写一句是什么情况。"),
        ({"result": ""},
         "示例子还有需求没有办结：n-T2VX。用 --result 写办结的结果；家里其他人还需要的，用 --family 改成全家的。"),
        ({"family": True}, "--result 和 --family 只写一样：办结的写结果，家里其他人还需要的改成全家的。"),
        ({"member": "示例丑"}, "示例丑没有未办结的需求，不用写 --result 或者 --family。"),
        ({"note": "电话13873012345"}, "--note 里有证件或者电话的号码，去掉再运行。"),
        ({"result": "电话13873012345"}, "--result 里有证件或者电话的号码，去掉再运行。"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_reason(known: KnownLedger, change: dict[str, Any], said: str) -> None:
    assert refusal(known, **change) == said


def test_nobody_leaves_twice(known: KnownLedger) -> None:
    known.record("household", "YYL-2A3C").data["members"][0]["left"] = {"date": "2026-11-01", "reason": "去世"}
    assert refusal(known) == "示例子（m-6GCR）已经写了 2026-11-01 去世。"
