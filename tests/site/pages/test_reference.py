"""规则与字段: the rules of the check and the fields of every record kind."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("reference/rules", "", ""),
        ("reference/fields", "", "tr id=visit-channel:"),
        ("reference/fields", "{ #event-award }", "{ #event-branch }"),
        ("reference/fields", "tr id=household-members-disability:", "tr id=household-members-disability-certificate"),
    ],
)
def test_the_page_says_what_was_checked_by_hand(as_expected, name, start, end):
    as_expected(name, start, end)
