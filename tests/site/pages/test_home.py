"""首页: the programme's clock, four figures, the units at a glance, and what to do now."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["index"])
def test_the_page_says_what_was_checked_by_hand(as_expected, name):
    as_expected(name)
