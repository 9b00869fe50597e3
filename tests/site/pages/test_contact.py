"""季度联系矩阵: units by quarters for the city, households by quarters for each unit."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["contact", "contact/pingjiang", "contact/yueyanglou"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)
