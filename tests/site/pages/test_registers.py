"""其他台账: meetings, reminders, filings, branches, resources, stories, awards, reports, call-backs."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["registers", "registers/pingjiang"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)
