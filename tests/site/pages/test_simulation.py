"""口径试算: the last closed quarter under other readings."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["simulation", "simulation/A-07-2", "simulation/A-19-2", "simulation/A-12-1"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)
