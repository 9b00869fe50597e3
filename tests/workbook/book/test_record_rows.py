"""Records as rows of the tables of the workbook."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.records.kinds import path_of
from jiedui.records.reader import Record
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place
from jiedui.workbook.book.record_rows import name_of, names_in, rows
from jiedui.workbook.book.tables import tables

HOME: dict[str, Any] = {
    "id": "SLX-7K3Q",
    "registered_on": "2025-01-02",
    "hardship": [{"status": "低保户", "to": "2026-01-01"}, {"status": "低保边缘户", "from": "2026-01-01"}],
    "relapse": [
        {"risk": "有", "monitoring": [{"status": "已申报"}, {"status": "已纳入", "date": "2026-03-01"}]},
        {"risk": "无"},
    ],
    "members": [
        {"id": "m-2F8D", "name": "示例甲", "birth": "1970"},
        {"id": "m-3G9E", "name": "示例乙", "disability": {"certificates": [{"number": "1"}], "labour": "无"}},
    ],
    "pairings": [{"helper": "SLX-B-7K3Q", "role": "主责"}],
    "needs": [{"id": "n-7K3Q", "person": "m-3G9E", "content": "轮椅", "urgent": True, "measures": [
        {"code": "送康复", "resources": [{"source": "其他"}, {"source": "其他", "amount": 50}],
         "referrals": [{"asked": "配轮椅"}]},
        {"code": "送政策"},
    ]}],
}  # fmt: skip
HELPER = {"id": "SLX-B-7K3Q", "name": "示例丙"}
VISIT = {"date": "2026-11-27", "by": "SLX-B-7K3Q", "reached": False, "topics": ["家庭生产生活", "惠残政策享受"]}


def _record(kind: str, data: dict[str, Any], stem: str, home: str = "") -> Record:
    return Record(Place(path_of(kind, "shilixian", stem, home), kind, stem, "shilixian", home), data)


RECORDS = [
    _record("unit", {"short": "示例县"}, "shilixian"),
    _record("helper", HELPER, "SLX-B-7K3Q"),
    _record("household", HOME, "SLX-7K3Q", "SLX-7K3Q"),
    _record("visit", VISIT, "2026-11-27-2", "SLX-7K3Q"),
]


@pytest.fixture
def shown(library: SchemaLibrary) -> dict[str, list[dict[str, str]]]:
    names = names_in(RECORDS)
    return {
        table.name: [
            {column.head: text for column, text in zip(table.columns, row, strict=True) if text}
            for record in RECORDS
            if record.place.kind == table.kind
            for row in rows(record, table, names)
        ]
        for table in tables(library)
    }


def test_a_second_entry_goes_into_a_further_row(shown: dict[str, list[dict[str, str]]]) -> None:
    assert shown["户"] == [
        {
            "残联": "示例县", "户编号": "SLX-7K3Q", "建档日期": "2025-01-02", "困难类型": "低保户",
            "困难身份止日": "2026-01-01", "有无风险": "有", "监测情况": "已申报",
        },
        {
            "残联": "示例县", "户编号": "SLX-7K3Q", "困难类型": "低保边缘户", "困难身份起日": "2026-01-01",
            "监测情况": "已纳入", "监测日期": "2026-03-01",
        },
        {"残联": "示例县", "户编号": "SLX-7K3Q", "有无风险": "无"},
    ]  # fmt: skip


def test_each_table_has_what_is_its_own(shown: dict[str, list[dict[str, str]]]) -> None:
    of = {"户编号": "SLX-7K3Q"}
    assert [row["姓名"] for row in shown["成员"]] == ["示例甲", "示例乙"]
    assert shown["残疾"] == [{**of, "成员编号": "m-3G9E", "姓名": "示例乙", "残疾人证号": "1", "劳动能力": "无"}]
    assert shown["惠残政策"] == shown["集体活动"] == shown["年度补充"] == []
    assert shown["责任人"] == [{"残联": "示例县", "责任人编号": "SLX-B-7K3Q", "姓名": "示例丙"}]


def test_codes_stand_before_names(shown: dict[str, list[dict[str, str]]]) -> None:
    of = {"户编号": "SLX-7K3Q", "残疾人": "示例乙"}
    assert shown["结对"] == [{**of, "帮扶责任人": "SLX-B-7K3Q 示例丙", "结对身份": "主责"}]
    assert shown["走访"] == [
        {
            **of, "记录": "2026-11-27-2", "联系日期": "2026-11-27", "联系人": "SLX-B-7K3Q 示例丙", "是否联系上": "否",
            "了解的情况": "家庭生产生活、惠残政策享受",
        }
    ]  # fmt: skip


def test_lists_beside_each_other_share_rows(shown: dict[str, list[dict[str, str]]]) -> None:
    need = {"户编号": "SLX-7K3Q", "残疾人": "示例乙", "需求编号": "n-7K3Q"}
    assert shown["需求措施"] == [
        {
            **need, "需求人": "m-3G9E 示例乙", "需求内容": "轮椅", "突发困难": "是", "措施类别": "送康复",
            "来源（资源）": "其他", "请求事项": "配轮椅",
        },
        {**need, "来源（资源）": "其他", "金额（资源）": "50"},
        {**need, "措施类别": "送政策"},
    ]  # fmt: skip


def test_a_household_is_called_after_its_first_disabled_person_who_is_there() -> None:
    one, two = {"name": "示例甲", "disability": {}, "left": {}}, {"name": "示例乙", "disability": {}}
    assert name_of({"members": [{"name": "示例丙"}, one, two]}) == "示例乙"
    assert name_of({"members": [{"name": "示例丙"}, one]}) == "示例甲"
    assert name_of({"members": [{"name": "示例丙"}]}) == "示例丙"
    assert name_of({}) == ""
