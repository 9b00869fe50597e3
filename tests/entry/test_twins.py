"""Who may be in the ledger already; what the form says of the same is held beside it, in test_duplicates.py."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from jiedui.entry.twins import TwinIndex, contacts_like
from jiedui.model.ledger import Ledger
from jiedui.records.reader import Records


@pytest.fixture
def found(records: Callable[[], Records]) -> Callable[..., list[str]]:
    """Who is alike to what a record of the ledger would be under a new code, with other values."""
    read = records()
    data = {record.place.stem: record.data for record in read.valid}

    def names(kind: str, code: str, **other: Any) -> list[str]:
        return [*map(str, TwinIndex(Ledger.of(read)).of(kind, {**copy.deepcopy(data[code]), "id": "PJ-ZZZZ", **other}))]

    return names


def person(name: str, birth: str = "1970-01-01") -> list[dict[str, Any]]:
    return [{"name": name, "birth": birth, "disability": {"certificates": []}}]


def test_the_same_person_in_the_same_township_is_named(found: Callable[..., list[str]]) -> None:
    where = "PJ-2H3J（示例未，平江县安定镇示例村）："
    assert found("household", "PJ-2H3J") == [f"{where}姓名、出生日期、乡镇都相同"]
    assert found("household", "PJ-2H3J", members=person("示 例 未")) == [f"{where}姓名、乡镇相同"]
    assert found("household", "PJ-2H3J", members=person("示例辰")) == [f"{where}同一个村，姓名只差一个字"]
    assert found("household", "PJ-2H3J", members=person("示例辰"), village="示例社区") == []
    assert found("household", "PJ-2H3J", township="汉昌街道", village="别村") == []


def test_what_a_record_goes_on_is_not_named(found: Callable[..., list[str]]) -> None:
    closed = "PJ-4K5M（示例午，平江县汉昌街道示例社区（已终止））："
    assert found("household", "PJ-4K5M") == [f"{closed}姓名、出生日期、乡镇都相同"]
    assert found("household", "PJ-4K5M", moved_from="PJ-4K5M") == []


def test_a_helper_is_alike_by_name_or_by_telephone(found: Callable[..., list[str]]) -> None:
    same = "PJ-B-2H3J（示例丁，平江县安定镇残联专干）："
    assert found("helper", "PJ-B-2H3J") == [f"{same}姓名相同；手机号相同"]
    assert found("helper", "PJ-B-2H3J", name="示例亥", mobile="15400000004") == [f"{same}手机号相同"]
    assert found("helper", "PJ-B-2H3J", name="示例亥", mobile="15400009999") == []


def test_a_household_is_alike_by_telephone(found: Callable[..., list[str]]) -> None:
    home = {"members": person("示例辛"), "village": "别村"}
    assert found("household", "PJ-2H3J", **home, phone="15400001001") == [
        "YYL-2A3C（示例子，岳阳楼区郭镇乡示例村）：电话相同"
    ]


def test_a_contact_is_alike_by_day_helper_and_channel(records: Callable[[], Records]) -> None:
    contacts = [record for record in records().valid if record.place.household == "YYL-2A3C"][1:]
    data = contacts[0].data
    (twin,) = contacts_like({**data, "content": "别的话。"}, contacts)
    assert str(twin) == f"{contacts[0].place.stem}（{data['channel']}）：日期、联系人、方式都一样"
    for other in ({"date": "2026-11-19"}, {"by": "PJ-B-2H3J"}, {"channel": "微信"}, {"reached": not data["reached"]}):
        assert contacts_like({**data, **other}, contacts) == ()
    contacts[0].data["withdrawn"] = {"date": "2026-11-20", "reason": "录错了户"}
    assert contacts_like(data, contacts) == ()
