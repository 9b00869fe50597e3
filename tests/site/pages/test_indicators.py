"""指标口径: every figure in words, with numerator, denominator and clause."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("indicators", "", "{ #paired }"),
        ("indicators", "{ #coverage }", "{ #participation }"),
        ("indicators", "{ #overdue_ever }", "{ #intake }"),
        ("indicators", "{ #quarterly }", ""),
    ],
)
def test_the_page_says_what_its_outline_holds(as_expected, name, start, end):
    as_expected(name, start, end)
