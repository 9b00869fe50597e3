"""Pages of the site on paper: margins and a foot on every sheet, heads of tables repeated, no heading left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.paper import orphans, printed

pytestmark = [pytest.mark.browser, pytest.mark.engine]

MARGIN = 15

# Of each table its head and its rows, without blanks.
TABLES = """() => [...document.querySelectorAll('.jd-table')].filter(table => table.tHead).map(table => {
    const words = cells => [...cells].map(cell => cell.innerText).join('').replace(/\\s/g, '');
    return {head: words(table.tHead.rows[0].cells),
            rows: [...table.tBodies[0].rows].map(row => words(row.cells))};
}).filter(table => table.head)"""


@pytest.mark.parametrize("kind", ["overview", "quota", "units/pingjiang", "households/*", "helpers/*"])
def test_a_printed_page_has_margins_a_foot_and_its_heads_on_every_sheet(
    visit: Any, built: Path, file_of: Callable[[Path, str], Path], kind: str
) -> None:
    sheets = printed(visit.page, file_of(built, kind), margin=MARGIN)
    assert [number for number, sheet in enumerate(sheets, 1) if sheet.nearest < 8] == []
    assert {(round(sheet.width), round(sheet.height)) for sheet in sheets} == {(210, 297)}
    assert [sheet.foot for sheet in sheets] == [
        f"内部资料，不得外传第{number}页，共{len(sheets)}页" for number in range(1, len(sheets) + 1)
    ]
    assert orphans(sheets, visit.page.locator("h1, h2, h3").all_inner_texts()) == []
    visit.page.emulate_media(media="print")
    for table in visit.page.evaluate(TABLES):
        bare = [
            number
            for number, sheet in enumerate(sheets, 1)
            if any(row in sheet.text for row in table["rows"]) and table["head"] not in sheet.text
        ]
        assert bare == [], table["head"]


def test_a_long_table_is_printed_on_several_sheets_with_its_head(
    visit: Any, built: Path, file_of: Callable[[Path, str], Path]
) -> None:
    sheets = printed(visit.page, file_of(built, "quota"), margin=MARGIN)
    visit.page.emulate_media(media="print")
    head = next(
        table["head"] for table in visit.page.evaluate(TABLES) if sum(table["head"] in sheet.text for sheet in sheets)
    )
    assert sum(head in sheet.text for sheet in sheets) >= 2


def test_no_head_of_a_table_stands_last_on_a_sheet_wherever_the_sheet_ends(
    visit: Any, built: Path, file_of: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    (tmp_path / "assets").symlink_to(built / "assets")
    pushed = tmp_path / "households" / "a.html"
    pushed.parent.mkdir()
    text = file_of(built, "households/*").read_text("utf-8")
    for lines in range(0, 40, 3):
        pushed.write_text(text.replace("</h1>", f"</h1>{'<br>' * lines}", 1), "utf-8")
        sheets = printed(visit.page, pushed, margin=MARGIN)
        visit.page.emulate_media(media="print")
        heads = {table["head"] for table in visit.page.evaluate(TABLES)}
        assert heads
        assert [sheet.body[-1] for sheet in sheets if "".join(sheet.body[-1].split()) in heads] == [], lines


# The first words of each fold that is closed and printed.
FOLDED = """() => [...document.querySelectorAll('main details:not([open]) > :not(summary)')]
    .filter(part => getComputedStyle(part.parentElement.parentElement).display !== 'none')
    .map(part => part.querySelector('li, td, p > a')?.textContent.replace(/\\s/g, '') ?? '')"""


@pytest.mark.parametrize("kind", ["index", "find"])
def test_what_is_folded_is_printed_open_and_without_the_sign_to_press(
    visit: Any, built: Path, file_of: Callable[[Path, str], Path], kind: str
) -> None:
    page = visit.open(kind)
    page.emulate_media(media="print")
    folded = page.evaluate(FOLDED)
    assert folded
    text = "".join(sheet.text for sheet in printed(page, file_of(built, kind), margin=MARGIN))
    assert [words for words in folded if words not in text] == []
    assert page.evaluate(FOLDED) == folded  # on the screen they are closed again
    signs = "all => all.map(one => getComputedStyle(one).listStyleType)"
    assert set(page.locator("main summary").evaluate_all(signs)) == {"none"}


def test_what_few_want_on_paper_is_printed_as_it_is_on_the_screen(
    visit: Any, built: Path, file_of: Callable[[Path, str], Path]
) -> None:
    kind = "households/*"
    text = "".join(sheet.text for sheet in printed(visit.page, file_of(built, kind), margin=MARGIN))
    assert "该享受什么政策，按哪条规则，还缺什么信息：" in text
    assert "都要符合" not in text
    page = visit.open(kind)
    fold = page.locator("#reasons > details").first
    fold.evaluate("one => { one.open = true; }")
    inner = fold.locator("details")
    for event, is_open in (("beforeprint", True), ("afterprint", False)):  # what lies in an open one goes with it
        page.evaluate("event => dispatchEvent(new Event(event))", event)
        assert set(inner.evaluate_all("all => all.map(one => one.open)")) == {is_open}
        assert fold.evaluate("one => one.open")
