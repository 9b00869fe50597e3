"""What is there beyond the notice, and what is refused on purpose."""

from __future__ import annotations

from jiedui.reports.beyond import BEYOND, BeyondStanding


def test_every_row_has_a_number_in_order_and_what_is_refused_stands_last() -> None:
    told = [item.id for item in BEYOND if item.standing is not BeyondStanding.REFUSED]
    assert told == [f"B-{number:02}" for number in range(1, 14)]
    assert [item.id for item in BEYOND[13:]] == ["定位、人脸打卡", "必须拍照"]


def test_what_is_refused_names_the_clause_that_it_goes_against() -> None:
    refused = [item for item in BEYOND if item.standing is BeyondStanding.REFUSED]
    assert all("四要求摒弃形式主义" in item.found for item in refused)


def test_each_row_says_where_it_is_or_what_is_missing() -> None:
    assert all(len(item.found) > 10 for item in BEYOND)
