"""Changes in words: titles and values, and what is secret hidden at every depth."""

from __future__ import annotations

from typing import Any

import pytest
from tests.entry import basket

from jiedui.records.change_wording import ChangeWording
from jiedui.records.changes import RecordChange, RecordConflict
from jiedui.records.schema import SchemaLibrary
from jiedui.records.sealing.cipher import SealedPlace
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.sealing.token import Token

SECRET = "（号码不显示）"
CLOSED, AGAIN = (
    SealedText("已加密", Token((), bytes(33 + step)), SealedPlace("PJ-7K3Q", "village")) for step in (0, 16)
)


@pytest.fixture
def wording(library: SchemaLibrary) -> ChangeWording:
    return ChangeWording(library["household"], basket.HOME)


def change(*at: Any, old: Any = None, new: Any = None) -> RecordChange:
    return RecordChange(at, old, new)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (change("village", old="示例村", new="示例庄"), "村（社区）：示例村 → 示例庄"),
        (change("village", old="示例己村", new="示例⼰村"), "村（社区）：示例己村 → 示例⼰村（看上去一样，字不同）"),
        (change("village", old="示例１村", new="示例1村"), "村（社区）：示例１村 → 示例1村（看上去一样，字不同）"),
        (change("note", old="甲 乙", new="甲  乙"), "备注：甲 乙 → 甲 乙（看上去一样，字不同）"),
        (change("village", old="示例甲村", new="示例乙村"), "村（社区）：示例甲村 → 示例乙村"),
        (change("village", old=CLOSED, new=AGAIN), "村（社区）改了（加密的，这里看不到内容）"),
        (change("phone", old=CLOSED, new=AGAIN), "联系电话改了（加密的，这里看不到内容）"),
        (change("village", old="示例村", new=CLOSED), "村（社区）：示例村 → 已加密"),
        (change("phone", new="15400001002"), f"联系电话：（没有） → {SECRET}"),
        (change("members", {"id": "m-2F8D"}, "education", new="小学"),
         "家庭成员“示例寅” › 受教育程度：（没有） → 小学"),
        (change("members", {"id": "m-9999"}, "education", new="小学"),
         "家庭成员“m-9999” › 受教育程度：（没有） → 小学"),
        (change("members", {"id": "m-2F8D"}, "disability", "certificates", {"like": {"category": "肢体"}}, "number",
                old="49060219680409101041", new="49060219580312101741"),
         "家庭成员“示例寅” › 残疾情况 › 残疾人证“肢体” › 残疾人证号改了（有 5 位不同，号码不显示）"),
        (change("phone", old="15400001002", new="15400001003"), "联系电话改了（末位不同，号码不显示）"),
        (change("members", {"id": "m-2F8D"}, "birth", old="1968-04-09", new="1968-04-08"),
         "家庭成员“示例寅” › 出生日期改了（末位不同，号码不显示）"),
        (change("phone", old="15400001002", new="15400002002"), "联系电话改了（第 8 位不同，号码不显示）"),
        (change("phone", old="15400001002", new="0730-0123456"), "联系电话改了（长短不同，号码不显示）"),
        (change("members", {"id": "m-2F8D"}, "disability", "certificates", {"new": True},
                new={"number": "4906", "category": "肢体", "grade": "一级"}),
         f"家庭成员“示例寅” › 残疾情况 › 残疾人证“肢体”：（没有） → {SECRET}，肢体，一级"),
        (change("hardship", {"new": True}, new={"status": "特困"}), "困难类型“新的一项”：（没有） → 特困"),
        (change("note", old="电话13873012345", new="字" * 60), f"备注：电话{SECRET} → {'字' * 40}…"),
        (change("plan", old="每季度上门一次。" * 9 + "办好低保。", new="每季度上门一次。" * 9 + "不办低保。"),
         "拟帮扶措施：…每季度上门一次。办好低保。 → …每季度上门一次。不办低保。"),
        (change("plan", old="字" * 50, new="字" * 50 + "完"), f"拟帮扶措施：…{'字' * 8} → …{'字' * 8}完"),
        (change("needs", {"id": "n-9999"}, old={"id": "n-9999", "content": "修屋顶"}),
         "需求和措施“修屋顶”：n-9999，修屋顶 → （没有）"),
        (change("needs", {"id": "n-7K3Q"}, "urgent", new=True), "需求和措施“n-7K3Q” › 突发困难：（没有） → 是"),
        (change("13873012345", new="x"), f"{SECRET}：（没有） → x"),
    ],
)  # fmt: skip
def test_a_change_is_told_by_titles(wording: ChangeWording, made: RecordChange, said: str) -> None:
    assert wording.change(made) == said


def test_of_a_conflict_all_three_sides_are_told(wording: ChangeWording) -> None:
    village = change("village", old="示例村", new="示例庄")
    assert wording.conflict(RecordConflict(village, "示例屯")) == (
        "村（社区）：原来：示例村；别人改的：示例屯；我的：示例庄。"
    )
    long = [f"{'每季度上门一次。' * 9}{end}" for end in ("", "补贴要代办。", "补贴不用代办。")]
    plan = RecordConflict(change("plan", old=long[0], new=long[1]), long[2])
    assert wording.conflict(plan) == (
        "拟帮扶措施：原来：…。每季度上门一次；别人改的：…。每季度上门一次。补贴不用代办；我的：…。每季度上门一次。补贴要代办。"
    )
    phone = change("phone", old="15400001002", new="15400001003")
    assert wording.conflict(RecordConflict(phone, "15400002002")) == (
        f"联系电话：原来：{SECRET}；别人改的：和原来第 8 位不同；我的：和原来末位不同。"
    )
    assert wording.conflict(RecordConflict(change("phone", new="15400001003"), "15400002002")) == (
        f"联系电话：原来：（没有）；别人改的：{SECRET}；我的：{SECRET}。"
    )
    assert wording.conflict(RecordConflict(village, gone=True)) == (
        "村（社区）：这一处已经不在了，或者分不清是哪一处；我的：示例庄。"
    )
