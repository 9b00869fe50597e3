"""The sheets as they come out of the printer: A4, nothing clipped, black on white, text to select, long texts whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page

from jiedui.model.ledger import Ledger
from jiedui.prints import Choice, write_prints

pytestmark = pytest.mark.browser

TODAY = date(2026, 10, 1)
A4 = (210 / 25.4 * 72, 297 / 25.4 * 72)
# The pages of each kind for three households of two helpers: a household sheet has two, and two in large print;
# the outline of the three people of one runs on.
PAGES = {"household": 12, "outline": 4, "handbook": 5, "county": 1}

FAULTS = """() => [...document.querySelectorAll('.sheet, .sheet *')].filter(e => !e.closest('svg')).flatMap(e => {
    const style = getComputedStyle(e), sheet = e.closest('.sheet').getBoundingClientRect(), faults = [];
    const box = e.getBoundingClientRect();
    if (e.clientWidth && e.scrollWidth > e.clientWidth + 1) faults.push('wide');
    if (box.right > sheet.right + 1 || box.left < sheet.left - 1) faults.push('outside');
    if (style.overflow !== 'visible' && !e.matches('.hidden')) faults.push('hidden');
    for (const colour of [style.color, style.backgroundColor, style.borderTopColor]) {
        const [red, green, blue] = colour.match(/[0-9]+/g);
        if (red !== green || green !== blue) faults.push(colour);
    }
    return faults.map(fault => `${fault}: ${e.tagName}.${e.className} ${e.textContent.slice(0, 20)}`);
})"""


def printed(page: Page, file: Path) -> tuple[list[str], list[tuple[float, float]]]:
    """Print one file; return each page's text and size."""
    page.goto(file.as_uri())
    page.pdf(path=file.with_suffix(".pdf"), prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(file.with_suffix(".pdf"))
    texts = ["".join(sheet.get_textpage().get_text_range().split()) for sheet in document]
    sizes = [sheet.get_size() for sheet in document]
    document.close()
    return texts, sizes


def test_each_kind_prints_on_whole_a4_sheets_with_text_to_select(
    page: Page, new_small: Callable[[], Ledger], tmp_path: Path
) -> None:
    for kind, pages in PAGES.items():
        files = write_prints(kind, new_small(), TODAY, Choice(units=("pingjiang",)), tmp_path / kind)[1:]
        results = [printed(page, file) for file in files]
        texts = [text for found, _ in results for text in found]
        assert len(texts) == pages, kind
        assert all(size == pytest.approx(A4, abs=0.5) for _, sizes in results for size in sizes), kind
        assert kind == "county" or "示例㴩𠮷" in "".join(texts), kind


@pytest.mark.parametrize("kind", PAGES)
def test_the_longest_texts_run_on_and_nothing_is_clipped_or_coloured(
    page: Page, new_desk: Callable[[], Any], tmp_path: Path, kind: str
) -> None:
    files = write_prints(kind, long_ledger(new_desk()), TODAY, Choice(), tmp_path)[1:]
    page.set_viewport_size({"width": 1000, "height": 1200})
    page.emulate_media(media="print")
    texts = []
    for file in files:
        texts += printed(page, file)[0]
        assert page.evaluate(FAULTS) == []
    if kind in WITH_PROMISES:
        assert "".join(texts).count("末") >= 12, "a text was cut"


WITH_PROMISES = ("household", "outline", "handbook")


def long_ledger(desk: Any) -> Ledger:
    """One household with the longest name and twelve long promises, each ending in 末."""
    desk.unit("pingjiang", "平江县", supervision_phone="0730-0000012")
    desk.helper("PJ-B-2222", "示例" + "㴩𠮷" * 14)
    measures = [
        {"code": "帮就业", "content": "W" * 100 + "字，" * 80 + "末", "promised_on": "2026-01-05"} for _ in range(12)
    ]
    need = {"id": "n1", "content": "字" * 300, "raised_on": "2026-01-02", "measures": measures}
    name = "示例" + "W" * 28
    desk.household("PJ-7K3Q", "PJ-B-2222", [(name, "肢体")], needs=[need], plan="字" * 500, difficulties="字" * 500)
    ledger: Ledger = desk.ledger
    return ledger


@pytest.mark.parametrize(("name", "points"), [("household.html", 14), ("household-large.html", 18)])
def test_the_household_sheet_is_in_large_type(
    page: Page, new_small: Callable[[], Ledger], tmp_path: Path, name: str, points: int
) -> None:
    write_prints("household", new_small(), TODAY, Choice(), tmp_path)
    page.goto((tmp_path / "pingjiang" / name).as_uri())
    sizes = page.eval_on_selector_all(
        ".sheet *", "all => all.filter(e => !e.closest('svg')).map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= points / 72 * 96 - 0.01
