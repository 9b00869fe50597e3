# ruff: noqa: F811 (fixtures)
"""登记 under attack and in bad luck: what is typed stays, and what is hostile does nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.site.assets.entry.served import ServedSite
from tests.site.assets.entry.stand_in import StandIn
from tests.site.assets.entry.test_app import (  # noqa: F401 (fixtures)
    HOME,
    change_phone,
    fill_visit,
    forge,
    form,
    served,
    sign_in,
)

pytestmark = pytest.mark.engine

Opened = Callable[..., Page]
OTHER, HELPER = "PJ-5X7E", "PJ-B-6MAA"
VISIT = {"kind": "visit", "unit": "pingjiang", "household": HOME, "stem": "2026-11-26"}
DATA = {"date": "2026-11-26", "by": "PJ-B-2222", "channel": "电话", "reached": False, "entered_on": "2026-11-26"}


def see(page: Page, view: str) -> None:
    """Go to a view of the page that is open."""
    page.evaluate("view => { location.hash = view; }", view)


def holding(built: Path, known: str) -> str:
    """The script that holds a record, and not the other household's."""
    files = {file.name: file.read_text("utf-8") for file in (built / "assets/entry-data").glob("r-*.js")}
    (found,) = (name for name, text in files.items() if f'\n"{known}":' in text)
    assert OTHER not in files[found]
    return found


def handed(page: Page, *records: Any, **more: Any) -> None:
    """Open a file that was handed over."""
    see(page, "")
    page.get_by_text("打开以前存成的文件").click()
    said = {"jiedui": "登记", "version": 1, "format": 1, "records": records, **more}
    page.locator("input[type=file]").set_input_files(
        {"name": "登记.json", "mimeType": "application/json", "buffer": json.dumps(said).encode()}
    )


NOWHERE = [
    "__proto__", "constructor", "%", "%E4%B8", "visit/..%2F..%2Fx", "visit", "visit/", f"visit/{HOME}/../x",
    f"household/{HOME}/constructor", f"household/{HOME}/members/__proto__/x", f"household/{HELPER}",
    f"visit/{HELPER}", f"helper/{HOME}", "x" * 50_000,
]  # fmt: skip


def test_an_address_that_leads_nowhere_is_told(form: Opened, built: Path) -> None:
    page = form(built.as_uri(), f"visit/{HOME}")
    told = page.get_by_role("heading", name=re.compile("登记什么|网站还不知道"))
    for view in NOWHERE:
        page.evaluate("view => { location.hash = view; }", view)
        expect(told).to_be_visible()
        page.evaluate("view => { location.hash = view; }", f"visit/{HOME}")
        expect(told).to_be_hidden()


def test_the_form_of_one_household_is_never_shown_under_the_name_of_another(
    form: Opened, served: ServedSite, built: Path
) -> None:
    page = form(served.url)
    slow: list[Any] = []
    script = f"**/entry-data/{holding(built, HOME)}"
    page.route(script, lambda route: slow.append(route))
    see(page, f"visit/{HOME}")
    see(page, f"visit/{OTHER}")
    heading = page.get_by_role("heading", level=2).first
    expect(heading).to_contain_text(OTHER)
    with page.expect_response(script):
        slow[0].continue_()
    page.wait_for_timeout(50)
    expect(heading).to_contain_text(OTHER)
    see(page, f"visit/{HOME}")
    expect(heading).to_contain_text(HOME)


def test_a_file_that_would_break_the_form_is_not_opened(form: Opened, built: Path) -> None:
    page = form(built.as_uri())
    home = {"kind": "household", "unit": "pingjiang", "stem": HOME}
    deep = {"at": ["members", {"like": {"name": 5}}, "name"], "new": None}
    for record in (
        {**VISIT, "data": {"__proto__": {"x": 1}}},
        {**VISIT, "data": {"content": ["甲"]}},
        {"kind": "household", "unit": "pingjiang", "stem": "PJ-2222", "data": {"id": "PJ-2222"}},
        {**home, "blob": "0", "changes": [{"at": ["members"], "new": "甲"}]},
        {**home, "blob": "0", "changes": [deep]},
        {**home, "stem": "../x", "data": {}},
        {**VISIT, "data": DATA, "warnings": 5},
    ):
        handed(page, record)
        expect(page.locator("#entry details [role=status]").last).to_have_text(re.compile("没有打开|文件坏了"))
    handed(page, {**VISIT, "data": {**DATA, "content": "<img src=x onerror=alert(1)>"}})
    expect(page.get_by_role("heading", name="本次一并提交：1 份")).to_be_visible()
    assert page.locator("#entry img").count() == 0
    handed(page, {**home, "blob": "0", "changes": [{"at": ["constructor", "__proto__"], "new": 5}]})
    expect(page.get_by_text("别人已经去掉了，我的不要了")).to_be_visible()


def test_what_is_opened_takes_nothing_away_that_was_filled_in(form: Opened, built: Path) -> None:
    page = form(built.as_uri())
    handed(page, {**VISIT, "data": {**DATA, "content": "先"}})
    expect(page.get_by_role("heading", name="本次一并提交：1 份")).to_be_visible()
    handed(page, {**VISIT, "data": {**DATA, "content": "后"}})
    expect(page.get_by_text("内容不同。先把它提交了")).to_be_visible()
    handed(page, {**VISIT, "stem": "2026-11-25", "data": {**DATA, "date": "2026-11-25"}})
    expect(page.get_by_role("heading", name="本次一并提交：2 份")).to_be_visible()
    page.get_by_text("自己贴到代码平台").click()
    expect(page.locator("pre", has_text="content: 先")).to_be_visible()


