"""Values in the form are tidied, typed and looked up in the calendar as those in records."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from jiedui.records.mask import MASK
from jiedui.records.schema import SchemaLibrary
from jiedui.records.sealing.token import Token
from jiedui.records.values import calendar_fault, convert, exists, tidy

NodeRun = Callable[[str, Any], Any]

TEXTS = [
    "", " ", "甲", " 甲 ", "\u3000\u3000甲\u3000", "\t甲\t\n\n", "甲 \r\n乙\t\r丙\u3000\n", "\n\n  甲\n  乙\n\n",
    "\u00a0甲\u00a0", "甲" + " " * 60_000 + "乙", "\n" * 60_000 + "甲", "😀 \n😀\u2028", "\ud83d",
]  # fmt: skip
DAYS = [
    *(f"{year}-02-29" for year in ("1900", "2000", "2024", "2026", "2100", "2199")),
    "0000-01-01", "1899-12-31", "1900-01-01", "2199-12-31", "2200-01-01", "9999-12-31", "2026-00-10", "2026-13-01",
    "2026-04-31", "2026-06-00", "2026-12-32", "2026-12-31", "2026-1-1", "20260305", "2026", "２０２６-０３-０５",
    "2026-02-30\n", "", "今天",
]  # fmt: skip


def ask(node_run: NodeRun, asks: list[Any], library: SchemaLibrary | None = None) -> list[Any]:
    answers: list[Any] = node_run("entry-judge.mjs", {"documents": library.documents if library else {}, "asks": asks})
    return answers


def test_texts_are_tidied_as_those_of_records(node_run: NodeRun) -> None:
    assert ask(node_run, [["tidy", text] for text in TEXTS]) == [tidy(text) for text in TEXTS]


def test_the_calendar_is_the_same(node_run: NodeRun) -> None:
    days = [*DAYS, *((date(2023, 12, 30) + timedelta(number)).isoformat() for number in range(430))]
    assert ask(node_run, [["exists", day] for day in days]) == [exists(day) for day in days]
    wrong = [day for day in days if not exists(day)]
    assert len(wrong) == 13
    assert ask(node_run, [["calendarFault", day] for day in wrong]) == [calendar_fault(day) for day in wrong]


def test_values_are_typed_as_those_of_records(node_run: NodeRun, library: SchemaLibrary) -> None:
    reached = ["true", "false", "True", "是", "", True, 1, None, ["true"], {"a": "true"}]
    counts = ["2", "-0", "007", "1.0", "999999999999999", "1000000000000000", "２", "2\n", 2, 2.5, "-12", None]
    days = ["2026-02-30", "2026-02-28", "2026-2-30", "2026-02-30\n", 20260230, ["2026-02-30"], None]
    visits: list[Any] = [{"reached": value, "constructor": "true"} for value in reached]
    visits += [{"companions": value} for value in counts]
    visits += [{"date": value, "entered_on": "2026-04-31"} for value in days]
    visits += [[], "true", 7, None, {}]
    expected = []
    for visit in copy.deepcopy(visits):
        impossible: list[Any] = []
        data = convert(visit, library["visit"].typed, impossible)
        expected.append({"data": data, "impossible": [list(pointer) for pointer in impossible]})
    assert ask(node_run, [["converted", "visit", visit] for visit in visits], library) == expected


def test_values_inside_lists_are_typed_too(node_run: NodeRun, library: SchemaLibrary) -> None:
    home = {"members": [{"birth": "1968-02-30"}, "甲", {"certificates": [{"issued": "2026-02-31"}]}], "pairings": "甲"}
    impossible: list[Any] = []
    convert(copy.deepcopy(home), library["household"].typed, impossible)
    (answer,) = ask(node_run, [["converted", "household", home]], library)
    assert answer == {"data": home, "impossible": [list(pointer) for pointer in impossible]}
    assert ["members", 0, "birth"] in answer["impossible"]


def test_what_holds_the_same_is_the_same(node_run: NodeRun) -> None:
    pairs = [
        ({"a": [1, {"b": "甲"}], "c": True}, {"c": True, "a": [1, {"b": "甲"}]}, True),
        ({"a": 1}, {"a": "1"}, False),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ({"a": None}, {"b": None}, False),
        ([1, 2], [2, 1], False),
        ([1], [1, 2], False),
        ([], {}, False),
        ({}, {}, True),
        (None, {}, False),
        ({"toString": 1}, {"valueOf": 1}, False),
    ]
    assert ask(node_run, [["same", one, other] for one, other, _same in pairs]) == [same for *_pair, same in pairs]


@pytest.mark.parametrize("hidden", [MASK, str(Token(("1968",), bytes(48))), str(Token((), bytes(33)))])
def test_what_is_hidden_is_any_text(hidden: str, node_run: NodeRun) -> None:
    pairs = [(hidden, "甲", True), ({"a": ["乙", hidden]}, {"a": ["乙", "丙"]}, True), ("甲", "乙", False)]
    pairs += [(hidden, 1, False), ([hidden], [], False), ({"a": hidden}, {}, False), (f"{hidden}。", "甲", False)]
    assert ask(node_run, [["fits", one, other] for one, other, _same in pairs]) == [same for *_, same in pairs]


def test_a_copy_is_the_same(node_run: NodeRun) -> None:
    data = {"a": [{"b": "甲"}], "__proto__": {"c": 1}}
    assert ask(node_run, [["copy", data]]) == [data]
