"""Typed values: which texts become yes or no and numbers, and which days are in the calendar."""

from __future__ import annotations

import pytest

from jiedui.records.values import calendar_fault, convert, exists, tidy, without


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("2024-02-29", True), ("2023-02-29", False), ("2026-02-30", False), ("2026-04-31", False),
        ("2026-00-10", False), ("2026-13-01", False), ("2026-12-00", False), ("0000-01-01", False),
        ("1900-02-29", False), ("2000-02-29", True),
        ("1899-12-31", False), ("1900-01-01", True), ("2199-12-31", True), ("2200-01-01", False), ("9999-12-31", False),
        # Not shaped like a date: the schema's business.
        ("2026-W01-1", True), ("9998-W01-1", True), ("2026/02/30", True), ("abcdefghij", True),
    ],
)  # fmt: skip
def test_days_of_the_calendar(text: str, there: object) -> None:
    assert exists(text) is there


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2023-02-29", "2023年2月只有28天，没有29日。"),
        ("2024-02-30", "2024年2月只有29天，没有30日。"),
        ("2026-06-31", "2026年6月只有30天，没有31日。"),
        ("2026-01-00", "2026年1月只有31天，没有0日。"),
        ("2026-13-01", "没有2026年13月这个月份。"),
        ("0000-01-01", "没有0年1月这个月份。"),
        ("9999-13-01", "没有9999年13月这个月份。"),
        ("1899-12-31", "年份不对，只能在1900年到2199年之间；没有定下来的日期不用填。"),
        ("9999-12-31", "年份不对，只能在1900年到2199年之间；没有定下来的日期不用填。"),
        ("1900-02-29", "1900年2月只有28天，没有29日。"),
        ("2199-02-29", "2199年2月只有28天，没有29日。"),
    ],
)
def test_why_a_date_does_not_exist(text: str, said: str) -> None:
    assert calendar_fault(text) == said


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0", 0), ("7", 7), ("-1", -1), ("1000000000", 1_000_000_000), ("999999999999999", 999_999_999_999_999),
        ("9" * 16, "9" * 16), ("01", "01"), ("+1", "+1"), ("1.0", "1.0"), ("1e3", "1e3"), ("0x10", "0x10"),
        ("１", "１"), ("1 ", "1 "), ("1\n", "1\n"), ("-0", 0), ("-", "-"),
        ("--1", "--1"), ("", ""), ("1_0", "1_0"),
    ],
)  # fmt: skip
def test_plain_decimal_integers_alone_are_typed(typed: str, value: int | str) -> None:
    assert convert({"n": typed}, {"n": "integer"}, []) == {"n": value}


def test_types_are_set_at_every_depth_and_impossible_dates_collected() -> None:
    plan = {"a": [{"b": "boolean", "d": "date"}], "c": {"n": "integer"}}
    data = {"a": [{"b": "true", "d": "2026-02-30"}, {"b": "True", "d": "2026-02-28"}, "x"], "c": {"n": "3"}, "e": "4"}
    impossible: list[tuple[str | int, ...]] = []
    assert convert(data, plan, impossible) == {
        "a": [{"b": True, "d": "2026-02-30"}, {"b": "True", "d": "2026-02-28"}, "x"],
        "c": {"n": 3},
        "e": "4",
    }
    assert impossible == [("a", 0, "d")]
    assert convert({"a": "x", "c": ["y"]}, plan, []) == {"a": "x", "c": ["y"]}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""), ("甲", "甲"), ("甲 乙", "甲 乙"),
        ("甲 \n乙", "甲\n乙"), ("甲\t\n乙\t", "甲\n乙"), ("甲　\n乙　", "甲\n乙"), ("甲 　\t \n乙", "甲\n乙"),
        ("甲\r\n乙\r丙", "甲\n乙\n丙"), ("甲 \r\n乙", "甲\n乙"),
        ("甲\n \n　\n乙", "甲\n\n\n乙"), ("\n \n甲\n\n", "甲"), (" \t甲", "甲"),
        ("　　甲\n　　乙", "　　甲\n　　乙"), ("\n　　甲", "　　甲"), ("甲\n  - 乙\n\t丙", "甲\n  - 乙\n\t丙"),
        ("甲\u00a0\n乙", "甲\u00a0\n乙"), ("甲\u200b", "甲\u200b"), (" \n　\n", ""),
    ],
)  # fmt: skip
def test_of_a_text_only_what_nobody_sees_is_taken_away(typed: str, kept: str) -> None:
    assert tidy(typed) == kept
    assert tidy(kept) == kept


def test_keys_are_left_out_of_a_mapping() -> None:
    data = {"id": "x", "text": "t"}
    assert without(data, "text", "absent") == {"id": "x"}
    assert data == {"id": "x", "text": "t"}
