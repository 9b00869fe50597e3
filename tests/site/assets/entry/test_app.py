"""登记 as people use it: found, filled in, put into the basket and sent, on a telephone, by keys and from a folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.site.assets.entry.served import ServedSite
from tests.site.assets.entry.stand_in import CLIENT, StandIn

pytestmark = pytest.mark.engine

PHONE = {"width": 390, "height": 844}
HOME = "PJ-4XD4"
PATH = f"pingjiang/households/{HOME}"


@pytest.fixture
def served(built: Path) -> Iterator[ServedSite]:
    """The site of the shipped ledger behind a web server."""
    site = ServedSite(built)
    yield site
    site.close()


@pytest.fixture
def forge(request: pytest.FixtureRequest, tmp_path: Path, shipped_root: Path) -> Iterator[StandIn]:
    """A Gitea, or the kind that a test asks for, with one household of the shipped ledger."""
    made = StandIn(getattr(request, "param", "Gitea"), tmp_path)
    files = [shipped_root / PATH / "household.yml", *sorted((shipped_root / PATH / "visits").iterdir())]
    made.commit({f"records/{file.relative_to(shipped_root)}": file.read_text("utf-8") for file in files})
    yield made
    made.close()


@pytest.fixture
def form(page: Page) -> Callable[..., Page]:
    """Opens a view of 登记 on a telephone: ``form(site.url, "visit/PJ-4XD4")``."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.set_viewport_size(PHONE)

    def opened(site: str, view: str = "") -> Page:
        page.goto(f"{site}/entry.html#{view}")
        expect(page.locator("#entry h2").first).to_be_visible()
        assert faults == []
        return page

    return opened


def press(page: Page, legend: str, word: str) -> None:
    """Press a word of a question."""
    page.locator("fieldset", has=page.get_by_text(legend, exact=True)).get_by_text(word, exact=True).click()


def fill_visit(page: Page, content: str = "身体还好，药按时吃") -> None:
    press(page, "联系方式", "入户")
    press(page, "是否联系上", "是")
    press(page, "联系对象", "本人")
    page.get_by_label(re.compile("联系情况")).fill(content)


def test_a_contact_takes_five_presses_and_one_text_from_the_household_to_the_pull_request(
    page: Page, served: ServedSite, forge: StandIn
) -> None:
    served.forge = forge.settings | {"client": CLIENT}
    page.set_viewport_size(PHONE)
    page.goto(f"{served.url}/households/{HOME}.html")
    page.get_by_role("link", name="登记联系").click()
    fill_visit(page)
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="提交合并请求").click()
    expect(page.get_by_role("heading", name="已经提交")).to_be_visible()
    [branch] = forge.branches()
    [path] = forge.changed(branch)
    text = forge.text(path, branch)
    assert path == f"records/{PATH}/visits/{re.search('[0-9-]{10}', text)[0]}.yml"
    assert "channel: 入户  # 联系方式\nreached: true  # 是否联系上\ncounterpart: 本人  # 联系对象\n" in text
    assert "content: 身体还好，药按时吃  # 联系情况\n" in text
    assert forge.pulls[0]["title"] == f"登记走访联系 {HOME} {path[-14:-4]}"
    assert page.locator("#entry a", has_text="看这个合并请求").get_attribute("href") == f"{forge.url}/pulls/1"
