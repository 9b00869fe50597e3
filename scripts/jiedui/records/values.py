"""Typed values: which texts become booleans and integers, and whether a date exists in the calendar."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any, TypeAlias

from jiedui.pattern import pattern
from jiedui.records.sealing.sealed_text import SealedText

_INTEGER = pattern(r"-?(?:0|[1-9][0-9]{0,14})\Z")
_DATE = pattern(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
# The years that a day of the ledger may have. A day such as 9999-12-31, typed for "without an end", has no next one.
FIRST_YEAR, LAST_YEAR = 1900, 2199
_BOOLEANS = {"true": True, "false": False}
_BLANKS = " \t\u3000"

Pointer = tuple[str | int, ...]
Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | None"
# Where values are typed: a word for the type, plans by key, or one plan for all items.
Plan: TypeAlias = "dict[str, Plan] | list[Plan] | str | None"


def tidy(text: str) -> str:
    """Return ``text`` without what nobody sees: blanks at the ends of lines, and blanks and empty lines around it.

    Line ends become line feeds. How a paragraph is indented stays: the first one with ideographic spaces, too. What is
    sealed stays so.
    """
    if isinstance(text, SealedText):
        return text
    if "\n" not in text and "\r" not in text:  # as nearly all are: it is asked of every value that is written
        return text.rstrip(_BLANKS).lstrip(" \t")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip(_BLANKS) for line in lines).strip("\n").lstrip(" \t")


def convert(data: Json, plan: Plan, impossible: list[Pointer], pointer: Pointer = ()) -> Json:
    """Return ``data`` with booleans and integers typed in place as ``plan`` says (:func:`jiedui.records.schema.plan`).

    What cannot be typed stays text, so that the schema reports it. The pointers of dates that have the right shape but
    are in no calendar are added to ``impossible``.
    """
    if isinstance(data, str):
        return _typed(data, plan, impossible, pointer)
    if isinstance(data, dict) and isinstance(plan, dict):
        for key, part in plan.items():
            value = data.get(key)
            if value is not None:
                data[key] = convert(value, part, impossible, (*pointer, key))
    elif isinstance(data, list) and isinstance(plan, list):
        for index, item in enumerate(data):
            data[index] = convert(item, plan[0], impossible, (*pointer, index))
    return data


def _typed(text: str, plan: Plan, impossible: list[Pointer], pointer: Pointer) -> Json:
    if plan == "date":
        if len(text) == 10 and not exists(text):
            impossible.append(pointer)
    elif plan == "boolean":
        return _BOOLEANS.get(text, text)
    elif plan == "integer" and _INTEGER.match(text):
        return int(text)
    return text


def exists(text: str) -> bool:
    """Say whether ``text`` is a day of the calendar and of these centuries.

    What is not shaped like a date is not judged here.
    """
    try:
        if FIRST_YEAR <= date.fromisoformat(text).year <= LAST_YEAR:
            return True
    except ValueError:
        pass
    return not _DATE.match(text)


def calendar_fault(text: str) -> str:
    """Say in Chinese why ``text``, shaped like a date, is none."""
    year, month, day = (int(part) for part in text.split("-"))
    if year == 0 or not 1 <= month <= 12:
        return f"没有{year}年{month}月这个月份。"
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"年份不对，只能在{FIRST_YEAR}年到{LAST_YEAR}年之间；没有定下来的日期不用填。"
    return f"{year}年{month}月只有{calendar.monthrange(year, month)[1]}天，没有{day}日。"


def without(data: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Return a mapping without some of its keys."""
    return {key: value for key, value in data.items() if key not in keys}
