"""省平台录入对照: what the provincial module lacks, and a sheet to key from."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["provincial", "provincial/pingjiang", "provincial/city"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)
