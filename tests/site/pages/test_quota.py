"""配额合规表: every helper with what is owed, held and lacking."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["quota"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)
