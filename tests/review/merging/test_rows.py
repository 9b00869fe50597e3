"""Which entries of three lists are one, which are new, and where these belong."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.records.lists.entry_list import EntryList
from jiedui.records.lists.marks import Marks
from jiedui.review.merging.rows import Sides, aligned, is_unclear

NEEDS = EntryList(keys=("needs",), called="{id}", marks=Marks(("content",)), way="", has_id=True)
SPELLS = EntryList(keys=("spells",), called="{who}", marks=Marks(("who",)), way="")


def need(code: str, day: str = "", **more: str) -> dict[str, Any]:
    return {"id": code, "content": code * 2, "on": day, **more}


A, B, C = need("a"), need("b"), need("c")


def ids(base: list[Any], ours: list[Any], theirs: list[Any]) -> str:
    """Return the ids of the merged list; of what one side has not, in brackets."""
    rows = aligned(Sides(base, ours, theirs), NEEDS, "on")
    return "".join(row.called["id"] if row.base is None or None not in row else f"({row.called['id']})" for row in rows)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ([A, B], [A, B], "ab"),
        ([A], [A, B], "a(b)"),
        ([B], [A], "(a)(b)"),
        ([B, A], [A, B], "ba"),
        ([A, B], [B, A], "ba"),
        ([A, B, C], [A, B], "abc"),
        ([A, B], [C, A, B], "cab"),
        ([A, C, B], [A, B, need("d")], "acbd"),
        # Both at the same place: by day, then by id; what one side alone has written stays as it has it.
        ([A, B, need("z", "2026-01-01")], [A, B, need("y", "2026-01-02")], "abzy"),
        ([A, B, need("z", "2026-01-01")], [A, B, need("y", "2026-01-01")], "abyz"),
        ([A, B, need("z", "2026-01-02"), need("y", "2026-01-01")], [A, B], "abzy"),
        ([A, B, C], [A, B, C], "abc"),
        ([A, B, C], [A, B, C | {"note": "x"}], "abc"),
        ([A, C], [A, B], "ac(b)"),
    ],
)
def test_entries_stand_where_they_stood_and_new_ones_behind_what_they_were_written_behind(
    ours: list[Any], theirs: list[Any], expected: str
) -> None:
    assert ids([A, B], ours, theirs) == expected


def test_each_entry_comes_with_what_it_is_in_each_version() -> None:
    new = need("d", note="x")
    rows = aligned(Sides([A, B], [A | {"note": "1"}, new], [B, A, need("d")]), NEEDS, "on")
    assert rows == [(B, None, B), (A, A | {"note": "1"}, A), (None, new, need("d"))]


@pytest.mark.parametrize(
    ("ours", "theirs", "unclear"),
    [
        (["b"], ["c"], True),
        (["b"], [], False),
        (["a", "b"], ["c"], False),
        (["b"], ["b"], False),
    ],
)
def test_where_both_have_put_something_else_in_place_of_one_nobody_knows_what_is_meant(
    ours: list[str], theirs: list[str], *, unclear: bool
) -> None:
    lists = Sides(*([{"who": who} for who in side] for side in (["a"], ours, theirs)))
    assert is_unclear(aligned(lists, SPELLS, "")) is unclear


def test_a_place_is_called_by_what_is_there_first() -> None:
    assert Sides(None, None, A).called == A
    assert Sides(B, A, None).called == B
