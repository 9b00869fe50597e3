"""年度总结和考核: the material of each federation for the year."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(("start", "end"), [("", "{ #u-city }"), ("{ #u-pingjiang }", "")])
def test_the_page_says_what_its_outline_holds(as_expected, start, end):
    as_expected("annual", start, end)
