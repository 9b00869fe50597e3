"""Needs in a record: which are open, and what closing one does to its measures."""

from __future__ import annotations

from typing import Any

from jiedui.entry.needs import close, open_measures, open_needs

GONE = {"withdrawn": {"date": "2026-11-20", "reason": "写错"}}


def measures() -> list[dict[str, Any]]:
    return [
        {"content": "报修"},
        {"content": "查看", "result": "看过"},
        {"done_on": "2026-11-02", "result": "好"},
        {**GONE},
    ]


def test_what_is_closed_or_withdrawn_is_not_open() -> None:
    needs = [{"id": "n-1"}, {"id": "n-2", "closed_on": "2026-11-01"}, {"id": "n-3", **GONE}]
    assert [need["id"] for need in open_needs({"needs": needs})] == ["n-1"]
    assert open_needs({}) == open_measures({}) == []
    assert open_measures({"measures": measures()}) == measures()[:2]


def test_what_is_open_of_its_measures_is_closed_with_it_and_keeps_its_own_result() -> None:
    need = {"id": "n-1", "measures": measures()}
    assert close(need, "2026-11-23", "办好了") == 2
    first, second, *others = measures()
    first |= {"done_on": "2026-11-23", "result": "办好了"}
    second |= {"done_on": "2026-11-23", "result": "看过"}
    assert need == {
        "id": "n-1", "closed_on": "2026-11-23", "result": "办好了", "measures": [first, second, *others]
    }  # fmt: skip
