"""县市区: the list of federations, and one page for each."""

from __future__ import annotations

import re

import pytest


@pytest.mark.parametrize("name", ["units/index", "units/pingjiang", "units/yueyanglou"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)


HEADING = re.compile(r"^(##+) .*? \{ #(\S+) \}$", re.MULTILINE)


@pytest.mark.parametrize("unit", ["pingjiang", "city"])
def test_the_contents_of_a_page_lead_to_each_of_its_parts_in_order(text_of_page, unit):
    text = text_of_page(f"units/{unit}")
    contents = re.search(r'<nav class="jd-toc".*?</nav>', text, re.DOTALL)[0]
    parts = [anchor for marks, anchor in HEADING.findall(text) if marks == "##"]
    assert re.findall(r'href="[^"]*#([^"]+)"', contents) == parts
    assert len(parts) >= 16
