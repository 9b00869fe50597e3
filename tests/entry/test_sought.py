"""Whom or what somebody means by a code or a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiedui.entry.plan import RefusedError
from jiedui.entry.sought import by_name, sought, within
from jiedui.records.reader import Records


def refused(call: Callable[..., Any], *arguments: object) -> str:
    with pytest.raises(RefusedError) as said:
        call(*arguments)
    return str(said.value)


@pytest.fixture
def all_of(records: Callable[[], Records]) -> Records:
    return records()


def test_a_code_or_a_name_that_nobody_else_has_leads_to_the_record(all_of: Records) -> None:
    for text in ("PJ-2H3J", "pj-2h3j", " PJ-2H3J。", "示例未", "示例申"):
        assert sought("household", text, all_of).place.stem == "PJ-2H3J"
    assert sought("helper", "示例丁", all_of).place.path == "pingjiang/helpers/PJ-B-2H3J.yml"


def test_what_is_not_there_is_said_with_the_nearest(all_of: Records) -> None:
    assert refused(sought, "household", "PJ-2HJ3", all_of) == "没有编号为 PJ-2HJ3 的户。是不是 PJ-2H3J？"
    assert refused(sought, "helper", "PJ-B-9999", all_of) == "没有编号或者姓名为 PJ-B-9999 的帮扶责任人。"
    assert refused(sought, "household", "49062620110905207", all_of) == "没有编号或者姓名为（号码不显示）的户。"


def test_of_namesakes_all_are_named(all_of: Records) -> None:
    for record in all_of.valid:
        if record.path == "pingjiang/helpers/PJ-B-4K5M.yml":
            record.data["name"] = "示例丁"
    assert refused(sought, "helper", "示例丁", all_of) == (
        "叫 示例丁 的有 2 个：PJ-B-2H3J（示例丁，安定镇残联专干）、PJ-B-4K5M（示例丁，示例村残协专职委员）。写编号。"
    )


def test_what_was_withdrawn_or_cannot_be_read_is_not_said_to_be_missing(all_of: Records) -> None:
    (home,) = (record for record in all_of.valid if record.path == "pingjiang/households/PJ-2H3J/household.yml")
    home.data["withdrawn"] = {"date": "2024-01-01", "reason": "重复"}
    assert refused(sought, "household", "PJ-2H3J", all_of) == "户 PJ-2H3J 已经撤销。"
    assert refused(sought, "household", "示例未", all_of) == "没有编号或者姓名为 示例未 的户。"
    all_of.valid.remove(home)
    all_of.broken.append(home.place)
    assert refused(sought, "household", "PJ-2H3J", all_of) == (
        "户 PJ-2H3J 的档案有错误。先用 jiedui check 检查，改好再运行。"
    )


HOME = {
    "members": [{"id": "m-JC43", "name": "示例未"}, {"id": "m-HKMN", "name": "示例申"}],
    "needs": [
        {"id": "n-RDB5", "content": "孩子康复训练的路费。"},
        {"id": "n-2222", "content": "写错的", "withdrawn": {"date": "2024-01-01", "reason": "错"}},
    ],
}


def test_within_a_household_all_are_named_where_none_is_meant() -> None:
    assert within("member", "示例申", HOME) == "m-HKMN"
    assert within("need", "n-RDB5", HOME) == "n-RDB5"
    assert refused(within, "member", "m-JC34", HOME) == "没有编号为 m-JC34 的成员。是不是 m-JC43？"
    assert refused(within, "member", "示例戊", HOME) == (
        "没有编号或者姓名为 示例戊 的成员。是不是：m-JC43（示例未）、m-HKMN（示例申）？"
    )
    assert refused(within, "need", "n-2222", HOME) == (
        "没有编号或者姓名为 n-2222 的需求。是不是：n-RDB5（孩子康复训练的路费。）？"
    )


def test_a_sentence_calls_members_by_name() -> None:
    home = {"members": [{"id": "m-2H3J", "name": "示例甲"}, {"id": "m-4K5L"}]}
    assert by_name("这一户 m-2H3J 与 m-4K5L 的证号一样。", home) == "这一户示例甲与 m-4K5L 的证号一样。"
