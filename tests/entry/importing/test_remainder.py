"""What is not said of a record stays: entries without a row, fields with an empty cell."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.entry.importing.remainder import Remainder
from jiedui.records.changes import diff
from jiedui.records.schema import SchemaLibrary

Data = dict[str, Any]

PAIRED = {"helper": "YYL-B-6F7G", "role": "主责", "from": "2024-03-01", "card_on": "2024-03-05"}
CERTIFICATE = {"number": "49060219680409101041", "category": "肢体", "grade": "一级"}
BASE: Data = {
    "id": "YYL-7K3Q", "village": "示例村", "phone": "15400001001",
    "hardship": [{"status": "低保户", "to": "2025-01-01"}, {"status": "其他特殊困难", "from": "2025-01-02"}],
    "members": [
        {"id": "m-2F8D", "name": "示例寅", "disability": {"certificates": [CERTIFICATE], "care": "无人照料"}},
        {"id": "m-3G9E", "name": "示例卯", "facts": {"orphan_allowance": "是"}},
    ],
    "pairings": [PAIRED],
    "needs": [{"id": "n-2F8D", "content": "要轮椅。", "measures": [
        {"code": "四送", "content": "送轮椅", "promised_on": "2024-04-01",
         "resources": [{"source": "财政资金", "amount": 500}]},
    ]}],
}  # fmt: skip


@pytest.fixture
def remainder(library: SchemaLibrary) -> Remainder:
    return Remainder(library["household"])


def said(remainder: Remainder, *told: tuple[str, Any]) -> list[tuple[Any, ...]]:
    """Return the changes to the household of whom these things alone are said."""
    completed = remainder.completed(BASE, dict(told))
    return [(change.at, change.old, change.new) for change in diff(BASE, completed, remainder.record)]


def test_of_whom_nothing_is_said_all_stays(remainder: Remainder) -> None:
    assert said(remainder) == []
    assert +remainder.missing == {"困难类型": 2, "家庭成员": 2, "结对": 1, "需求和措施": 1}


def test_an_empty_cell_leaves_what_is_there(remainder: Remainder) -> None:
    member = {"id": "m-2F8D", "name": "示例辰", "disability": {"certificates": [{"number": CERTIFICATE["number"]}]}}
    assert said(remainder, ("village", "示例庄"), ("members", [member])) == [
        (("village",), "示例村", "示例庄"),
        (("members", {"id": "m-2F8D"}, "name"), "示例寅", "示例辰"),
    ]
    assert remainder.missing["家庭成员"] == 1


def test_another_pairing_takes_no_pairings_place(remainder: Remainder) -> None:
    other = {"helper": "YYL-B-7K3Q", "role": "主责", "from": "2024-03-01"}
    assert said(remainder, ("pairings", [other])) == [(("pairings", {"new": True}), None, other)]
    ended = {**PAIRED, "to": "2026-01-01"}
    assert said(remainder, ("pairings", [ended])) == [(("pairings", {"like": PAIRED}, "to"), None, "2026-01-01")]


def test_entries_that_no_table_of_lists_knows_go_on_by_what_they_share(remainder: Remainder) -> None:
    need = {"id": "n-2F8D", "measures": [{"code": "四送", "content": "送轮椅", "promised_on": "2024-04-01",
                                          "resources": [{"source": "社会捐赠", "amount": 500}]}]}  # fmt: skip
    ((at, old, new),) = said(remainder, ("needs", [need]))
    assert (at[-1], old, new) == ("source", "财政资金", "社会捐赠")
    assert remainder.missing["资源"] == 0


def test_an_entry_that_lacks_its_id_is_another(remainder: Remainder) -> None:
    need = {"content": "要轮椅。"}
    assert said(remainder, ("needs", [need])) == [(("needs", {"new": True}), None, need)]


def test_both_sides_are_left_alone(remainder: Remainder, library: SchemaLibrary) -> None:
    told: Data = {"pairings": [{"helper": "YYL-B-6F7G"}]}
    remainder.completed(BASE, told)["pairings"][0]["to"] = "2026-01-01"
    assert told == {"pairings": [{"helper": "YYL-B-6F7G"}]}
    assert "to" not in PAIRED
    assert library["household"] is remainder.record
