"""One page: where it lies, and how readily a search offers it."""

from __future__ import annotations

from jiedui.site.page import Page, Prominence


def test_a_page_knows_where_it_lies():
    leaf, listed = Page("households/PJ-2222.html", "户", "x"), Page("units/index.md", "县市区", "x")
    top = Page("due.md", "近期要办", "x")
    assert [(page.root, page.html_path, page.is_markdown) for page in (leaf, listed, top)] == [
        ("../", "households/PJ-2222.html", False), ("../", "units/index.html", True), ("", "due.html", True),
    ]  # fmt: skip


def test_pages_that_explain_come_before_others_in_a_search():
    assert [item.boost for item in sorted(Prominence, reverse=True)] == [4, 1, 0.45]
