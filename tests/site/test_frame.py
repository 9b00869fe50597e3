"""The frame of every page, whoever renders it: menu, search, light or dark, foot, icon; and nothing else is loaded."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from jiedui.site.files.assets import SIGNED_IN

pytestmark = pytest.mark.engine

# What a page may load, by its name from the top of the site; and what those that search or help to record load as well.
LOADED = [
    "assets/icon.svg",
    "assets/site.css",
    "assets/version.js",
    "assets/frame.js",
    "assets/table.js",
    "assets/csv.js",
    "assets/map.js",
    "assets/a11y.js",
]
FIND = ["assets/find/index.js", *(f"assets/find-{part}.js" for part in ("text", "people", "load"))]
FORM = ["assets/entry-data/index.js", "assets/copy.js", "assets/entry.js"]
MORE = {
    "find.html": [*FIND, "assets/find-pages.js", "assets/find.js"],
    "entry.html": [*FIND, *FORM],
    "households": ["assets/copy.js", "assets/record.js"],
}
PARTS = {
    "skip link": r'<a class="jd-skip" href="#top">',
    "menu": r'<details class="jd-menu">\s*<summary>菜单</summary>',
    "name": r'<a class="jd-name" href="[./]*index\.html">岳阳市残联结对帮扶台账</a>',
    "search": r'<form class="jd-search" role="search" action="[./]*find\.html">',
    "scheme": r'<button class="jd-scheme" type="button" hidden>',
    "version": (
        r'<footer class="jd-foot">\s*<p>岳阳市残联结对帮扶台账 · 统计日期2026年11月23日 · '
        r'数据版本<span class="jd-version">见<a href="[./]*about\.html#version">'
    ),
    "whom to call": r'有事找谁：岳阳市残疾人联合会，办公电话 <a class="jd-tel" href="tel:07300526399">',
    "faults": r'<p><a href="[./]*about\.html#report">有错怎么报</a> ·',
    "statement": r'<a href="[./]*about\.html#access">无障碍声明</a>',
    "icon": r'<link rel="icon" type="image/svg\+xml" href="[./]*assets/icon\.svg">',
    "current": r'<a href="[^"]*" aria-current="(?:page|true)">',
    "target of the skip link": r'<h1 id="top">',
}


def loaded(text: str) -> list[str]:
    found = re.findall(r'<(?:script|img|iframe)[^>]* src="([^"]*)"|<link [^>]*href="([^"]*)"', text)
    names = [re.sub(r"^(?:\.\./|/)+", "", script or link) for script, link in found]
    return [name for name in names if not name.startswith(("feeds/", "pictures/"))]


def faults(site: Path) -> dict[str, list[str]]:
    """What pages lack, have twice or load beside the frame: each fault with the pages that have it."""
    found: dict[str, list[str]] = {}
    whole = {*menu_of(site / "index.html"), "404.html"}
    # What a signing in ends with is seen for a moment, in a window of its own.
    for file in sorted(set(site.rglob("*.html")) - {site / SIGNED_IN}):
        name, text = file.relative_to(site).as_posix(), file.read_text("utf-8")
        wrong = [part for part, pattern in PARTS.items() if len(re.findall(pattern, text)) != 1]
        more = [*MORE.get(name.partition("/")[0], []), *([] if name in whole else ["assets/menu.js"])]
        if Counter(loaded(text)) != Counter([*LOADED, *more]):
            wrong.append(f"loads {loaded(text)}")
        for fault in wrong:
            found.setdefault(fault, []).append(name)
    return found


def menu_of(file: Path) -> list[str]:
    """The links of a page's menu, from the top of the site."""
    nav = re.search(r'<nav aria-label="菜单">(.*?)</nav>', file.read_text("utf-8"), re.DOTALL)
    assert nav
    return [re.sub(r"^(?:\.\./|/)+", "", link) for link in re.findall(r'href="([^"]*)"', nav[1])]


def test_every_page_has_the_frame_and_loads_nothing_else(built: Path, docs: Path, file_of: Any) -> None:
    assert faults(built) == {}
    pages = {path.relative_to(docs).with_suffix(".html").as_posix() for path in docs.rglob("*.md")} - {"404.html"}
    for kind in ("index", "units/pingjiang", "404"):
        assert set(menu_of(file_of(built, kind))) == pages, kind
    assert len(menu_of(built / "index.html")) == len(pages)


# The entries of a menu, those of a part behind its title, with the page that they lead to; the marked one in brackets.
SHOWN = """() => [...document.querySelectorAll('.jd-menu nav :is(a, strong)')].map(item => {
    const path = item.href?.slice(item.href.indexOf('/site/') + 6) ?? '';
    return `${item.closest('ul ul') ? '- ' : ''}${item.textContent} ${path} ${item.getAttribute('aria-current') ?? ''}`;
})"""


@pytest.mark.browser
def test_a_page_that_multiplies_shows_the_whole_menu_as_the_others_do(glance: Any) -> None:
    whole = glance.open("units/pingjiang").evaluate(SHOWN)
    assert len(whole) > 40
    assert [entry for entry in whole if entry.endswith("page")] == ["- 平江县 units/pingjiang.html page"]
    home = glance.open("households/*").evaluate(SHOWN)
    unmarked = [re.sub("(page|true)$", "", entry) for entry in home]
    assert unmarked == [re.sub("page$", "", entry) for entry in whole]
    assert sum(entry.endswith(" true") for entry in home) == 1


