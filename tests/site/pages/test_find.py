"""查户: the page of the search, and the ways on."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["find"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)
