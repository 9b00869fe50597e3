"""Tables in a browser: as blocks on a phone, filtered and sorted, as a file, heard, and all of them on paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.waiting import until

from jiedui.site.files.wholes import as_csv, table_of

pytestmark = [pytest.mark.browser, pytest.mark.engine]


def box(page: Any, table: str) -> Any:
    return page.locator(f".jd-filter:has(+ #t-{table})")


def shown(page: Any, table: str) -> list[str]:
    return page.locator(f"#t-{table} tbody tr:visible").all_inner_texts()


def test_a_choice_and_words_narrow_a_table_together(visit: Any) -> None:
    page = visit.open("quota")
    whole = len(shown(page, "q-city"))
    tools = box(page, "q-city")
    tools.get_by_label("级别").select_option("科级")
    some = shown(page, "q-city")
    assert 0 < len(some) < whole
    assert all("科级" in row for row in some)
    assert tools.locator("[role=status]").inner_text() == f"{whole} 行里有 {len(some)} 行"
    tools.get_by_label("筛选").fill("没有这样的行")
    assert shown(page, "q-city") == []
    tools.get_by_role("button", name="清除").click()
    assert len(shown(page, "q-city")) == whole
    assert page.evaluate("document.activeElement.type") == "search"
    assert not tools.get_by_role("button", name="清除").is_visible()


def test_the_state_stands_in_the_address_and_comes_back(visit: Any) -> None:
    page = visit.open("units/pingjiang", "#roster")
    box(page, "paired").get_by_label("困难类型").select_option("低保户")
    page.locator("#t-paired thead th").first.locator("button").click()
    box(page, "suspects").get_by_label("筛选").fill("护理")
    rows, other = shown(page, "paired"), shown(page, "suspects")
    assert rows
    assert all("低保户" in row for row in rows)
    assert page.evaluate("location.hash").startswith("#roster?")
    page.reload()
    assert shown(page, "paired") == rows
    assert shown(page, "suspects") == other
    assert box(page, "paired").get_by_label("困难类型").input_value() == "低保户"
    assert page.locator("#t-paired th[aria-sort=ascending]").count() == 1
    page.locator("#t-paired tbody tr:visible a").first.click()
    page.wait_for_url("**/households/**")
    page.go_back()
    page.wait_for_url("**/units/**")
    assert shown(page, "paired") == rows
    assert visit.complaints == []


def test_a_state_that_no_longer_exists_shows_everything(visit: Any) -> None:
    page = visit.open("quota", "#?q-city.级别=皇帝&q-city.sort=99a&q-city.sort=x")
    assert box(page, "q-city").locator("[role=status]").inner_text().startswith("共 ")
    assert visit.complaints == []


def test_paper_holds_the_whole_table(visit: Any) -> None:
    page = visit.open("quota")
    whole = len(shown(page, "q-city"))
    box(page, "q-city").get_by_label("筛选").fill("科级")
    assert len(shown(page, "q-city")) < whole
    page.emulate_media(media="print")
    assert len(shown(page, "q-city")) == whole


def test_a_table_is_narrowed_by_keyboard_alone(visit: Any) -> None:
    page = visit.open("quota", width=390)
    tools = box(page, "q-city")
    select = tools.get_by_label("级别")
    tools.get_by_label("筛选").focus()
    for _ in range(8):
        page.keyboard.press("Tab")
        if select.evaluate("item => item === document.activeElement"):
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    until(page, "/行里有/.test(document.querySelector('.jd-filter [role=status]').textContent)")
    assert select.input_value() != ""
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


# What stands before the first cell of each column of a table's first row, and how the row is laid out.
BLOCK = """id => {
    const [row] = document.querySelectorAll(`#t-${id} tbody tr`);
    const cells = [...row.cells];
    return {
        display: getComputedStyle(row).display,
        labels: cells.map(cell => getComputedStyle(cell, '::before').content),
        order: cells.map(cell => getComputedStyle(cell).order),
    };
}"""


def test_on_a_phone_a_row_is_a_block_with_the_title_of_each_column_before_its_cell(visit: Any) -> None:
    block = visit.open("quota", width=390).evaluate(BLOCK, "totals")
    assert block["display"] == "grid"
    assert block["labels"] == ["none", *(f'"{title}" / ""' for title in ("责任人", "应", "实", "差", "欠户人数"))]
    assert visit.open("quota", width=1280).evaluate(BLOCK, "totals")["display"] == "table-row"


def test_what_is_to_be_done_comes_first_in_a_block(visit: Any) -> None:
    block = visit.open("due/pingjiang", width=390).evaluate(BLOCK, "later")
    assert block["order"] == ["0", "0", "-1", "0", "0"]
    assert block["labels"] == ['"期限" / ""', '"户" / ""', "none", '"责任人" / ""', '"依据" / ""']


def test_a_block_is_still_heard_as_a_table(visit: Any) -> None:
    table = visit.open("quota", width=390).locator("#t-totals table")
    heard = table.aria_snapshot()
    assert heard.startswith('- table "各残联配额合计":')
    assert '- columnheader "欠户人数"' in heard
    assert '- rowheader "岳阳楼区"' in heard
    assert '- cell "欠户人数' not in heard  # the head is heard once


def test_without_the_script_a_block_is_heard_with_its_titles(browser: Any, file_of: Any, built: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(file_of(built, "quota").as_uri())
    heard = page.locator("#t-totals table").aria_snapshot()
    context.close()
    assert '- rowheader "岳阳楼区"' in heard
    assert '- cell "欠户人数 0"' in heard


# The script looks at sizes once the page is laid out, which is a frame or two later.
SCROLLING = """async () => {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  return [...document.querySelectorAll('.jd-scroll')]
    .filter(region => getComputedStyle(region).overflowX !== 'visible' && region.scrollWidth > region.clientWidth)
    .map(region => ({
        matrix: region.matches('.jd-drawing') || region.querySelector('.jd-matrix, .jd-dense') !== null,
        name: region.getAttribute('aria-label'),
        cue: document.getElementById(region.getAttribute('aria-describedby'))?.checkVisibility() ?? false,
    }));
}"""
LISTS = ("overview", "quota", "contact", "intake", "outings", "units/index", "indicators", "bulletins/*")


@pytest.mark.parametrize("kind", [*LISTS, "units/pingjiang", "contact/pingjiang"])
def test_on_a_phone_nothing_scrolls_sideways_but_matrices_and_drawings_which_say_so(glance: Any, kind: str) -> None:
    page = glance.open(kind, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    found = page.evaluate(SCROLLING)
    assert all(region["matrix"] and region["cue"] for region in found), found
    names = [region["name"] for region in found]
    assert len(set(names)) == len(names)
    assert page.locator(".jd-cue:visible").count() == len(found)


def test_a_matrix_opens_at_the_current_quarter(visit: Any) -> None:
    page = visit.open("contact", width=390)
    page.locator(".jd-cue").first.wait_for()
    now = page.locator("#t-contact th.now")
    box, region = now.bounding_box(), page.locator("#t-contact").bounding_box()
    assert region["x"] < box["x"]
    assert box["x"] + box["width"] <= region["x"] + region["width"]
    assert "打开时停在本季度" in page.locator(".jd-cue").first.inner_text()
    # The quarters before it stand beside it, up to the names: not those to come.
    for matrix in page.locator(".jd-matrix").all():
        now, names = matrix.locator("th.now").bounding_box(), matrix.locator("tbody th").first.bounding_box()
        assert now["x"] - names["x"] - names["width"] > 2 * now["width"]
        assert region["x"] + region["width"] - now["x"] - now["width"] < 2 * now["width"]
    assert page.locator("#t-contact caption span").bounding_box()["x"] >= region["x"]


def test_a_cell_of_a_matrix_is_heard_with_its_word_and_the_head_of_a_row_by_its_name_alone(visit: Any) -> None:
    page = visit.open("contact")
    cells = page.locator(".jd-matrix td").all_text_contents()
    assert len(cells) > 700
    words = ("全部联系", "进行中", "有逾期", "没有任务", "未到")
    assert [text for text in cells if not any(word in text for word in words)] == []
    heads = page.locator(".jd-matrix tbody th[scope=row]")
    assert heads.first.get_attribute("aria-label") == heads.first.inner_text() == "市残联"
    assert '- rowheader "市残联":' in page.locator("#t-by-workplace").aria_snapshot()


def test_on_a_phone_the_names_of_a_matrix_keep_to_their_column(visit: Any) -> None:
    page = visit.open("contact", width=390)
    wide = "heads => heads.filter(head => head.scrollWidth > head.clientWidth + 1).map(head => head.textContent)"
    heads = page.locator(".jd-matrix th[scope=row]")
    assert heads.evaluate_all(wide) == []
    # Nor do they become columns of single characters.
    assert heads.evaluate_all("heads => Math.min(...heads.map(head => head.clientWidth))") >= 90


def test_a_link_to_a_quarter_leads_there_and_not_to_the_current_one(visit: Any) -> None:
    page = visit.open("contact/pingjiang", "#q-2023Q4", width=390)
    box, region = page.locator("#q-2023Q4").bounding_box(), page.locator("#t-matrix").bounding_box()
    assert region["x"] <= box["x"] <= region["x"] + region["width"]


def test_on_a_phone_a_select_sorts_in_place_of_the_heads(visit: Any) -> None:
    page = visit.open("quota", width=390)
    select = page.locator("#t-totals").evaluate_handle("region => region.previousElementSibling").as_element()
    assert select.inner_text().startswith("排序")
    first = shown(page, "totals")[0]
    page.locator(".jd-filter:has(+ #t-totals) select").select_option("责任人，小的在前")
    counts = [int(row) for row in page.locator("#t-totals tbody td:nth-child(2)").all_text_contents()]
    assert counts == sorted(counts)
    page.locator(".jd-filter:has(+ #t-totals) select").select_option("原来的顺序")
    assert shown(page, "totals")[0] == first
    assert page.locator("#t-totals .jd-sort").first.get_attribute("tabindex") == "-1"


def lines_of(page: Any, table: str) -> list[str]:
    """The lines of the file that the button below a table makes."""
    with page.expect_download() as waiting:
        page.locator(f"#t-{table} + .jd-below button").click()
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    return content.decode("utf-8-sig").removesuffix("\r\n").split("\r\n")


def test_a_table_is_a_file_of_the_same_rows_with_numbers_to_reckon_with(visit: Any) -> None:
    page = visit.open("overview")
    head, *rows = lines_of(page, "overview")
    assert head.startswith("残联,结对 名册,结对 已结对,结对 覆盖率,配额 应,配额 实,配额 差,")
    assert len(rows) == page.locator("#t-overview tbody tr, #t-overview tfoot tr").count()
    assert rows[-1].split(",")[0] == "全市"
    assert all(re.fullmatch(r"-?\d+(\.\d+)?%?|不计算", cell) for row in rows for cell in row.split(",")[1:])


def test_a_table_says_how_it_is_cited_and_that_of_a_bulletin_by_its_own_day(visit: Any) -> None:
    cite = "all => all.map(one => [one.querySelector('summary').textContent, one.querySelector('p').textContent])"
    page = visit.open("overview")
    found = page.locator("#t-overview + .jd-below details").evaluate_all(cite)
    caption = page.locator("#t-overview caption").text_content()
    cited = f"岳阳市残联结对帮扶台账，{caption}，统计日期 2026-11-23，数据版本 0123456789"
    assert found == [["怎么引用", cited]]
    page = visit.open("bulletins/*")
    below = page.locator(".jd-below[data-on]")
    [day] = {one.get_attribute("data-on") for one in below.all()}
    assert day != "2026-11-23"
    found = below.locator("details").evaluate_all(cite)
    assert found
    assert all(text.endswith(f"，统计日期 {day}，数据版本 0123456789") for _, text in found)


# The files of the tables that have no row below a line, by the table's key, without being saved.
FILES = """() => {
    const texts = {};
    let key = '';
    URL.createObjectURL = blob => { texts[key] = blob.text(); return '#'; };
    HTMLAnchorElement.prototype.click = () => {};
    for (const button of document.querySelectorAll('.jd-scroll:not(:has(tfoot)) + .jd-below > button')) {
        key = button.parentElement.previousElementSibling.id.slice(2);
        button.click();
    }
    return Promise.all(Object.entries(texts).map(async ([key, text]) => [key, await text]));
}"""


@pytest.mark.parametrize("kind", ["units/pingjiang", "quota", "due/pingjiang", "needs/pingjiang", "simulation"])
def test_the_file_of_a_table_says_the_same_as_the_file_of_a_whole_list_would(
    visit: Any, built: Path, kind: str
) -> None:
    """A list that is cut is written at build time, a table by the browser: one table, one text."""
    text = (built / f"{kind}.html").read_text("utf-8")
    found = visit.open(kind).evaluate(FILES)
    assert found
    for key, content in found:
        assert content == as_csv(table_of(text, key)).removeprefix("\ufeff"), key


def test_a_file_holds_what_was_chosen_and_no_formula(visit: Any) -> None:
    page = visit.open("quota")
    page.evaluate(
        """() => {
            const [row] = document.querySelectorAll('#t-q-city tbody tr');
            row.cells[1].textContent = '=1+1';
            row.cells[2].textContent = '甲,"乙"';
            row.cells[3].textContent = '-0.8';
        }"""
    )
    box(page, "q-city").get_by_label("级别").select_option("科级")
    chosen = len(shown(page, "q-city"))
    assert len(lines_of(page, "q-city")) == 1 + chosen
    box(page, "q-city").get_by_role("button", name="清除").click()
    first = lines_of(page, "q-city")[1]
    assert first.split(",", 1)[1].startswith('\'=1+1,"甲,""乙""",-0.8,')


# Of two links that are heard alike and lead elsewhere the first; a link outside of the content is in every page.
ALIKE = """() => {
    const met = new Map(), found = [];
    for (const link of document.querySelectorAll('main a[href]')) {
        const name = (link.getAttribute('aria-label') ?? link.textContent).trim().replace(/\\s+/g, ' ');
        // In one cell several links may stand for one thing, as the contacts of a quarter: the row says which.
        if (met.has(name) && met.get(name) !== link.href) found.push([name, met.get(name), link.href]);
        met.set(name, link.href);
    }
    return found;
}"""


@pytest.mark.parametrize("kind", [*LISTS, "contact/pingjiang"])
def test_no_two_links_of_a_page_are_heard_alike_and_lead_elsewhere(glance: Any, kind: str) -> None:
    assert glance.open(kind).evaluate(ALIKE) == []
