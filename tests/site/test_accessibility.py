"""WCAG 2.2 AA on every kind of page: the keyboard alone, large print, spaced text, forced colours, structure."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.engine]

# Text spacing of WCAG 1.4.12 at the width of 400 % zoom (1.4.10).
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
# As a reader's own style sheet comes, which no policy of a page keeps out.
APPLIED = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""
CLIPPED = """() => [...document.querySelectorAll('main *, .md-content *')].filter(item => {
    const style = getComputedStyle(item);
    const hides = ['hidden', 'clip'].includes(style.overflowX) || ['hidden', 'clip'].includes(style.overflowY);
    return hides && style.position !== 'absolute' && item.clientWidth > 1 && item.textContent.trim()
        && (item.scrollWidth > item.clientWidth + 2 || item.scrollHeight > item.clientHeight + 2);
}).map(item => item.outerHTML.slice(0, 120))"""


def zoom_and_space(visit: Any, kind: str) -> None:
    page = visit.open(kind, width=320)
    page.evaluate(APPLIED, SPACED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, kind
    assert page.evaluate(CLIPPED) == [], kind


def test_spaced_text_at_400_percent_loses_nothing_on_a_page_of_the_navigation(
    glance: Any, navigation_page: str
) -> None:
    zoom_and_space(glance, navigation_page)


def test_spaced_text_at_400_percent_loses_nothing_on_a_complete_page(glance: Any, leaf_folder: str) -> None:
    zoom_and_space(glance, f"{leaf_folder}/*")


def test_every_folder_of_complete_pages_is_looked_at(docs: Path, leaf_folders: tuple[str, ...]) -> None:
    folders = {path.parent.relative_to(docs).as_posix() for path in docs.rglob("*.html")}
    assert folders - {"."} == set(leaf_folders)  # at the top lies but the page that a signing in ends with


STRUCTURE = """() => ({
    h1: document.querySelectorAll('h1').length,
    levels: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
        .filter(item => item.checkVisibility()).map(item => +item.tagName[1]),
    unscoped: [...document.querySelectorAll('main th:not([scope])')].map(item => item.textContent),
    uncaptioned: [...document.querySelectorAll('main table')].filter(item => !item.caption)
        .map(item => item.textContent.slice(0, 40)),
    main: document.querySelectorAll('main, [role=main]').length,
})"""


def structure(visit: Any, kind: str) -> None:
    found = visit.open(kind).evaluate(STRUCTURE)
    assert (found["h1"], found["main"]) == (1, 1), kind
    assert (found["unscoped"], found["uncaptioned"]) == ([], []), kind
    levels = found["levels"]
    assert all(after <= before + 1 for before, after in pairwise(levels)), (kind, levels)


def test_headings_tables_and_landmarks_of_a_page_of_the_navigation(glance: Any, navigation_page: str) -> None:
    structure(glance, navigation_page)


def test_headings_tables_and_landmarks_of_a_complete_page(glance: Any, leaf_folder: str) -> None:
    structure(glance, f"{leaf_folder}/*")


# The element with the focus: can it be seen, has it a ring?
FOCUSED = """() => {
    const item = document.activeElement;
    const box = item.getBoundingClientRect(), style = getComputedStyle(item);
    const x = Math.min(Math.max(box.left + Math.min(box.width, 40) / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    return {
        name: (item.getAttribute('aria-label') ?? item.textContent ?? '').trim().slice(0, 20), tag: item.tagName,
        shown: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth,
        covered: !(top && (item.contains(top) || top.contains(item))),
        ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
    };
}"""


def walk(page: Any, steps: int) -> list[dict[str, Any]]:
    """Press Tab so many times; give what had the focus after each."""
    found = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
        found.append(page.evaluate(FOCUSED))
    return found


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("kind", ["index", "overview", "quota", "households/*", "helpers/*"])
def test_the_keyboard_alone_moves_on_and_the_focus_is_seen(visit: Any, kind: str, width: int) -> None:
    page = visit.open(kind, width=width)
    stops = [stop for stop in walk(page, 40) if stop["tag"] != "BODY"]
    assert len({(stop["tag"], stop["name"]) for stop in stops}) > 10  # nothing holds it
    assert [stop for stop in stops if not stop["shown"]] == []
    assert [stop for stop in stops if stop["covered"]] == []
    assert [stop for stop in stops if not stop["ring"]] == []


def test_the_first_stop_leads_to_the_content(visit: Any) -> None:
    for kind in ("overview", "households/*"):
        page = visit.open(kind)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main, .md-content') !== null"), kind


IN_MENU = "document.activeElement.closest('.jd-menu > nav') !== null"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("kind", ["overview", "households/*"])
def test_the_menu_opens_and_closes_by_keyboard_and_closed_it_is_no_stop(visit: Any, kind: str, width: int) -> None:
    page = visit.open(kind, width=width)
    menu, opener = page.locator(".jd-menu"), page.locator(".jd-menu > summary")
    is_open, has_focus = "menu => menu.open", "item => item === document.activeElement"
    walk(page, 2)
    assert opener.evaluate(has_focus)
    page.keyboard.press("Tab")
    assert not page.evaluate(IN_MENU)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert menu.evaluate(is_open)
    assert all(stop["shown"] and not stop["covered"] and stop["ring"] for stop in walk(page, 3))
    assert page.evaluate(IN_MENU)
    page.keyboard.press("Escape")
    assert not menu.evaluate(is_open)
    assert opener.evaluate(has_focus)
    page.keyboard.press("Enter")
    page.locator(".jd-search input").focus()  # who walks out of it closes it
    assert not menu.evaluate(is_open)


def test_the_menu_opens_at_the_width_of_a_small_phone_without_a_script(browser: Any, built: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto((built / "overview.html").as_uri())
    link = page.locator(".jd-menu a", has_text="配额合规表")
    assert not link.is_visible()
    page.locator(".jd-menu > summary").click()
    link.click()
    page.wait_for_url("**/quota.html")
    context.close()


def test_the_name_of_the_site_is_whole_on_the_narrowest_screen(visit: Any) -> None:
    name = visit.open("overview", width=320).locator(".jd-name")
    assert name.evaluate(
        "item => item.scrollWidth <= item.clientWidth + 1 && item.scrollHeight <= item.clientHeight + 1"
    )


def test_forced_colours_keep_the_signs_and_the_focus(visit: Any) -> None:
    visit.page.emulate_media(forced_colors="active")
    page = visit.open("overview")
    signs = page.locator("#t-overview tbody td").all_inner_texts()
    assert {text[0] for text in signs if text} >= {"✓", "✗", "…"} or any("⋯" in text for text in signs)
    assert all(stop["ring"] for stop in walk(page, 12) if stop["tag"] != "BODY")
    page = visit.open("index")
    ground = "item => { const style = getComputedStyle(item); return style.backgroundColor + style.backgroundImage; }"
    over, now, left = (
        page.locator(f".jd-meter {part}").first.evaluate(ground) for part in (".past", ".now", ":last-child")
    )
    assert len({over, now, left}) == 3
    visit.page.emulate_media(forced_colors="none")


def test_reduced_motion_stops_what_moves(visit: Any) -> None:
    visit.page.emulate_media(reduced_motion="reduce")
    for kind in ("overview", "households/*"):
        page = visit.open(kind)
        moving = page.evaluate(
            """() => [...document.querySelectorAll('*')].filter(item => {
                const style = getComputedStyle(item);
                const longest = list => Math.max(...list.split(',').map(parseFloat));
                return longest(style.transitionDuration) > 0.01 || longest(style.animationDuration) > 0.01
                    || style.scrollBehavior === 'smooth';
            }).map(item => item.outerHTML.slice(0, 80))"""
        )
        assert moving == [], kind
    visit.page.emulate_media(reduced_motion="no-preference")
