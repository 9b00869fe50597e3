"""政策 and 口径: the notice clause by clause with what serves each clause, and the readings."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("policy", "", "{ #c-1 }"),
        ("policy", "{ #c-5-4-3 }", "{ #c-5-4-4 }"),
        ("policy", "id=c-5-2-1", "id=c-5-2-2"),
        ("readings", "", "{ #A-02 }"),
        ("readings", "{ #A-08 }", "{ #A-09 }"),
    ],
)
def test_the_page_says_what_was_checked_by_hand(as_expected, name, start, end):
    as_expected(name, start, end)
