"""入户五件事: totals by unit and every pairing that lacks a task."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["intake"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)
