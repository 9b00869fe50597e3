"""One page: where it lies, and how readily a search offers it."""

from __future__ import annotations

from jiedui.site.page import Page, Prominence


def test_a_page_knows_where_it_lies():
    leaf, listed = Page("households/PJ-2222.html", "户", "x"), Page("units/index.md", "县市区", "x")
    top = Page("due.md", "近期要办", "x")
    assert [(page.root, page.html_path, page.is_markdown) for page in (leaf, listed, top)] == [
        ("../", "households/PJ-2222.html", False), ("../", "units/index.html", True), ("", "due.html", True),
    ]  # fmt: skip
    missing = Page("404.md", "没有这一页", "x")
    assert (missing.root, missing.html_path) == ("/", "404.html")


def test_a_page_is_one_of_the_known_or_belongs_to_its_section_its_folder_or_its_whole():
    known = ["due.html", "units/pingjiang.html", "units/index.html"]
    assert Page("units/pingjiang.md", "平江县", "x").among(known) == "units/pingjiang.html"
    assert (
        Page("households/PJ-2222.html", "户", "x", section="units/pingjiang.html").among(known)
        == "units/pingjiang.html"
    )
    assert Page("due/pingjiang.html", "近期要办", "x").among(known) == "due.html"
    assert Page("units/pingjiang-430626101.html", "安定镇", "x").among(known) == "units/pingjiang.html"
    assert Page("units/pingjiangs.html", "别的", "x").among(known) == ""
    assert Page("households/PJ-2222.html", "户", "x", section="units/gone.html").among(known) == ""


def test_pages_that_explain_come_before_others_in_a_search():
    assert sorted(Prominence, reverse=True) == [Prominence.EXPLAINS, Prominence.PLAIN, Prominence.ALIKE]


def test_on_a_page_of_somebody_no_other_file_draws():
    of = ("YYL-2222",)
    assert not Page("a.html", "甲", "a.j2", of=of).tells
    assert Page("a.html", "甲", "a.j2", of=of, group=True).tells
    assert not Page("a.html", "甲", "a.j2", of=of, group=True).draws_on_all
    assert not Page("a.html", "甲", "a.j2", of=of).draws_on_all
    assert not Page("a.html", "甲", "a.j2", group=True).draws_on_all
    assert Page("a.html", "甲", "a.j2").draws_on_all
    assert Page("a.html", "甲", "a.j2").tells
