"""半年汇报: the material of each federation for the latest half-year."""

from __future__ import annotations


def test_the_page_says_what_its_outline_holds(as_expected):
    as_expected("halfyear")
