"""What was meant: how words, numbers, dates, codes and lists are typed, and when nothing is suggested."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.records import suggest
from jiedui.records.schema import SchemaLibrary

CHANNELS = ["入户", "电话", "短信", "微信", "书信", "其他", "群发"]
HELPER = "^[A-Z]{2,4}-B-[2-9A-HJKMNP-TV-Z]{4}$"
NEED = "^n-[2-9A-HJKMNP-TV-Z]{4}$"
DAY = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("入户", "入户"),
        ("上门", "入户"),
        (" 上门。", "入户"),
        ("「上门」", "入户"),
        ("入户走访", "入户"),
        ("QQ", "其他"),
        ("PHONE", "电话"),
        ("WeChat", "微信"),
        ("微信视频", "微信"),
        ("微信群", "群发"),
        ("入户；", "入户"),
        ("传真", ""),
        ("", ""),
    ],
)
def test_a_choice_is_known_by_its_word_a_synonym_or_its_likeness(
    typed: str, meant: str, library: SchemaLibrary
) -> None:
    assert suggest.meant(typed, library["visit"].root["properties"]["channel"]) == meant


@pytest.mark.parametrize(
    ("value", "choices", "nearest"),
    [
        ("入户走访", ["入户", "电话"], "入户"),
        ("副调研员", ["三级调研员", "四级调研员"], ""),
        ("低保", ["低保户", "低保边缘户"], "低保户"),
        ("低保户口", ["低保边缘户", "低保户"], "低保户"),
        ("妈妈", ["父亲", "母亲"], ""),
        ("“电话”", ["入户", "电话"], "电话"),
        ("没有", ["无", "有", "未查"], ""),
        ("未享受", ["已享受", "不享受"], "不享受"),
        ("", ["入户"], ""),
    ],
)
def test_a_word_is_suggested_only_where_one_is_nearest(value: str, choices: list[str], nearest: str) -> None:
    assert suggest.nearest(value, choices) == nearest


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("是", "true"),
        ("有", "true"),
        ("YES", "true"),
        ("ｙ", "true"),
        ("√", "true"),
        ("ture", "true"),
        ("true。", "true"),
        ("否", "false"),
        ("没有", "false"),
        ("N", "false"),
        ("X", "false"),
        ("flase", "false"),
        ("不清楚", ""),
        ("", ""),
    ],
)
def test_yes_and_no(typed: str, meant: str) -> None:
    assert suggest.meant(typed, {"type": "boolean"}) == meant


def test_a_field_may_know_other_words_for_yes_and_no(library: SchemaLibrary) -> None:
    reached = library["visit"].root["properties"]["reached"]
    assert [suggest.meant(word, reached) for word in ("见到了", "未接通", "没人在家。")] == ["true", "false", "false"]
    assert suggest.meant("未接通", {"type": "boolean"}) == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3", "3"),
        ("３", "3"),
        ("03", "3"),
        ("3人", "3"),
        ("3 次", "3"),
        ("1.0", "1"),
        ("-1", "-1"),
        ("一次", "1"),
        ("两人", "2"),
        ("零", "0"),
        ("九", "9"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("九十九", "99"),
        ("999999999", "999999999"),
        ("1234567890", ""),
        ("1.5", ""),
        ("三四", ""),
        ("十二三", ""),
        ("几个", ""),
        ("", ""),
        ("一百", ""),
    ],
)
def test_a_number(typed: str, meant: str) -> None:
    assert suggest.meant(typed, {"type": "integer"}) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("PJ-B-2H3J ", "PJ-B-2H3J"),
        ("pj-b-2h3j", "PJ-B-2H3J"),
        ("ＰＪ－Ｂ－２Ｈ３Ｊ", "PJ-B-2H3J"),
        ("PJ—B—2H3J", "PJ-B-2H3J"),
        ("PJ_B_2H3J", "PJ-B-2H3J"),
        ("PJ- B-2H3J", "PJ-B-2H3J"),
        ("「PJ-B-2H3J」", "PJ-B-2H3J"),
        ("PJ-B-2H3J。", "PJ-B-2H3J"),
        ("PJ-B-2H3J（示例丁）", "PJ-B-2H3J"),
        ("示例丁 PJ-B-2H3J", "PJ-B-2H3J"),
        ("PJ-B-2H3O", ""),
        ("示例丁", ""),
        ("PJ-B-2H3J、PJ-B-4K5M", ""),
    ],
)
def test_a_code_is_tidied(typed: str, meant: str) -> None:
    assert suggest.meant(typed, {"type": "string", "pattern": HELPER}) == meant


def test_a_code_within_a_household_begins_with_a_small_letter() -> None:
    assert [suggest.shaped(typed, NEED) for typed in ("n-rdb5", "N-RDB5", "N—rdb5", "m-RDB5", "RDB5")] == [
        "n-RDB5",
        "n-RDB5",
        "n-RDB5",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026年3月5日", "2026-03-05"),
        ("2026/3/5", "2026-03-05"),
        ("2026—03—05", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("2026-03-05。", "2026-03-05"),
        ("2026-03-05日", "2026-03-05"),
        ("2026年2月30日", ""),
        ("26-3-5", ""),
        ("3月5日", ""),
        ("2026-03-05 14:05", ""),
    ],
)
def test_a_date(typed: str, meant: str) -> None:
    assert suggest.meant(typed, {"type": "string", "pattern": DAY}) == meant


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("入户、电话", ["入户", "电话"]),
        ("入户，电话", ["入户", "电话"]),
        ("入户 上门", ["入户", "入户"]),
        ("— 入户", ["入户"]),
        ("1. 入户 2. 电话", ["入户", "电话"]),
        ("1.入户 2.电话", ["入户", "电话"]),
        ("1、入户", []),
        ("· 入户", ["入户"]),
        ("入户、传真", []),
        ("", []),
    ],
)
def test_a_list_in_one_line(typed: str, items: list[str]) -> None:
    schema: dict[str, Any] = {"type": "string", "enum": CHANNELS, "x-synonyms": {"上门": "入户"}}
    assert suggest.parts(typed, schema) == items


def test_a_list_of_codes_in_one_line() -> None:
    schema = {"type": "string", "pattern": "^[A-Z]{2,4}-[2-9A-HJKMNP-TV-Z]{4}$"}
    assert suggest.parts("PJ-4K5M、yyl-2a3c", schema) == ["PJ-4K5M", "YYL-2A3C"]
    assert suggest.parts("示例甲、示例乙", schema) == []
    assert suggest.parts("甲、乙", {"type": "object"}) == []


def test_nothing_is_suggested_where_any_text_will_do() -> None:
    assert suggest.meant("甲", {"type": "string"}) == ""
