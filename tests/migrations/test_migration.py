"""The tools to write a migration: new data is given, what was given is left alone."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from jiedui.migrations.migration import Data, each, renamed, rows
from jiedui.records.values import without

DATA: Data = {"id": "x", "items": [{"a": "1", "b": "2"}, "no mapping", {"b": "3"}], "text": "t"}


def test_keys_are_renamed_in_their_places() -> None:
    before = copy.deepcopy(DATA)
    assert list(renamed(DATA, [("items", "rows"), ("absent", "y")])) == ["id", "rows", "text"]
    assert before == DATA


def test_every_mapping_of_a_list_is_changed_and_what_is_none_stays() -> None:
    before = copy.deepcopy(DATA)
    assert each(DATA, "items", lambda item: without(item, "b"))["items"] == [{"a": "1"}, "no mapping", {}]
    assert before == DATA


@pytest.mark.parametrize("key", ["text", "absent"])
def test_what_is_no_list_stays_as_it_is(key: str) -> None:
    def fail(item: Data) -> Any:
        raise AssertionError(item)

    assert each(DATA, key, fail) is DATA
    assert list(rows(DATA, key)) == []


def test_the_mappings_of_a_list_are_given_in_order() -> None:
    assert list(rows(DATA, "items")) == [{"a": "1", "b": "2"}, {"b": "3"}]
