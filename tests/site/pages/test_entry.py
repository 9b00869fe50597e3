"""登记: the page around the form."""

from __future__ import annotations

import pytest


def test_the_page_says_what_its_outline_holds(as_expected):
    as_expected("entry")


def test_the_page_runs_no_script_but_the_site_s_own(pages, source):
    text = source(pages, "entry")
    assert "<script>" not in text
    assert "style=" not in text


@pytest.mark.engine
def test_without_scripts_the_page_says_what_to_do_instead(browser, built):
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto((built / "entry.html").as_uri())
    assert page.locator("noscript").inner_text().startswith("✗ 浏览器没有开脚本")
    ways = page.locator("noscript li")
    assert [ways.nth(number).inner_text()[:5] for number in range(ways.count())] == [
        "在浏览器的", "自己写文件", "先记在纸上", "打电话问岳",
    ]  # fmt: skip
    context.close()
