"""需求与承诺: needs and promises by federation, code and quarter."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["needs", "needs/pingjiang"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)
