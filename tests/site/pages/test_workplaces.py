"""按责任人的单位: the page of each federation, of each department of the city's, and of what nobody answers for."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["workplaces/city", "workplaces/city-1", "workplaces/pingjiang", "workplaces/nobody"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)
