"""WCAG 2.2 AA by axe-core's judgement: every kind of page, light and dark, wide and narrow; and the lists of hits."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.reports.public.conftest import freeze
from tests.rollup.conftest import three

from jiedui.model.audience import OFFICE, PUBLIC, Audience, AudienceKind
from jiedui.model.ledger import Ledger
from jiedui.model.narrowing import narrowed
from jiedui.model.time import Quarter
from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.public.published import public_counts
from jiedui.rollup.province import Province, roll_call
from jiedui.rollup.write import write_rollup
from jiedui.site import Edition, pages, parts
from jiedui.site.build import pages_of
from jiedui.site.files import assets
from jiedui.site.machine.engine import build, settings
from jiedui.site.site import Site
from jiedui.struct import replace

pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.node]

SHIPPED_ON = date(2026, 11, 23)
# What may change with the scheme at a width; all other rules are tried once for each page at each width.
OF_LOOK = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
LOOKS = [("light", 1280), ("dark", 390), ("light", 390), ("dark", 1280)]
# A page is tried in both schemes and at both widths. Which comes with which changes from one page to the next, for they
# share their styles; how it looks the other way round takes as long again.
PAIRS = (LOOKS[:2], LOOKS[2:])
# One page of each kind is judged, the longest: what a template writes is alike on all its pages. That on what a site is
# made without is in no sound one: tests/site/pages/test_left_out.py has it judged.
TEMPLATES = sorted({file.name for file in Path(pages.__path__[0]).glob("[!_]*.j2")} - {"left_out.md.j2"})
# A quarter is over, and the public gets counts of it.
QUARTER_OVER = date(2024, 2, 1)


@pytest.fixture(scope="module")
def for_others(
    small_records: Records, library: SchemaLibrary, edition: Edition, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The pages in the navigation of a helper, another office and the public, one of each template, as built."""
    whole, folder = Ledger.of(small_records), tmp_path_factory.mktemp("others")
    docs = folder / "docs"
    counted = replace(edition, counts=public_counts(freeze(whole, [Quarter(2023, 4)]), QUARTER_OVER))
    found = {}
    for audience in (Audience(AudienceKind.HELPER, "PJ-B-2222"), OFFICE, PUBLIC):
        site = Site(narrowed(small_records, whole, audience, library, QUARTER_OVER), QUARTER_OVER, counted)
        for page in pages_of(site):
            if page.is_markdown and page.template not in found:
                file = (docs / page.path).with_stem(page.template.partition(".")[0])
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(site.render(page), "utf-8")
                found[page.template] = folder / "site" / file.relative_to(docs).with_suffix(".html")
    (docs / "assets").mkdir()
    for asset in assets.files():
        (docs / asset.path).write_text(asset.content, "utf-8")
    assert build({**settings(), "nav": []}, docs, folder / "site", "mkdocs") == 0
    return found


@pytest.fixture(scope="module")
def longest(
    shipped: Ledger,
    site: Site,
    edition: Edition,
    built: Path,
    for_others: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Path]:
    """The longest page of each template, as built; of those that only a large city has, with every list in parts.

    Of a household that is but listed, there is a row in the small ledger.
    """
    files: dict[str, list[Path]] = {}
    for page in pages_of(Site(shipped, SHIPPED_ON, edition)):
        files.setdefault(page.template, []).append(built / page.html_path)
    found = for_others | {template: max(made, key=lambda file: file.stat().st_size) for template, made in files.items()}
    folder = tmp_path_factory.mktemp("further")
    shutil.copytree(built / "assets", folder / "assets")
    # Its links start at the root of a server.
    found["not_found.md.j2"] = folder / "404.html"
    found["not_found.md.j2"].write_text((built / "404.html").read_text("utf-8").replace('="/', '="'), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "_cut", lambda listings, count, _: frozenset(listings) if count > 1 else frozenset())
        for further in (Site(shipped, SHIPPED_ON, edition), Site(site.ledger, site.as_of, edition)):
            for page in pages_of(further):
                if page.template not in found:
                    found[page.template] = file = folder / page.html_path
                    file.parent.mkdir(exist_ok=True)
                    file.write_text(further.render(page), "utf-8")
    return found


@pytest.fixture(scope="module")
def of_province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a province of three cities, of which one has delivered nothing."""
    top = tmp_path_factory.mktemp("province")
    assert write_rollup(Province.of("示例省", roll_call(three(top))), top / "out") == []
    return top / "out"


@pytest.mark.parametrize("template", TEMPLATES)
def test_axe_finds_no_barrier_on_any_kind_of_page(look: Any, axe: Any, longest: dict[str, Path], template: str) -> None:
    pair = PAIRS[TEMPLATES.index(template) % 2]
    found = {each: axe(look(longest[template], *each), None) for each in pair}
    assert {where: faults for where, faults in found.items() if faults} == {}


@pytest.mark.soak
@pytest.mark.parametrize("template", TEMPLATES)
def test_axe_finds_no_barrier_the_other_way_round(look: Any, axe: Any, longest: dict[str, Path], template: str) -> None:
    pair = PAIRS[1 - TEMPLATES.index(template) % 2]
    found = {each: axe(look(longest[template], *each), OF_LOOK) for each in pair}
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


@pytest.mark.parametrize("page", ["index", "cities/03"])
def test_axe_finds_no_barrier_on_the_pages_of_a_province(look: Any, axe: Any, of_province: Path, page: str) -> None:
    assert axe(look(of_province / f"{page}.html", "dark", 390)) == []
