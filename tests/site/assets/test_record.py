"""The page of a household dates the contact to be recorded, and puts file and text on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from jiedui.model.forge import Forge
from jiedui.model.ledger import Ledger
from jiedui.site import Edition, build_pages
from jiedui.struct import replace

VISITS = "records/pingjiang/households/PJ-3333/visits"
BEGIN = f"https://git.example.cn/office/ledger/_new/main/{VISITS}?filename="


@pytest.fixture
def on(page: Page, ledger: Ledger, edition: Edition, tmp_path: Path) -> Callable[[str], Page]:
    """A household of a ledger on a forge, built on 23 November 2026, as it is opened on a day: ``on("2026-11-25")``."""
    forge = Forge("Gitea", "https://git.example.cn/office/ledger", "main")
    there = replace(ledger, policy=replace(ledger.policy, forge=forge))
    build_pages(there, date(2026, 11, 23), tmp_path / "docs", edition)

    def opened(day: str) -> Page:
        page.clock.set_fixed_time(f"{day}T09:00:00+08:00")
        page.goto((tmp_path / "docs" / "households" / "PJ-3333.html").as_uri())
        page.click("#record summary")
        return page

    return opened


def test_the_contact_is_of_the_day_on_which_the_page_is_opened(on: Callable[[str], Page]) -> None:
    for opened, dated in (("2026-11-25", "2026-11-25"), ("2026-11-23", "2026-11-23"), ("2026-11-20", "2026-11-23")):
        page = on(opened)
        assert page.inner_text("#record-path") == f"{VISITS}/{dated}.yml"
        lines = page.inner_text("#record-text").splitlines()
        assert [line.split("  #")[0] for line in lines if dated in line] == [
            f'date: "{dated}"',
            f'entered_on: "{dated}"',
        ]
        assert page.get_attribute("a[data-dated]", "href") == f"{BEGIN}{dated}.yml"


def test_its_text_is_copied_as_it_is_shown(on: Callable[[str], Page]) -> None:
    page = on("2026-11-25")
    clipboard = "{ writeText: async text => { window.put = text; } }"
    page.evaluate(f"() => Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }})")
    page.click("[data-copy=record-text]")
    page.wait_for_selector("text=已复制")
    assert page.evaluate("put").splitlines() == page.inner_text("#record-text").splitlines()
