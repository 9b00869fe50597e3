"""入户五件事: totals by unit and every pairing that lacks a task."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["intake"])
def test_the_page_says_what_was_checked_by_hand(as_expected, name):
    as_expected(name)
