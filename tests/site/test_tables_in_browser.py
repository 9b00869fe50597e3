"""Filtering and sorting of the big tables: by words, by choice, kept in the address, and all of it on paper."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.engine]


def box(page: Any, table: str) -> Any:
    return page.locator(f".jd-filter:has(+ #t-{table})")


def shown(page: Any, table: str) -> list[str]:
    return page.locator(f"#t-{table} tbody tr:visible").all_inner_texts()


def test_a_choice_and_words_narrow_a_table_together(visit: Any) -> None:
    page = visit.open("quota")
    whole = len(shown(page, "q-city"))
    tools = box(page, "q-city")
    tools.get_by_label("级别").select_option("科级")
    some = shown(page, "q-city")
    assert 0 < len(some) < whole
    assert all("科级" in row for row in some)
    assert tools.locator("[role=status]").inner_text() == f"{whole} 行里有 {len(some)} 行"
    tools.get_by_label("筛选").fill("没有这样的行")
    assert shown(page, "q-city") == []
    tools.get_by_role("button", name="清除").click()
    assert len(shown(page, "q-city")) == whole
    assert page.evaluate("document.activeElement.type") == "search"
    assert not tools.get_by_role("button", name="清除").is_visible()


def test_the_state_stands_in_the_address_and_comes_back(visit: Any) -> None:
    page = visit.open("units/pingjiang", "#roster")
    box(page, "paired").get_by_label("困难类型").select_option("低保户")
    page.locator("#t-paired thead th").first.locator("button").click()
    box(page, "suspects").get_by_label("筛选").fill("护理")
    rows, other = shown(page, "paired"), shown(page, "suspects")
    assert rows
    assert all("低保户" in row for row in rows)
    assert page.evaluate("location.hash").startswith("#roster?")
    page.reload()
    assert shown(page, "paired") == rows
    assert shown(page, "suspects") == other
    assert box(page, "paired").get_by_label("困难类型").input_value() == "低保户"
    assert page.locator("#t-paired th[aria-sort=ascending]").count() == 1
    page.locator("#t-paired tbody tr:visible a").first.click()
    page.wait_for_url("**/households/**")
    page.go_back()
    page.wait_for_url("**/units/**")
    assert shown(page, "paired") == rows
    assert visit.complaints == []


def test_a_state_that_no_longer_exists_shows_everything(visit: Any) -> None:
    page = visit.open("quota", "#?q-city.级别=皇帝&q-city.sort=99a&q-city.sort=x")
    assert box(page, "q-city").locator("[role=status]").inner_text().startswith("共 ")
    assert visit.complaints == []


def test_paper_holds_the_whole_table(visit: Any) -> None:
    page = visit.open("quota")
    whole = len(shown(page, "q-city"))
    box(page, "q-city").get_by_label("筛选").fill("科级")
    assert len(shown(page, "q-city")) < whole
    page.emulate_media(media="print")
    assert len(shown(page, "q-city")) == whole


def test_a_table_is_narrowed_by_keyboard_alone(visit: Any) -> None:
    page = visit.open("quota", width=390)
    tools = box(page, "q-city")
    select = tools.get_by_label("级别")
    tools.get_by_label("筛选").focus()
    for _ in range(8):
        page.keyboard.press("Tab")
        if select.evaluate("item => item === document.activeElement"):
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("/行里有/.test(document.querySelector('.jd-filter [role=status]').textContent)")
    assert select.input_value() != ""
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
