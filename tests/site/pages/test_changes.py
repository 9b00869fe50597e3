"""变动台账: changes of pairings by quarter, federation and reason."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["changes", "changes/2026Q3"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)
