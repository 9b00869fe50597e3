"""The values of a record by the words for their places, and which of them a merge has dropped."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.records.reader import Record
from jiedui.records.tree import Place
from jiedui.rules.loss.facts import dropped, facts, in_words

HOUSEHOLD: dict[str, Any] = {
    "phone": "1",
    "consent": {"by": "本人"},
    "priorities": [{"kind": "老养残", "basis": "一"}],
    "needs": [{"id": "n-2222", "content": "修路。", "measures": [{"code": "领", "promised_on": "2026-01-01"}]}],
    "topics": ["甲", "乙"],
}
NEED = ("needs", "需求 n-2222", "-")
MEASURE = (*NEED, "measures", "2026-01-01 承诺的措施（领）", "-")


def of(**changes: Any) -> dict[tuple[str, ...], Any]:
    return facts(Record(Place("h.yml", "household", "X", "u", "X"), {**HOUSEHOLD, **changes}))


def test_each_value_stands_by_its_fields_and_the_names_of_its_entries() -> None:
    assert of() == {
        ("phone",): "1",
        ("consent", "by"): "本人",
        ("priorities", "老养残", "-"): True,
        ("priorities", "老养残", "-", "kind"): "老养残",
        ("priorities", "老养残", "-", "basis"): "一",
        NEED: True,
        (*NEED, "id"): "n-2222",
        (*NEED, "content"): "修路。",
        MEASURE: True,
        (*MEASURE, "code"): "领",
        (*MEASURE, "promised_on"): "2026-01-01",
        ("topics", "甲"): True,
        ("topics", "乙"): True,
    }


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (("phone",), "phone"),
        (("consent", "by"), "consent 的 by"),
        ((*NEED, "content"), "需求 n-2222 的 content"),
        ((*MEASURE, "due_on"), "需求 n-2222 的 2026-01-01 承诺的措施（领） 的 due_on"),
    ],
)
def test_a_place_is_told_by_the_entry_and_the_field(way: tuple[str, ...], said: str) -> None:
    assert in_words(way) == said


@pytest.mark.parametrize(
    ("side", "result", "lost"),
    [
        ({"phone": "2"}, {}, [("phone",)]),
        ({"phone": "2"}, {"phone": "2"}, []),
        ({"phone": "2"}, {"phone": "3"}, [("phone",)]),
        ({}, {"phone": "3"}, []),
        ({"note": "新"}, {}, [("note",)]),
        ({"topics": ["甲"]}, {}, [("topics", "乙")]),
        # That an entry is not there is told elsewhere.
        ({"needs": []}, {}, []),
        ({"needs": [{"id": "n-2222", "content": "改。"}]}, {"needs": []}, []),
        ({"needs": [*HOUSEHOLD["needs"], {"id": "n-3333", "content": "新。"}]}, {}, []),
    ],
)
def test_what_a_side_has_changed_and_the_result_has_not_is_dropped(
    side: dict[str, Any], result: dict[str, Any], lost: list[tuple[str, ...]]
) -> None:
    assert dropped(of(**side), of(), of(**result)) == lost


def test_what_is_back_in_a_later_result_is_not() -> None:
    assert dropped(of(phone="2"), of(), of(), of(phone="2")) == []
