"""县市区: the list of federations, and one page for each."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["units/index", "units/pingjiang", "units/yueyanglou"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)
