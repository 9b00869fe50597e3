"""No row of the policy that a closed quarter rests on disappears, nor a township; one that is ended has not."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from jiedui.records.reader import Record
from jiedui.records.tree import Place
from jiedui.rules.former import Former
from jiedui.rules.loss.entries import compared
from jiedui.rules.loss.succession import Continued

Data = dict[str, Any]

RECORDS: dict[str, Data] = {
    "divisions": {
        "counties": [
            {
                "code": "430602",
                "name": "岳阳楼区",
                "unit": "yueyanglou",
                "townships": [
                    {"code": "430602001", "name": "岳阳楼街道"},
                    {
                        "code": "430602201",
                        "name": "郭镇乡",
                        "former_names": [{"name": "郭镇公社", "until": "2023-12-31"}],
                        "managed": [
                            {"unit": "nanhu", "to": "2024-12-31"},
                            {"unit": "jingkai", "from": "2025-01-01"},
                        ],
                    },
                ],
            },
            {"code": "430626", "name": "平江县", "unit": "pingjiang", "townships": []},
        ]
    },
    "policy-clauses": {
        "documents": [{"id": "2023", "number": "岳市残发〔2023〕20号"}, {"id": "2026", "number": "岳市残发〔2026〕1号"}]
    },
    "policy-quotas": {
        "quotas": [
            {"id": "city_division", "title": "市残联处级干部", "from": "2023-09-01", "need": 4},
            {"id": "city_section", "title": "市残联科级干部", "from": "2023-09-01", "need": 2},
        ],
        "raises": [
            {"unit": "pingjiang", "need": 3, "from": "2024-01-01", "to": "2024-12-31", "document": "平残〔2023〕9号"},
            {"unit": "pingjiang", "need": 2, "from": "2025-01-01", "document": "平残〔2024〕9号"},
        ],
    },
    "policy-readings": {"readings": [{"id": "A-01", "question": "几户？"}, {"id": "A-02", "question": "哪一级？"}]},
    "policy-benefits": {"benefits": [{"key": "dibao", "name": "低保"}, {"key": "pension", "name": "养老"}]},
    "policy-phases": {
        "phases": [
            {"id": "visit", "name": "入户走访阶段", "from": "2023-09-01", "to": "2023-10-31"},
            {"id": "visit", "name": "入户走访阶段", "from": "2027-01-01", "to": "2027-02-28"},
        ]
    },
    "policy-ledger": {
        "retention": [
            {"years": 3, "from": "2023-09-01", "to": "2025-12-31", "basis": "本台账自定"},
            {"years": 5, "from": "2026-01-01", "basis": "本台账自定"},
        ]
    },
    "policy-occasions": {"days": [{"date": "2024-01-01", "name": "元旦"}, {"date": "2025-01-01", "name": "元旦"}]},
    "policy-service": {
        "levels": [
            {"key": "risk", "title": "风险申报", "from": "2023-09-01", "to": "2025-12-31"},
            {"key": "risk", "title": "风险申报", "from": "2026-01-01"},
        ],
        "years": [{"year": 2025}, {"year": 2026}],
    },
    "policy-entitlements": {"rules": [{"id": "living", "name": "生活补贴"}, {"id": "nursing", "name": "护理补贴"}]},
}


def gone(kind: str, now: Data) -> list[str]:
    """Name what is gone from a record of a kind that was as above."""
    place = Place(f"{kind}.yml", kind, kind)
    found = compared(Continued(Former(place, RECORDS[kind]), Record(place, now)))
    return [item.entries.name(entry) for item in found for entry in (*item.gone.values(), *item.replaced.values())]


def without(kind: str, pointer: str) -> Data:
    data = deepcopy(RECORDS[kind])
    node, last = _node(data, pointer)
    del node[last]
    return data


def written_over(kind: str, pointer: str, value: Data) -> Data:
    data = deepcopy(RECORDS[kind])
    node, last = _node(data, pointer)
    node[last] |= value
    return data


def _node(data: Any, pointer: str) -> tuple[Any, Any]:
    *way, last = (int(part) if part.isdigit() else part for part in pointer.split("."))
    for part in way:
        data = data[part]
    return data, last


@pytest.mark.parametrize(
    ("kind", "pointer", "name"),
    [
        ("divisions", "counties.1", "平江县"),
        ("divisions", "counties.0.townships.0", "岳阳楼街道"),
        ("divisions", "counties.0.townships.1.former_names", "曾用名“郭镇公社”"),
        ("divisions", "counties.0.townships.1.managed.0", "残联 nanhu 的一段托管"),
        ("divisions", "counties.0.townships.1.managed.1", "残联 jingkai 的一段托管"),
        ("policy-clauses", "documents.0", "文件 岳市残发〔2023〕20号"),
        ("policy-quotas", "quotas.1", "户数要求“市残联科级干部”"),
        ("policy-quotas", "raises.0", "残联 pingjiang 从 2024-01-01 起提高的要求（3 户）"),
        ("policy-quotas", "raises.1", "残联 pingjiang 从 2025-01-01 起提高的要求（2 户）"),
        ("policy-readings", "readings.0", "读法 A-01"),
        ("policy-benefits", "benefits.1", "政策项目“养老”"),
        ("policy-phases", "phases.0", "从 2023-09-01 起的“入户走访阶段”"),
        ("policy-phases", "phases.1", "从 2027-01-01 起的“入户走访阶段”"),
        ("policy-ledger", "retention.0", "从 2023-09-01 起的保存期限（3 年）"),
        ("policy-occasions", "days.0", "2024-01-01 的元旦"),
        ("policy-entitlements", "rules.1", "规则“护理补贴”"),
        ("policy-service", "levels.0", "从 2023-09-01 起的时限“风险申报”"),
        ("policy-service", "levels.1", "从 2026-01-01 起的时限“风险申报”"),
        ("policy-service", "years.1", "2026 年的放假安排"),
    ],
)
def test_a_row_that_was_taken_out_is_gone(kind: str, pointer: str, name: str) -> None:
    assert gone(kind, RECORDS[kind]) == []
    assert gone(kind, without(kind, pointer)) == [name]


@pytest.mark.parametrize(
    ("kind", "pointer", "value", "name"),
    [
        ("divisions", "counties.0.townships.0", {"code": "430602300", "name": "新街道"}, "岳阳楼街道"),
        (
            "divisions",
            "counties.0.townships.1.managed.1",
            {"unit": "nanhu", "from": "2026-01-01"},
            "残联 jingkai 的一段托管",
        ),
        ("policy-quotas", "quotas.0", {"id": "city_2027", "from": "2027-01-01"}, "户数要求“市残联处级干部”"),
        (
            "policy-quotas",
            "raises.0",
            {"need": 2, "from": "2026-01-01", "to": "2026-12-31"},
            "残联 pingjiang 从 2024-01-01 起提高的要求（3 户）",
        ),
        ("policy-phases", "phases.0", {"from": "2026-01-01", "to": "2026-02-28"}, "从 2023-09-01 起的“入户走访阶段”"),
        ("policy-ledger", "retention.0", {"years": 5, "from": "2024-01-01"}, "从 2023-09-01 起的保存期限（3 年）"),
        ("policy-benefits", "benefits.0", {"key": "housing"}, "政策项目“低保”"),
        ("policy-entitlements", "rules.0", {"id": "housing"}, "规则“生活补贴”"),
    ],
)  # fmt: skip
def test_a_row_that_another_was_written_over_is_gone(kind: str, pointer: str, value: Data, name: str) -> None:
    assert gone(kind, written_over(kind, pointer, value)) == [name]


@pytest.mark.parametrize(
    ("kind", "pointer", "value"),
    [
        ("divisions", "counties.0.townships.0", {"merged": {"into": "郭镇乡", "date": "2026-07-01"}}),
        ("divisions", "counties.0.townships.0", {"name": "楼前街道", "former_names": [{"name": "岳阳楼街道"}]}),
        ("divisions", "counties.0.townships.0", {"code": "430602901"}),
        ("divisions", "counties.0.townships.1.managed.1", {"to": "2026-06-30"}),
        ("policy-quotas", "quotas.0", {"to": "2026-12-31"}),
        ("policy-quotas", "quotas.0", {"id": "city_head"}),
        ("policy-quotas", "quotas.0", {"title": "市残联领导"}),
        ("policy-quotas", "quotas.0", {"from": "2023-10-01"}),
        ("policy-quotas", "raises.1", {"to": "2026-12-31"}),
        ("policy-quotas", "raises.1", {"from": "2025-02-01"}),
        ("policy-quotas", "raises.1", {"document": "平残〔2024〕10号"}),
        ("policy-phases", "phases.0", {"to": "2023-11-30"}),
        ("policy-ledger", "retention.1", {"to": "2028-12-31"}),
        ("policy-ledger", "retention.1", {"years": 4}),
        ("policy-occasions", "days.0", {"name": "新年"}),
        ("policy-readings", "readings.0", {"question": "要几户？"}),
    ],
)
def test_a_row_that_is_ended_or_corrected_stays(kind: str, pointer: str, value: Data) -> None:
    assert gone(kind, written_over(kind, pointer, value)) == []


def test_what_a_row_demands_is_not_judged() -> None:
    assert gone("policy-quotas", written_over("policy-quotas", "raises.0", {"need": 2})) == []


def test_a_township_that_became_a_town_under_another_code_goes_on_by_its_former_name() -> None:
    town = {"code": "430602101", "name": "郭镇镇", "former_names": [{"name": "郭镇公社"}, {"name": "郭镇乡"}]}
    assert gone("divisions", written_over("divisions", "counties.0.townships.1", town)) == []
    town["former_names"] = [{"name": "郭镇公社", "until": "2023-12-31"}]
    assert gone("divisions", written_over("divisions", "counties.0.townships.1", town)) == ["郭镇乡"]


def test_of_two_raises_of_a_county_the_one_that_is_gone_is_named_though_the_other_changed() -> None:
    now = without("policy-quotas", "raises.0")
    now["raises"][0]["to"] = "2026-12-31"
    assert gone("policy-quotas", now) == ["残联 pingjiang 从 2024-01-01 起提高的要求（3 户）"]
