"""登记: the page around the form."""

from __future__ import annotations


def test_the_page_says_what_its_outline_holds(as_expected):
    as_expected("entry")


def test_the_page_runs_no_script_but_the_site_s_own(pages, source):
    text = source(pages, "entry")
    assert "<script>" not in text
    assert "style=" not in text
