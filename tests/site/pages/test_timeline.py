"""时间轴: phases, the four first tasks by unit, what recurs, and the occasions."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["timeline"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)
