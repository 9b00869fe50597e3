"""Pages opened from a folder in Chromium and in Firefox: all of theirs works under their policy, nothing else does."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Error, Page
from tests.firefox import Firefox

from jiedui.confinement import faults
from jiedui.model.ledger import Ledger
from jiedui.prints import Choice, write_prints


class Browser(Protocol):
    """What both browsers are asked for."""

    def open(self, address: str, width: int = ...) -> None: ...

    def run(self, script: str) -> Any: ...

    def complaints(self) -> list[str]: ...


class Chromium:
    """A page of Chromium, asked as Firefox is."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._said: list[str] = []
        page.on("console", lambda message: self._said.append(message.text))
        page.on("pageerror", lambda error: self._said.append(str(error)))

    def open(self, address: str, width: int = 1280) -> None:
        self._page.set_viewport_size({"width": width, "height": 900})
        self._page.goto(address)

    def run(self, script: str) -> Any:
        return self._page.evaluate(f"(() => {{ {script} }})()")

    def complaints(self) -> list[str]:
        self._page.wait_for_load_state()
        said, self._said = self._said, []
        return said


@pytest.fixture(params=["chromium", "firefox"])
def either(request: pytest.FixtureRequest) -> Browser:
    """Each browser in turn."""
    if request.param == "firefox":
        firefox: Firefox = request.getfixturevalue("firefox")
        firefox.complaints()
        return firefox
    return Chromium(request.getfixturevalue("page"))


def until(browser: Browser, condition: str) -> None:
    """Wait for what a page comes to do, or the one that it leads to, at most ten seconds."""
    by = time.monotonic() + 10
    while time.monotonic() < by:
        with suppress(RuntimeError, Error):  # between two pages there is nobody to ask
            if browser.run(f"return Boolean({condition});"):
                return
    raise AssertionError(condition)


KINDS = ("index", "overview", "contact", "households/*", "find", "entry")


def test_pages_have_their_styles_and_scripts_and_nothing_is_refused(
    either: Browser, built: Path, file_of: Callable[[Path, str], Path]
) -> None:
    for kind in KINDS:
        either.open(file_of(built, kind).as_uri(), 390)
        styled = (
            "return [getComputedStyle(document.querySelector('.jd-bar')).display, document.styleSheets.length > 0];"
        )
        assert either.run(styled) == ["flex", True], kind
        until(either, "document.documentElement.dataset.mdColorScheme")
        assert either.complaints() == [], kind


def test_rules_of_a_page_are_what_its_attributes_were(either: Browser, built: Path) -> None:
    either.open((built / "overview.html").as_uri())
    place = (
        "const tile = document.querySelector('.jd-tilemap li[data-css]'); return getComputedStyle(tile).gridRowStart;"
    )
    assert either.run(place) == "1"
    heads = "return getComputedStyle(document.querySelector('table.jd-rows[data-css]')).getPropertyValue('--h2');"
    assert either.run(heads).strip("'\"")


def test_the_box_at_the_top_leads_to_the_search(either: Browser, built: Path) -> None:
    either.open((built / "index.html").as_uri())
    either.run("const box = document.querySelector('.jd-bar form'); box.q.value = '示例'; box.requestSubmit();")
    until(either, "location.pathname.endsWith('/find.html') && document.querySelector('.jd-hits li')")
    assert either.complaints() == []


ATTACK = """<script>window.run = 'script'</script><img src="x:y" onerror="window.run = 'handler'" alt="">
<svg onload="window.run = 'drawing'"></svg><iframe srcdoc="<script>parent.run = 'frame'</script>"></iframe>
<a id="attack" href="javascript:void(window.run = 'link')">x</a><base href="https://example.invalid/">
<object data="data:text/html,x"></object><style>body { --run: 1 }</style><p style="--run: 1">x</p>"""


def test_what_is_slipped_into_a_page_does_nothing(either: Browser, built: Path, tmp_path: Path) -> None:
    (tmp_path / "assets").symlink_to(built / "assets")
    page = tmp_path / "index.html"
    page.write_text((built / "index.html").read_text("utf-8").replace("</footer>", f"</footer>{ATTACK}"), "utf-8")
    either.open(page.as_uri())
    either.run("document.getElementById('attack').click();")
    style = "getComputedStyle(document.body).getPropertyValue('--run')"
    done = either.run(f"return [window.run ?? '', document.baseURI.split(':')[0], {style}];")
    assert done == ["", "file", ""]
    refused = "\n".join(either.complaints())
    assert refused.count("script-src") >= 4
    assert "style-src" in refused
    assert "frame-src" in refused or "default-src" in refused


def test_a_print_keeps_its_places(either: Browser, shipped: Ledger, tmp_path: Path) -> None:
    files = write_prints("cards", shipped, date(2026, 11, 23), Choice(units=("pingjiang",)), tmp_path)
    cards = next(file for file in files if file.name == "family-standard.html")
    assert list(faults(cards.read_text("utf-8"))) == []
    either.open(cards.as_uri())
    places = "return [...document.querySelectorAll('.card')].slice(0, 3).map(card => getComputedStyle(card).left);"
    left, right, below = (float(place.removesuffix("px")) for place in either.run(places))
    assert right - left == pytest.approx(90 * 96 / 25.4, abs=0.5)  # a card is 90 mm wide
    assert below == left
    assert either.complaints() == []
