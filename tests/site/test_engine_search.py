"""The engine's own search box: Chinese words inside sentences, and the way from it to 查户. Opened from a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, TimeoutError

from jiedui.model.ledger import Ledger

pytestmark = [pytest.mark.browser, pytest.mark.engine]

BOX = "[data-md-component=search-query]"
AMONG_FIRST_FIVE = """page => [...document.querySelectorAll('.md-search-result__item')].slice(0, 5)
    .some(item => new URL(item.querySelector('a').href).pathname.endsWith('/' + page))"""


def ask(page: Page, query: str) -> None:
    page.locator(BOX).fill(query)
    page.keyboard.press("End")  # the engine listens to keys


def test_every_query_finds_its_page_among_the_first_five(visit: Any, repo_root: Path) -> None:
    queries = yaml.safe_load((repo_root / "tests" / "site" / "engine_queries.yml").read_text("utf-8"))
    assert len(queries) == 50
    page = visit.open("index")
    page.locator(BOX).focus()
    missed = []
    for wanted in queries:
        ask(page, "")
        page.wait_for_function("!document.querySelector('.md-search-result__item')")
        ask(page, wanted["query"])
        try:
            page.wait_for_function(AMONG_FIRST_FIVE, arg=wanted["page"], timeout=5000)
        except TimeoutError:
            missed.append(wanted)
    assert missed == []


def test_a_word_that_stands_nowhere_is_not_found(visit: Any) -> None:
    page = visit.open("index")
    page.locator(BOX).focus()
    ask(page, "饕餮")
    page.wait_for_function("document.querySelector('.md-search-result__meta').innerText.includes('没有找到')")
    assert page.locator(".md-search-result__item").count() == 0


def test_the_box_leads_to_the_people_with_what_was_typed(visit: Any, shipped: Ledger) -> None:
    home = max(shipped.households)
    page = visit.open("units/pingjiang")
    page.locator(BOX).focus()
    ask(page, home)
    way = page.locator(".jd-way")
    assert way.inner_text() == f"查户、查人、按原词找“{home}”"
    way.click()
    page.wait_for_url("**/find.html#q=*")
    assert page.locator("#find-hits a").count() == 1
    # On 查户 itself the way closes the panel and puts the cursor where the hits are.
    page.locator(BOX).focus()
    ask(page, "应享未享")
    way.click()
    page.wait_for_function("document.activeElement.id === 'find-text'")
    assert page.locator("#find-text").input_value() == "应享未享"
    assert not page.locator('[data-md-toggle="search"]').is_checked()
    assert visit.complaints == []