def test_two_forms_of_one_record_that_stand_open_keep_what_the_other_said(form: Opened, built: Path) -> None:
    page = form(built.as_uri(), f"household/{HOME}/phone")
    page.get_by_label("联系电话").fill("15400009999")
    see(page, f"household/{HOME}/village")
    page.get_by_label("村（社区）").fill("示例新村")
    page.get_by_role("button", name="下一步").click()
    expect(page.locator("#entry li li")).to_have_count(1)
    see(page, f"household/{HOME}/phone")
    page.get_by_role("button", name="下一步").click()
    expect(page.locator("#entry li li")).to_have_count(2)
    expect(page.locator("#entry li li").first).to_contain_text("示例新村")


def test_what_is_added_while_the_basket_is_sent_stays_and_two_presses_send_once(
    form: Opened, served: ServedSite, forge: StandIn
) -> None:
    served.forge = forge.settings
    forge.misbehave("slow", "/pulls", method="POST")
    page = form(served.url, f"household/{HOME}/phone")
    change_phone(page, "15400009999")
    sign_in(page)
    page.get_by_role("button", name="提交合并请求").evaluate("button => { button.click(); button.click(); }")
    expect(page.get_by_text("正在建合并请求")).to_be_visible()
    see(page, f"household/{HOME}/village")
    page.get_by_label("村（社区）").fill("示例新村")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("link", name="看这个合并请求")).to_be_visible()
    expect(page.locator("#entry li li")).to_contain_text(["示例新村"])
    assert len(forge.branches()) == len(forge.pulls) == 1


def test_a_token_that_may_not_can_be_changed_for_another(form: Opened, served: ServedSite, forge: StandIn) -> None:
    served.forge = forge.settings
    forge.misbehave(403, "/contents", method="POST")
    page = form(served.url, f"household/{HOME}/phone")
    change_phone(page, "15400009999")
    page.get_by_label("代码平台的访问令牌").fill("全角的令牌\u200b")
    page.get_by_role("button", name="提交合并请求").click()
    for said in ("登录过期了", "不让这个账号改台账"):
        expect(page.get_by_role("alert")).to_contain_text(said)
        page.get_by_label("代码平台的访问令牌").fill(" stand-in-token\u200b")
        page.get_by_role("button", name="提交合并请求").click()
    expect(page.get_by_role("heading", name="已经提交")).to_be_visible()


def test_a_page_that_stays_open_over_midnight_knows_the_new_day(page: Page, built: Path) -> None:
    page.clock.install(time="2026-11-27T15:59:00Z")
    page.goto(f"{built.as_uri()}/entry.html#visit/{HOME}")
    fill_visit(page)
    page.clock.fast_forward(120_000)
    page.get_by_label("联系日期").fill("2026-11-28")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("heading", name="本次一并提交：1 份")).to_be_visible()


@pytest.mark.parametrize("missing", ["entry-data/index.js", "find/index.js"])
def test_a_site_of_which_a_part_is_missing_says_so(page: Page, served: ServedSite, missing: str) -> None:
    page.route(f"**/assets/{missing}", lambda route: route.fulfill(status=404))
    page.goto(f"{served.url}/entry.html#visit/{HOME}")
    if missing == "find/index.js":
        fill_visit(page)
    else:
        expect(page.get_by_text("网站的文件没有读全")).to_be_visible()


def test_what_a_new_household_needs_and_cannot_be_read_is_told(form: Opened, served: ServedSite) -> None:
    page = form(served.url, "helper")
    page.route("**/assets/find/**", lambda route: route.abort())
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("哪个残联的").select_option(index=1)
    page.get_by_role("button", name="下一步").click()
    expect(page.locator(".jd-faults")).to_be_visible()


def test_what_a_visit_makes_of_the_household_is_judged_and_goes_with_it(form: Opened, built: Path) -> None:
    page = form(built.as_uri(), f"visit/{HOME}")
    fill_visit(page)
    page.get_by_role("button", name="提出新的需求").click()
    for need in ("一副\u200b拐杖", "一副拐杖"):
        page.get_by_label("需求内容").fill(need)
        page.get_by_role("button", name="下一步").click()
        if "\u200b" in need:
            expect(page.locator(".jd-faults")).to_contain_text("看不见的字符（U+200B）")
    expect(page.get_by_role("heading", name="本次一并提交：2 份")).to_be_visible()
    page.get_by_role("button", name=re.compile("去掉：.*家庭")).click()
    expect(page.get_by_role("alert")).to_contain_text("里写着它，先去掉那一份")
    expect(page.get_by_role("heading", name="本次一并提交：2 份")).to_be_visible()


def test_a_page_that_is_pasted_where_somebody_is_looked_for_holds_nothing_up(form: Opened, built: Path) -> None:
    page = form(built.as_uri())
    page.get_by_label("登记联系：找哪一户").fill("甲" * 100_000)
    expect(page.get_by_text("没有找到。可以少打几个字再试。")).to_be_visible(timeout=3000)
