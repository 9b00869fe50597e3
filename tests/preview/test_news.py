"""An open page hears that it is another by now, of itself alone, and nothing of it is loaded otherwise."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from jiedui.confinement import confined, faults, site_policy
from jiedui.preview.news import News
from jiedui.preview.server import PreviewServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

TAG = re.compile(r'<script defer src="/preview/news\.js" data-mark="([0-9a-f]{32})"></script></head>')
WITH_SCRIPTS = '<head><meta charset="utf-8"><script src="../assets/frame.js"></script></head><body>{}</body>'
ALONE = "<head><title>单独的一页</title></head>"


def page(words: str) -> bytes:
    return f"<!doctype html><html>{confined(WITH_SCRIPTS.format(words), site_policy())}</html>".encode()


@pytest.fixture
def files() -> dict[str, bytes]:
    return {
        "index.html": page("首页"),
        "units/a.html": page("甲"),
        "alone.html": ALONE.encode(),
        "assets/frame.js": b"",
    }


@pytest.fixture
def read(files: dict[str, bytes]) -> Callable[[str], str | None]:
    news = News(files.get)

    def text(path: str) -> str | None:
        found = news.read(path)
        return found if found is None else found.decode()

    return text


def mark(told: str | None) -> str:
    found = re.fullmatch(r'\(globalThis\.JIEDUI_PREVIEW=[^)]*\)\["mark"\]="(\w*)";\n', told or "")
    assert found
    return found[1]


def test_a_page_knows_its_mark_and_asks_for_that_of_now(files: Any, read: Any) -> None:
    own = TAG.search(read("units/a.html"))
    assert own
    assert not [*faults(read("units/a.html"))]
    assert mark(read("preview/mark/units/a.html.js")) == own[1]
    files["index.html"] = page("又一页")
    assert mark(read("preview/mark/units/a.html.js")) == own[1]
    files["units/a.html"] = page("乙")
    assert mark(read("preview/mark/units/a.html.js")) not in {own[1], ""}
    del files["units/a.html"]
    assert mark(read("preview/mark/units/a.html.js")) == ""


def test_all_else_is_given_as_it_is(read: Any) -> None:
    assert read("alone.html") == ALONE
    assert read("assets/frame.js") == ""
    assert read("nowhere.html") is None
    assert "JIEDUI_PREVIEW.mark" in read("preview/news.js")


# Looked at again, a page asks at once.
LOOKED_AT = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.mark.browser
def test_a_page_says_that_it_is_another_until_it_is_reloaded_and_that_the_preview_stopped(
    page: Any, files: Any
) -> None:
    def edit(words: str) -> None:
        files["index.html"] = files["index.html"].replace("首页".encode(), words.encode())

    server = PreviewServer(0, News(files.get).read)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    page.goto(f"{server.address}#view")
    told, asked = page.get_by_role("status"), page.locator("head script[src*=mark]")
    with page.expect_response("**/preview/mark/index.html.js"):
        page.evaluate(LOOKED_AT)
    expect(asked).to_have_count(0)
    assert told.inner_text() == ""
    edit("改了")
    page.evaluate(LOOKED_AT)
    page.get_by_text("网页有了新的内容").wait_for()
    assert told.inner_text() == "网页有了新的内容，请刷新。"
    assert "首页" in page.content()  # nothing is reloaded while somebody may be typing
    told.get_by_role("link", name="刷新").press("Enter")
    page.get_by_text("改了").wait_for()
    assert page.url == f"{server.address}#view"
    assert told.inner_text() == ""
    expect(asked).to_have_count(0)
    page.route("**/preview/**", lambda route: route.abort())
    page.evaluate(LOOKED_AT)
    page.get_by_text("预览停了，这一页不再更新。").wait_for()
    server.shutdown()
    server.server_close()
