"""我的帮扶: one page for each helper."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "name", ["helpers/PJ-B-4444", "helpers/PJ-B-2222", "helpers/PJ-B-3333", "helpers/PJ-B-5555", "helpers/PJ-B-6666"]
)
def test_the_page_says_what_was_checked_by_hand(as_expected, name):
    as_expected(name)
