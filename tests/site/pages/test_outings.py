"""每年集体活动: units by years, and who has not yet taken part."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["outings"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)