# What a page says of its data version, in its head note, its footer and where it tells how to cite a table.
VERSIONS = "() => document.body.textContent.match(/数据版本\\s*[^，·<\\n]*/g).map(told => told.trim())"


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["households/*", "overview"])
def test_the_data_version_is_there_once_the_page_is(glance: Any, kind: str) -> None:
    told = glance.open(kind).evaluate(VERSIONS)
    assert len(told) > 2
    assert set(told) == {"数据版本 0123456789"}


# The folds that are open, and where what the address leads to begins in the window.
UNFOLDED = """() => ({open: [...document.querySelectorAll('main details[open]')].map(fold => fold.id),
                      top: document.querySelector(':target').getBoundingClientRect().top})"""


@pytest.mark.browser
def test_what_an_address_leads_to_is_unfolded_and_nothing_else_is(visit: Any) -> None:
    page = visit.open("households/*")
    fold, inner = page.evaluate("""() => {
        const fold = document.querySelector('#reasons > details');
        return [fold.id, fold.querySelector('h3').id];
    }""")
    assert page.evaluate("document.querySelectorAll('main details[open]').length") == 0
    for anchor in (fold, inner):
        page.goto("about:blank")
        visit.open("households/*", f"#{anchor}")
        page.locator("main details[open]").wait_for()
        arrived = page.evaluate(UNFOLDED)
        page.goto("about:blank")
        visit.open("households/*")
        page.evaluate("to => { location.hash = to; }", anchor)
        page.locator("main details[open]").wait_for()
        for found in (arrived, page.evaluate(UNFOLDED)):
            assert found["open"] == [fold]
            assert 0 <= found["top"] < 200


@pytest.mark.browser
def test_without_scripts_it_is_said_where_the_data_version_stands(browser: Any, built: Path, file_of: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file_of(built, "households/*").as_uri())
    assert set(page.evaluate(VERSIONS)) == {"数据版本见报错和无障碍"}
    page.locator(".jd-asof a").click()
    assert page.locator("h2#version + p").inner_text() == "这个网站的数据版本是 0123456789。"
    context.close()


def test_the_other_engine_gives_its_pages_the_same_frame(built: Path, built_otherwise: Path) -> None:
    assert faults(built_otherwise) == {}

    def frame(site: Path, name: str) -> str:
        return re.sub(r'<main class="md-content">.*?</main>|\s+', "", (site / name).read_text("utf-8"), flags=re.DOTALL)

    for name in ("index.html", "guide.html", "units/pingjiang.html", "404.html"):
        assert frame(built_otherwise, name) == frame(built, name), name


def test_the_page_for_missing_addresses_is_chinese_leads_on_and_works_at_any_depth(built: Path) -> None:
    text = (built / "404.html").read_text("utf-8")
    main = text[text.index("<main") : text.index("</main>")]
    assert '<h1 id="top">没有这一页</h1>' in main
    assert re.findall(r'<a href="([^"]*)">', main) == [
        "/about.html#version", "/find.html", "/index.html", "/overview.html", "/about.html#report",
    ]  # fmt: skip
    links = re.findall(r'(?:href|src|action)="([^"]*)"', text)
    assert [link for link in links if not link.startswith(("/", "#", "tel:"))] == []


# What is written small on purpose: notes below a table or heading, codes, units and days beside a name.
NOTES = (
    "small, sup, .jd-asof, .jd-basis, .jd-ref, .jd-code, .jd-legend, .jd-served, .jd-cue, caption, figcaption, "
    ".jd-below, .jd-s, .jd-strip, .jd-matrix td, .jd-tilemap a, .jd-swatch, .jd-tiles em, .jd-flags li, .jd-cite"
)
# Each text that is too small, once for each kind of element: its size in CSS pixels, in a drawing as it is shown.
SMALL = """notes => {
    const found = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const item = node.parentElement;
        if (!node.data.trim() || !item.checkVisibility() || item.closest('script, style, .jd-vh, option, title, desc'))
            continue;
        const svg = item.closest('svg');
        const scale = svg ? svg.getScreenCTM().a : 1;
        const size = parseFloat(getComputedStyle(item).fontSize) * scale;
        const least = svg ? 12 : item.closest(notes) ? 13 : 14;
        if (size < least - 0.01) found.add(`${item.tagName}.${item.className.baseVal ?? item.className} ${size}`);
    }
    return [...found];
}"""
# Each running text whose lines are longer than 45 of its characters.
LONG = """() => [...document.querySelectorAll('main :is(p, li, dd, blockquote)')].filter(item => {
    if (item.textContent.trim().length < 60 || item.querySelector('p, li, table, div')) return false;
    const range = document.createRange();
    range.selectNodeContents(item);
    const widths = [...range.getClientRects()].map(box => box.width);
    return Math.max(...widths) > 45.5 * parseFloat(getComputedStyle(item).fontSize);
}).map(item => `${item.tagName}.${item.className} ${item.textContent.trim().slice(0, 30)}`)"""


def legible(visit: Any, kind: str) -> None:
    page = visit.open(kind)
    assert page.evaluate(LONG) == [], kind
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SMALL, NOTES) == [], (kind, width)


@pytest.mark.browser
def test_text_is_large_enough_and_its_lines_short_enough_on_a_page_of_the_navigation(
    glance: Any, navigation_page: str
) -> None:
    legible(glance, navigation_page)


@pytest.mark.browser
def test_text_is_large_enough_and_its_lines_short_enough_on_a_complete_page(glance: Any, leaf_folder: str) -> None:
    legible(glance, f"{leaf_folder}/*")
