"""What all prints draw on: parts of a long print, numbers read aloud, dates."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.model.ledger import Ledger
from jiedui.prints.document import batches, dial_code, grouped, long_date, unit_name


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


def test_a_date_has_no_zeros_before_it() -> None:
    assert long_date(date(2026, 3, 5)) == "2026年3月5日"


def test_a_federation_without_a_record_is_called_by_its_slug(small: Ledger) -> None:
    assert (unit_name(small, "pingjiang"), unit_name(small, "huarong")) == ("平江县", "huarong")


def test_codes_of_two_numbers_differ() -> None:
    assert dial_code("15400000001") != dial_code("15400000002")
    assert dial_code("15400000001") == dial_code("15400000001")
