"""WCAG 2.2 AA by axe-core's judgement: every kind of page, light and dark, wide and narrow; and the lists of hits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.node]

# What may change with the scheme or the width; all other rules are tried once for each page.
OF_LOOK = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
# Of each table the first row, and each with a part that stood in no row before: all, or it would take minutes. A matrix
# stays as it is: it has been scrolled to its place.
SHORTENED = """() => {
  const met = new Set();
  const bodies = document.querySelectorAll('table:not(.jd-matrix) > tbody');
  for (const body of bodies) [...body.rows].forEach((row, number) => {
    const parts = [row, ...row.querySelectorAll('*')].map(
      part => `${part.parentNode.nodeName} ${part.nodeName} ${part.getAttribute('class')}`);
    if (number && parts.every(part => met.has(part))) row.remove();
    parts.forEach(part => met.add(part));
  });
}"""
# The two looks in which every page is judged differ in both; the pages that hold every part are judged in all four.
FIRST_LOOK, SECOND_LOOK, FURTHER_LOOKS = ("light", 1280), ("dark", 390), (("light", 390), ("dark", 1280))
WITH_EVERY_PART = ("index", "find", "overview", "contact", "units/pingjiang", "guide", "households/*", "helpers/*")


@pytest.fixture
def axe(node_run: Any, repo_root: Path) -> Any:
    """Judges a page by axe-core; with ``rules`` by these alone. Gives (rule, first element) of each fault."""
    assert node_run  # which has installed the packages
    script = repo_root / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"

    def run(page: Any, rules: list[str] | None = None) -> list[tuple[str, str]]:
        if not page.evaluate("'axe' in window"):
            page.add_script_tag(path=script)
        options: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
        if rules:
            options = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": rules}}
        found = page.evaluate("options => axe.run(document, options)", options)
        return [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found["violations"]]

    return run


@pytest.fixture(scope="module")
def look(browser: Any) -> Iterator[Any]:
    """Opens a page in a scheme. Each has a browser of its own: the theme keeps the first that it was seen in."""
    pages = {}
    for scheme, name in (("light", "default"), ("dark", "slate")):
        pages[scheme] = name, browser.new_context(color_scheme=scheme, locale="zh-CN").new_page()

    def open_in(file: Path, scheme: str, width: int) -> Any:
        wanted, page = pages[scheme]
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(file.as_uri())
        page.wait_for_function("wanted => document.documentElement.dataset.mdColorScheme === wanted", arg=wanted)
        page.evaluate(SHORTENED)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return page

    yield open_in
    for _, page in pages.values():
        page.context.close()


def judge(look: Any, axe: Any, file: Path, kind: str) -> None:
    """Hold a page to all rules in one look, and to those of looks in the others."""
    further = FURTHER_LOOKS if kind in WITH_EVERY_PART else ()
    for number, (scheme, width) in enumerate((FIRST_LOOK, SECOND_LOOK, *further)):
        page = look(file, scheme, width)
        assert axe(page, OF_LOOK if number else None) == [], (kind, scheme, width)


def test_axe_finds_no_barrier_on_a_page_of_the_navigation(
    look: Any, axe: Any, built: Path, file_of: Any, navigation_page: str
) -> None:
    judge(look, axe, file_of(built, navigation_page), navigation_page)


def test_axe_finds_no_barrier_on_a_complete_page(
    look: Any, axe: Any, built: Path, file_of: Any, leaf_folder: str
) -> None:
    judge(look, axe, file_of(built, f"{leaf_folder}/*"), f"{leaf_folder}/*")


def test_every_folder_of_complete_pages_is_judged(docs: Path, leaf_folders: tuple[str, ...]) -> None:
    assert {path.parent.relative_to(docs).as_posix() for path in docs.rglob("*.html")} == set(leaf_folders)


@pytest.mark.parametrize(("scheme", "width"), [FIRST_LOOK, SECOND_LOOK, *FURTHER_LOOKS])
def test_axe_finds_no_barrier_in_hits_and_in_the_open_menu(
    look: Any, axe: Any, file_of: Any, built: Path, scheme: str, width: int
) -> None:
    page = look(file_of(built, "find"), scheme, width)
    page.locator("#find-text").fill("平江 示例")
    page.wait_for_selector("#find-hits li")
    assert page.locator("#find-hits a").count() > 10
    assert axe(page, None) == []
    page.locator(".jd-menu > summary").click()
    assert axe(page, None) == []
