"""WCAG 2.2 AA by axe-core's judgement: every kind of page, light and dark, wide and narrow; and the lists of hits."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.site import Edition, pages, parts
from jiedui.site.build import pages_of
from jiedui.site.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.node]

SHIPPED_ON = date(2026, 11, 23)
# What may change with the scheme; all other rules are tried once for each page at each width.
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
LOOKS = [("light", 1280), ("dark", 390), ("light", 390), ("dark", 1280)]
FURTHER_LOOKS = LOOKS[2:]
# One page of each kind is judged, the longest: what a template writes is alike on all its pages.
TEMPLATES = sorted(file.name for file in Path(pages.__path__[0]).glob("[!_]*.j2"))


@pytest.fixture(scope="module")
def longest(
    shipped: Ledger, edition: Edition, built: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The longest page of each template, as built; of those that only a large city has, with every list in parts."""
    files: dict[str, list[Path]] = {}
    for page in pages_of(Site(shipped, SHIPPED_ON, edition)):
        files.setdefault(page.template, []).append(built / page.html_path)
    found = {template: max(made, key=lambda file: file.stat().st_size) for template, made in files.items()}
    folder = tmp_path_factory.mktemp("further")
    shutil.copytree(built / "assets", folder / "assets")
    # Its links start at the root of a server.
    found["not_found.md.j2"] = folder / "404.html"
    found["not_found.md.j2"].write_text((built / "404.html").read_text("utf-8").replace('="/', '="'), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "_cut", lambda listings, count, _: frozenset(listings) if count > 1 else frozenset())
        large = Site(shipped, SHIPPED_ON, edition)
        for page in pages_of(large):
            if page.template not in found:
                found[page.template] = file = folder / page.html_path
                file.parent.mkdir(exist_ok=True)
                file.write_text(large.render(page), "utf-8")
    return found


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


@pytest.mark.parametrize("template", TEMPLATES)
def test_axe_finds_no_barrier_on_any_kind_of_page(look: Any, axe: Any, longest: dict[str, Path], template: str) -> None:
    found = {}
    for scheme, width in LOOKS:
        rules = OF_LOOK if (scheme, width) in FURTHER_LOOKS else None
        found[scheme, width] = axe(look(longest[template], scheme, width), rules)
    assert {where: faults for where, faults in found.items() if faults} == {}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
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
