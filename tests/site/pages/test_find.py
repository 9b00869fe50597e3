"""查户: our own exact search."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["find"])
def test_the_page_says_what_was_checked_by_hand(as_expected, name):
    as_expected(name)
