"""Where two records differ: keys, lists of other lengths, and what is empty."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.reports.bulletin.difference import Difference, differences


@pytest.mark.parametrize(
    ("stored", "reckoned", "found"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 0}, {"a": 1}, [(("a",), "0", "1")]),
        ({"a": 0}, {}, [(("a",), "0", "")]),
        ({}, {"a": [], "b": "", "c": {}}, []),
        ({"a": [1, 2]}, {"a": [1]}, [(("a", 1), "2", "")]),
        ({"a": [1]}, {"a": [1, 2, 3]}, [(("a", 1), "", "2"), (("a", 2), "", "3")]),
        ({"a": [{"b": "x"}]}, {"a": [{"b": "y"}, {"b": "z"}]}, [(("a", 0, "b"), "x", "y"), (("a", 1), "", "有内容")]),
        ({"a": [1]}, {"a": {"b": 1}}, [(("a",), "有内容", "有内容")]),
    ],
)
def test_differences(stored: Any, reckoned: Any, found: list[tuple[Any, str, str]]) -> None:
    assert list(differences(stored, reckoned)) == [Difference(*item) for item in found]


def test_differences_come_in_the_order_of_the_reckoned_record() -> None:
    found = differences({"x": 1, "a": 1}, {"b": 2, "a": 2})
    assert [item.pointer for item in found] == [("b",), ("a",), ("x",)]
