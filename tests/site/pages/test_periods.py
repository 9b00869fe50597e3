"""半年汇报 and 年度总结: the material of each federation."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [("halfyear", "", ""), ("annual", "", "{ #u-city }"), ("annual", "{ #u-pingjiang }", "")],
)
def test_the_page_says_what_its_outline_holds(as_expected, name, start, end):
    as_expected(name, start, end)
