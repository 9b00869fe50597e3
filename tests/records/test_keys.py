"""Keys that are not known: which field was meant, where a key belongs, and what is said of it."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.records.keys import Owner, Stray
from jiedui.records.schema import SchemaLibrary
from jiedui.records.values import Pointer

VISIT = {"date": "2026-03-05"}


def strays(
    library: SchemaLibrary,
    data: dict[str, Any],
    kind: str = "visit",
    pointer: Pointer = (),
    missing: tuple[str, ...] = (),
    fitting: tuple[str, ...] = (),
) -> list[Stray]:
    """Return what is said of the keys of ``data``, of which the values would do for the fields ``fitting``."""
    record = library[kind]
    schema = record.resolve(record.at(pointer))
    known = record.properties(schema)
    owner = Owner(
        data=data,
        schema=schema,
        pointer=pointer,
        record=record,
        missing=list(missing),
        fits=lambda _, part: part in [known[name] for name in fitting],
    )
    return list(owner.strays())


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("By", "by"),
        ("BY", "by"),
        ("ｂｙ", "by"),
        ("“by”", "by"),
        ("by✅", "by"),
        ("联系人", "by"),
        ("Entered_On", "entered_on"),
        ("entered-on", "entered_on"),
        ("entered on", "entered_on"),
        ("enteredon", "entered_on"),
        ("chanel", "channel"),
        ("topic", "topics"),
        ("联系方法", "channel"),
    ],
)
def test_which_field_a_key_was_meant_to_be(key: str, meant: str, library: SchemaLibrary) -> None:
    assert strays(library, {**VISIT, key: "甲"}) == [
        Stray(key=key, message=f"没有“{key}”这个字段。", remedy=f"是不是要写 {meant}？", meant=meant)
    ]


@pytest.mark.parametrize("key", ["甲", "", "<<", "1", "日期"])
def test_a_key_that_nothing_is_near_is_answered_with_the_fields(key: str, library: SchemaLibrary) -> None:
    (stray,) = strays(library, {**VISIT, key: "甲"})
    assert stray.meant == ""
    assert stray.remedy.startswith("可以写的字段有：date、by、channel、")


def test_a_value_tells_which_of_the_missing_fields_it_is(library: SchemaLibrary) -> None:
    data = {**VISIT, "visitor": "YYL-B-7K3Q"}
    (stray,) = strays(library, data, missing=("by", "channel"), fitting=("by",))
    assert (stray.meant, stray.remedy) == ("by", "是不是要写 by？")
    assert [each.meant for each in strays(library, data, missing=("by", "channel"), fitting=("by", "channel"))] == [""]
    assert [each.meant for each in strays(library, data, missing=("channel",), fitting=("by",))] == [""]
    two = {**data, "甲": "YYL-B-7K3Q"}
    assert [each.meant for each in strays(library, two, missing=("by",), fitting=("by",))] == ["", ""]
    by = {**data, "By": "YYL-B-7K3Q"}
    assert [each.meant for each in strays(library, by, missing=("by",), fitting=("by",))] == ["", "by"]


def test_a_choice_in_the_place_of_its_field(library: SchemaLibrary) -> None:
    (stray,) = strays(library, {**VISIT, "电话": "甲"})
    assert stray.message == "没有“电话”这个字段。"
    assert stray.remedy == "“电话”是 channel（联系方式）里填的词，写成 channel: 电话。"
    assert stray.meant == ""


def test_fields_that_belong_below_another_are_one_fault(library: SchemaLibrary) -> None:
    assert strays(library, {**VISIT, "fire": "无", "火灾": "无", "gas": "无"}) == [
        Stray(
            key="fire",
            message="“fire”“火灾”“gas”写错了地方。",
            remedy="写到 hazards（安全隐患察看）下面，比它多缩进两格。",
        )
    ]
    (stray,) = strays(library, {**VISIT, "action": "提出"})
    assert stray.remedy == "写到 needs（需求进展）的一项里，和同一项的字段对齐。"


def test_of_many_misplaced_fields_four_are_named(library: SchemaLibrary) -> None:
    keys = ("form_on", "card_on", "role", "helper", "decided_by")
    (stray,) = strays(library, dict.fromkeys(keys, "甲"), "household")
    assert stray.message == "“form_on”“card_on”“role”“helper”等写错了地方。"


def test_a_field_of_the_whole_record_below_another(library: SchemaLibrary) -> None:
    (stray,) = strays(library, {"fire": "无", "content": "甲"}, pointer=("hazards",))
    assert (stray.key, stray.message) == ("content", "“content”写错了地方。")
    assert stray.remedy == "写到最外层：另起一行，和 hazards 对齐，开头不留空格。"
    assert stray.meant == ""
    (both,) = strays(library, {"content": "甲", "topics": ["乙"]}, pointer=("hazards",))
    assert (both.key, both.message) == ("content", "“content”“topics”写错了地方。")


def test_a_key_that_is_at_home_nowhere_is_answered_with_the_fields_beside_it(library: SchemaLibrary) -> None:
    (stray,) = strays(library, {"fire": "无", "甲": "乙"}, pointer=("hazards",))
    assert (stray.key, stray.message) == ("甲", "没有“甲”这个字段。")
    assert stray.remedy == "可以写的字段有：fire、electric、drowning、gas。"
