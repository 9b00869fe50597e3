"""What can be read of a faulty record: everything but what is wrong, in the shape of its schema."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.records.salvage import salvage
from jiedui.records.schema import SchemaLibrary

VISIT = {
    "date": "2026-03-05",
    "by": "YYL-B-7K3Q",
    "channel": "入户",
    "reached": "true",
    "counterpart": "本人",
    "entered_on": "2026-03-06",
}


@pytest.mark.parametrize(
    ("wrong", "left"),
    [
        ({}, {}),
        ({"companions": "2"}, {"companions": 2}),
        ({"channel": "上门"}, {"channel": None}),
        ({"date": "2026-02-30"}, {"date": None}),
        ({"channel": ["入户"]}, {"channel": None}),
        ({"by": {"name": "示例"}}, {"by": None}),
        ({"contnet": "好。"}, {}),
        ({"also": "YYL-7K3Q"}, {}),
        ({"also": {"id": "YYL-7K3Q"}}, {}),
        ({"also": ["YYL-7K3Q", "坏", "YYL-9K3Q"]}, {"also": ["YYL-7K3Q", "YYL-9K3Q"]}),
        ({"needs": [{"id": "n-7K3Q", "action": "做了"}, "n-9K3Q"]}, {"needs": [{"id": "n-7K3Q"}]}),
    ],
)
def test_a_wrong_value_goes_and_all_others_stay(library: SchemaLibrary, wrong: Any, left: dict[str, Any]) -> None:
    expected = {**VISIT, "reached": True, **left}
    found = salvage({**VISIT, **wrong}, library["visit"], "x.yml")
    assert found == {key: value for key, value in expected.items() if value is not None}


def test_what_lacks_a_field_keeps_the_others(library: SchemaLibrary) -> None:
    assert salvage({"by": "YYL-B-7K3Q"}, library["visit"], "x.yml") == {"by": "YYL-B-7K3Q"}
