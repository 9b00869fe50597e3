"""报错和无障碍, and the page for missing addresses."""

from __future__ import annotations

import re

from jiedui.site.build import pages_of
from jiedui.site.files.assets import ASSETS
from jiedui.site.pages import about


def test_it_says_how_to_report_a_fault_what_was_tested_and_what_does_not_work(as_expected):
    as_expected("about")


def test_the_page_for_missing_addresses_leads_on(as_expected):
    as_expected("404")


def test_the_statement_names_whom_to_call_with_both_numbers(site):
    page = next(page for page in about.pages(site) if page.path == "about.md")
    body = site.render(page).partition("# 报错和无障碍")[2]
    assert re.findall(r"<li>(.*)</li>", body) == ["岳阳市残疾人联合会：办公电话 没有登记，监督电话 没有登记"]


def test_it_alone_tells_the_data_version_in_itself(site):
    told = {page.path for page in pages_of(site) if site.commit in site.render(page)}
    assert told == {"about.md"}


def test_what_it_says_of_drafts_is_what_the_form_offers(site):
    page = next(page for page in about.pages(site) if page.path == "about.md")
    [offered] = re.findall(r"const DAYS = \[(.*)\];", (ASSETS / "entry" / "keeping.js").read_text("utf-8"))
    [said] = re.findall("，([0-9、 或者]+)天以后自动删掉", site.render(page))
    assert re.findall("[0-9]+", said) == re.findall("[0-9]+", offered) == ["1", "3", "7"]
