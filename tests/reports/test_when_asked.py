"""What is reckoned when it is asked for: once, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.reports.when_asked import WhenAsked


def test_what_is_asked_for_is_reckoned_once_and_nothing_else() -> None:
    asked: list[str] = []

    def reckon(home: Any) -> str:
        asked.append(home)
        return f"{home}!"

    found = WhenAsked({"b": "B", "a": "A", "c": "C"}, reckon)  # type: ignore[dict-item]
    assert (found["b"], found["b"], asked) == ("B!", "B!", ["B"])
    assert (len(found), "c" in found, found.get("d"), found.get("b", "")) == (3, True, None, "B!")
    assert asked == ["B"]
    assert list(found.items()) == [("a", "A!"), ("b", "B!"), ("c", "C!")]
    assert sorted(asked) == ["A", "B", "C"]
    with pytest.raises(KeyError):
        found["d"]


def test_a_fault_of_the_reckoning_is_no_household_that_is_missing() -> None:
    found = WhenAsked({"a": "A"}, lambda home: {}[home])  # type: ignore[dict-item,index]
    assert "a" in found
    with pytest.raises(RuntimeError, match="a"):
        found.get("a", "nothing")


def test_what_is_known_is_not_reckoned_nor_is_anything_added_to_it() -> None:
    known = {"a": "known"}
    found = WhenAsked({"b": "B", "a": "A"}, str.lower, known)  # type: ignore[arg-type]
    assert (found["a"], found["b"]) == ("known", "b")
    assert known == {"a": "known"}
