"""组织与责任: leading group, responsible persons, recurring duties."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["organisation"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)
