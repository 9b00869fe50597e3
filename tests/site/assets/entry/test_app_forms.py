"""登记 as somebody fills it in who knows neither codes nor files: what is said, where it leads, what is sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.site.assets.entry.served import ServedSite

pytestmark = pytest.mark.engine

PHONE = {"width": 390, "height": 844}
HOME = "PJ-4XD4"

View = Callable[[str], None]


@pytest.fixture(scope="module")
def served(built: Path) -> Iterator[ServedSite]:
    """The site of the shipped ledger behind a web server."""
    site = ServedSite(built)
    yield site
    site.close()


@pytest.fixture
def view(page: Page, served: ServedSite) -> View:
    """Opens a view of 登记 on a telephone, in the page that is open, so that the basket stays."""
    page.set_viewport_size(PHONE)
    page.goto(f"{served.url}/entry.html")

    def opened(name: str) -> None:
        page.evaluate("name => void (location.hash = name)", name)
        expect(page.locator("#entry > h2")).to_be_focused()

    return opened


def press(page: Page, legend: str, word: str) -> None:
    page.locator("fieldset", has=page.locator("> legend", has_text=legend)).get_by_text(word, exact=True).click()


def fill_visit(page: Page) -> None:
    press(page, "联系方式", "电话")
    press(page, "是否联系上", "是")
    press(page, "联系对象", "本人")


def go_on(page: Page) -> None:
    page.get_by_role("button", name="下一步").click()


def test_it_speaks_neither_of_files_nor_of_clauses(page: Page, view: View) -> None:
    said = ""
    for name in (f"visit/{HOME}", "household", "helper", "event-reminder", "event-award", "event-village"):
        view(name)
        said += page.locator("#entry").evaluate("form => form.textContent")
    assert "同时联系的户" in said
    assert re.findall("文件[夹名]一|写.{0,3}编号|代号|（[一二三四五]（|口径|，可以不填。|[a-z]{2,}_", said) == []


def test_nothing_moves_away_from_under_the_finger_while_somebody_is_looked_for(page: Page, view: View) -> None:
    view(f"visit/{HOME}")
    choice = page.get_by_text("入户", exact=True)
    page.get_by_label("联系人").fill("示例不在")
    expect(page.get_by_text("没有找到")).to_be_visible()
    before = choice.bounding_box()
    page.get_by_label("联系人").fill("示例")
    expect(page.get_by_role("option").first).to_be_visible()
    assert choice.bounding_box() == before
    box = page.get_by_role("option").first.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    page.get_by_role("option").first.click()
    expect(page.locator(".jd-before").first, "whoever was picked is called by the name").to_contain_text("示例")


def test_faults_stand_in_the_order_of_the_form_and_lead_to_their_place(page: Page, view: View) -> None:
    view("event-reminder")
    go_on(page)
    links = page.locator(".jd-faults a")
    expect(links).to_contain_text(["没有选哪个残联的", "类型", "原因", "内容"])
    links.first.click()
    expect(page.get_by_label("哪个残联的")).to_be_focused()
    view("household")
    page.get_by_role("button", name="添加家庭成员").click()
    go_on(page)
    expect(links.filter(has_text="家庭成员 2：少了必填项 姓名。请填写。")).to_have_count(1)
    view(f"visit/{HOME}")
    fill_visit(page)
    page.get_by_role("button", name="提出新的需求").click()
    go_on(page)
    links.first.click()
    expect(page.get_by_label("需求内容")).to_be_focused()


def test_the_basket_says_who_and_what_and_leads_to_what_was_changed(page: Page, view: View) -> None:
    view(f"visit/{HOME}")
    fill_visit(page)
    go_on(page)
    row = page.locator("#entry ol > li").first
    expect(row).to_contain_text(f"新建走访联系 示例乙酉（{HOME}）")
    expect(row).to_contain_text("联系方式：电话")
    view(f"household/{HOME}/phone")
    page.get_by_label("联系电话").fill("15400007010")
    go_on(page)
    change = page.get_by_role("link", name=f"改：帮扶对象家庭 示例乙酉（{HOME}）")
    expect(change).to_have_attribute("href", f"#household/{HOME}/phone")
    expect(page.locator("#entry ol > li").nth(1)).to_contain_text("联系电话：15400007009 → 15400007010")
    page.get_by_role("button", name="去掉：走访联系").click()
    expect(page.get_by_text("这一户还有 1 份在里面。")).to_be_visible()


def test_a_contact_in_the_basket_is_called_by_its_day_whatever_that_is_changed_to(page: Page, view: View) -> None:
    view(f"visit/{HOME}")
    page.get_by_label("联系日期").fill("2026-11-20")
    fill_visit(page)
    go_on(page)
    page.get_by_role("link", name="改：走访联系").click()
    page.get_by_label("联系日期").fill("2026-11-19")
    go_on(page)
    expect(page.get_by_role("heading", name="本次一并提交：1 份")).to_be_visible()
    expect(page.locator("#entry ol > li")).to_contain_text("2026-11-19")


def test_an_event_in_the_basket_goes_on_with_what_it_says(page: Page, view: View) -> None:
    view("event-story")
    page.get_by_label("哪个残联的").select_option("pingjiang")
    press(page, "类型", "好经验")
    page.get_by_label("标题").fill("上门")
    page.get_by_label("内容").fill("每月上门一次")
    press(page, "本人同意", "是")
    press(page, "已隐去身份", "是")
    go_on(page)
    page.get_by_role("link", name="改：典型和经验").click()
    expect(page.get_by_label("哪个残联的")).to_have_value("pingjiang")
    page.get_by_label("标题").fill("每月上门")
    go_on(page)
    expect(page.get_by_role("heading", name="本次一并提交：1 份")).to_be_visible()
    expect(page.locator("#entry ol > li")).to_contain_text("标题：每月上门")


def test_a_contact_in_the_ledger_keeps_its_day_and_can_be_withdrawn(page: Page, served: ServedSite) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{served.url}/households/{HOME}.html")
    page.get_by_role("link", name="改2026-10-01 的联系").click()
    expect(page.get_by_role("heading", name=f"2026-10-01 的联系：示例乙酉（{HOME}）")).to_be_visible()
    expect(page.locator("output")).to_have_text("2026-10-01")
    page.get_by_label("撤销日期").fill("2026-11-20")
    page.get_by_label("撤销原因").fill("记错了户")
    go_on(page)
    expect(page.locator("#entry ol > li")).to_contain_text("撤销日期：2026-11-20")


def test_households_that_were_met_as_well_are_judged_too(page: Page, view: View) -> None:
    view(f"visit/{HOME}")
    fill_visit(page)
    page.get_by_label("联系日期").fill("2023-09-04")
    page.get_by_label(re.compile("联系情况")).fill("电话里问了近况")
    page.locator("details.jd-more > summary").first.click()
    page.get_by_role("button", name="添加户编号").click()
    page.get_by_role("combobox", name="户编号").fill("PJ-5X7E")
    go_on(page)
    faults = page.locator(".jd-faults")
    expect(faults).to_contain_text("PJ-5X7E")
    expect(faults).to_contain_text("早于结对")
