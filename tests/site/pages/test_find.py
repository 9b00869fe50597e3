"""查户: our own exact search."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["find"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)
