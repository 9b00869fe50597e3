"""乡镇页: one page for each township."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["townships/430626101", "townships/430602001"])
def test_the_page_says_what_was_checked_by_hand(as_expected, name):
    as_expected(name)
