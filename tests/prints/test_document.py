"""What all prints draw on: parts of a long print, numbers read aloud, codes that dial."""

from __future__ import annotations

import pytest

from jiedui.prints.document import batches, dial_code, grouped


@pytest.mark.parametrize(
    ("items", "parts"),
    [
        ("", []),
        ("ab", [("", "ab")]),
        ("abc", [("-1", "ab"), ("-2", "c")]),
        ("abcd", [("-1", "ab"), ("-2", "cd")]),
        ("abcde", [("-1", "ab"), ("-2", "cd"), ("-3", "e")]),
    ],
)
def test_parts_are_numbered_where_there_are_several(items: str, parts: list[tuple[str, str]]) -> None:
    assert list(batches(items, 2)) == parts


@pytest.mark.parametrize(
    ("number", "groups"),
    [
        ("15400000001", ["154", "0000", "0001"]),
        ("1540000000", ["1540000000"]),
        ("0730-012345", ["0730-012345"]),
    ],
)
def test_a_mobile_is_read_in_three_groups(number: str, groups: list[str]) -> None:
    assert grouped(number) == groups


def test_codes_of_two_numbers_differ() -> None:
    assert dial_code("15400000001") != dial_code("15400000002")
    assert dial_code("15400000001") == dial_code("15400000001")
    assert dial_code("已加密") == dial_code("") == ""
