"""县市区: the list of federations, and one page for each."""

from __future__ import annotations

import re

import pytest

from jiedui.site.pages import units


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


def test_what_is_due_stands_in_the_groups_of_the_list_to_hand_out_with_names(text_of_page):
    text, listed = text_of_page("units/pingjiang"), text_of_page("due/pingjiang")
    groups = dict(re.findall(r'<h3 class="jd-pressing" id="(\w+)">.*? (\d+) 件</h3>', text))
    assert groups == {"grave": "7", "late": "1", "soon": "2", "later": "9"}
    assert groups == dict(re.findall(r'<h2 id="(grave|late|soon|later)">.*? (\d+) 件</h2>', listed))
    due = text[text.index('id="t-due-') : text.index("## 返贫致贫风险")]
    assert "示例寅 <small>PJ&#45;2222</small>" in due
    assert not re.search(r">[A-Z]+&#45;[0-9A-Z]{4}</a>", due)


def test_of_very_much_that_is_due_the_earliest_stands_there(rich_site, monkeypatch, text_of_page):
    whole = text_of_page("units/pingjiang").count('<span class="jd-d ')
    monkeypatch.setattr("jiedui.site.pages.units.BATCHES", 1)
    (page,) = (page for page in units.pages(rich_site) if page.path == "units/pingjiang.md")
    text = rich_site.render(page)
    assert text.count('<span class="jd-d ') < whole
    assert re.search(r'还有 \d+ 项，见<a href="../due/pingjiang.html#grave">可以打印的清单</a>', text)
