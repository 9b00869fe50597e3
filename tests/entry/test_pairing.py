"""A pairing that begins: what is written, what hinders it, and what is told of quota and first visit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.entry.known import KnownLedger
from jiedui.entry.pairing import Beginning, act
from jiedui.entry.plan import RefusedError, plan
from jiedui.records.finding import Severity
from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace

NEW = Beginning(household="YYL-6F7G", helper="YYL-B-6F7G", on=date(2026, 11, 2), plan="落实两项补贴。")


def refusal(known: KnownLedger, **change: Any) -> str:
    with pytest.raises(RefusedError) as refused:
        act(replace(NEW, **change), known)
    return str(refused.value)


def test_the_pairing_is_written_and_quota_and_first_visit_are_told(known: KnownLedger, library: SchemaLibrary) -> None:
    done = act(NEW, known)
    (edit,) = done.edits
    assert edit.data == {
        **known.data("household", "YYL-6F7G"),
        "pairings": [{"helper": "YYL-B-6F7G", "role": "主责", "from": "2026-11-02"}],
        "plan": "落实两项补贴。",
    }
    assert edit.note == "；主责：示例丙（YYL-B-6F7G）"
    assert done.told == (
        "示例丙（YYL-B-6F7G）：应结对 1 户，原来 2 户，2026-11-02 起 3 户。",
        "新的主责责任人最迟 2026-12-02 办完：入户了解家庭情况、填写登记表（附件2）、留下联系卡（附件3）、"
        "解决现场能解决的困难、录入省平台“结对帮扶模块”。",
    )
    found = plan(done.edits, known.records, library, known.as_of).findings
    assert [item.rule.id for item in found if item.severity is Severity.ERROR] == []


def test_an_assistant_comes_beside_the_one_in_charge_and_owes_no_first_visit(known: KnownLedger) -> None:
    done = act(replace(NEW, household="YYL-8Q9R", helper="YY-B-2A3C", role="协助", plan=""), known)
    assert [item["role"] for item in done.edits[0].data["pairings"]] == ["主责", "协助"]
    assert done.told == ("示例甲（YY-B-2A3C）：应结对 2 户，原来 1 户，2026-11-02 起 1 户。",)


def test_pairings_stand_in_the_order_of_time(known: KnownLedger) -> None:
    data = known.data("household", "YYL-4D5E")
    replace(NEW, on=date(2025, 3, 1)).put(data, known.helper("YY-B-2A3C"), "yueyanglou")
    assert [item["from"] for item in data["pairings"]] == ["2023-10-08", "2025-03-01", "2025-09-01"]


def test_a_reason_beyond_the_own_area_is_written_where_it_is_needed(known: KnownLedger) -> None:
    done = act(replace(NEW, helper="PJ-B-2H3J", cross_area="同一个康复班"), known)
    assert done.edits[0].data["pairings"][0]["exception_reason"] == "同一个康复班"
    done = act(replace(NEW, cross_area="同一个康复班"), known)
    assert "exception_reason" not in done.edits[0].data["pairings"][0]
    assert done.told[-1] == "责任人都在本辖区，跨区域理由不用写，没有写进去。"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": date(2026, 11, 24)}, "结对日期 2026-11-24 还没有到，到那天再运行。"),
        ({"on": date(2024, 1, 4)}, "户 YYL-6F7G 在 2024-01-05 才建档，不能从 2024-01-04 起结对。"),
        ({"helper": "YYL-B-4D5E"},
         "示例乙（YYL-B-4D5E）在 2026-11-02 没有任职。先核对日期，或者补上任职经历。"),
        ({"helper": "PJ-B-2H3J"},
         "示例丁（PJ-B-2H3J）不是管理户 YYL-6F7G 的残联的。换成本辖区的责任人；"
         "确需跨区域的，用 --cross-area 写理由（通知五（三）2）。"),
        ({"household": "YYL-8Q9R"},
         "示例丙（YYL-B-6F7G）与户 YYL-8Q9R 在 2026-11-02 以后还有一段结对：从 2025-04-10 起，还没有结束。"),
        ({"household": "YYL-8Q9R", "helper": "YY-B-2A3C"},
         "户 YYL-8Q9R 的主责是 YYL-B-6F7G：从 2025-04-10 起，还没有结束。一户同时只有一个主责。"
         "换人用 jiedui reassign YYL-B-6F7G --household YYL-8Q9R --to YY-B-2A3C；同时帮扶的，用 --role 协助。"),
        ({"household": "PJ-4K5M"}, "户 PJ-4K5M 已于 2025-03-31 终止，原因是“迁出市内”。"),
        ({"household": "YYL-9Z9Z"}, "没有编号或者姓名为 YYL-9Z9Z 的户。"),
        ({"helper": "YYL-B-9Z9Z"}, "没有编号或者姓名为 YYL-B-9Z9Z 的帮扶责任人。"),
        ({"cross_area": "电话13873012345"}, "--cross-area 里有证件或者电话的号码，去掉再运行。"),
        ({"plan": "电话13873012345"}, "--plan 里有证件或者电话的号码，去掉再运行。"),
        ({"plan": ""}, "户 YYL-6F7G 还没有拟帮扶措施，也没有需求：用 --plan 写打算怎么帮（通知二（三））。"),
        ({"household": "YYL-2A3C", "helper": "YYL-B-6F7G", "role": "协助"},
         "户 YYL-2A3C 已经有拟帮扶措施，要改的到档案里改，不用写 --plan。"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_reason(known: KnownLedger, change: dict[str, object], said: str) -> None:
    assert refusal(known, **change) == said


def test_who_is_on_leave_or_not_filed_is_told(known: KnownLedger) -> None:
    known.record("helper", "YYL-B-6F7G").data["pauses"][0]["to"] = "2026-11-02"
    assert act(NEW, known).told[1] == "示例丙（YYL-B-6F7G）2026-11-02 正在暂停，到 2026-11-02 为止：脱产学习。"
    social = replace(NEW, helper="PJ-B-6N7P", role="协助")
    assert len(act(social, known).told) == 1
    del known.record("helper", "PJ-B-6N7P").data["filing"]
    known = KnownLedger(known.records, known.as_of)
    assert act(social, known).told[1] == (
        "示例爱心协会（PJ-B-6N7P）是社会力量，还没有报备：先向所在地残联报备（通知五（三）3）。"
    )
