"""The judge: data that never was a text gets the same verdict, and the same words, as a record that was typed."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.records import reader
from jiedui.records.finding import Judged
from jiedui.records.judge import judge
from jiedui.records.schema import SchemaLibrary

VISIT = {
    "date": "2026-03-05",
    "by": "YYL-B-7K3Q",
    "channel": "入户",
    "reached": "true",
    "counterpart": "本人",
    "entered_on": "2026-03-06",
}


def judged(library: SchemaLibrary, **more: Any) -> Judged:
    return judge({**VISIT, **more}, library["visit"], "第 3 行")


def test_texts_are_typed_where_the_schema_wants_it(library: SchemaLibrary) -> None:
    assert judged(library, companions="2") == Judged({**VISIT, "reached": True, "companions": 2})


def test_values_that_are_typed_already_stay_so(library: SchemaLibrary) -> None:
    typed = {**VISIT, "reached": False, "companions": 2}
    assert judged(library, reached=False, companions=2) == Judged(typed)


def test_a_finding_has_a_pointer_and_no_place(library: SchemaLibrary) -> None:
    found = judged(library, reached="是", also=["YYL-7K3Q", "坏"], date="2026-02-30")
    assert found.data is None
    assert [(finding.rule.id, finding.pointer) for finding in found.findings] == [
        ("schema-type", ("reached",)),
        ("schema-format", ("also", 1)),
        ("date-impossible", ("date",)),
    ]
    assert {(finding.path, finding.line, finding.column) for finding in found.findings} == {("第 3 行", 0, 0)}


def test_a_date_of_a_month_thirteen_is_named_once(library: SchemaLibrary) -> None:
    found = judged(library, date="2026-13-05")
    assert [(finding.rule.id, finding.message) for finding in found.findings] == [
        ("date-impossible", "date（联系日期）：没有2026年13月这个月份。")
    ]


def test_each_of_two_impossible_dates_is_named(library: SchemaLibrary) -> None:
    found = judged(library, date="2026-02-30", entered_on="2026-04-31")
    assert [(finding.pointer, finding.message) for finding in found.findings] == [
        (("date",), "date（联系日期）：2026年2月只有28天，没有30日。"),
        (("entered_on",), "entered_on（录入日期）：2026年4月只有30天，没有31日。"),
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [("channel", "上门"), ("reached", "是"), ("by", "YYL-7K3Q"), ("entered_on", "2026-13-01"), ("companions", "两人")],
)
def test_the_words_are_those_for_the_same_fault_in_a_text(library: SchemaLibrary, key: str, value: str) -> None:
    (of_data,) = judged(library, **{key: value}).findings
    text = "".join(f"{name}: {said}\n" for name, said in {**VISIT, key: value}.items())
    (of_text,) = reader.parse(text, "第 3 行", library["visit"]).findings
    assert of_data.placed(of_text.line, of_text.column) == of_text
    assert of_text.line > 0
