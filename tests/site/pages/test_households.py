"""户页: everything that staff know of one household."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "name", ["households/PJ-4444", "households/PJ-5555", "households/PJ-2222", "households/YYL-3333"]
)
def test_the_page_says_what_was_checked_by_hand(as_expected, name):
    as_expected(name)
