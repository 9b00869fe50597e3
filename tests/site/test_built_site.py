"""The shipped ledger as a site: both engines build it strictly, and a browser opens it from the folder."""

from __future__ import annotations

import re
import shutil

import pytest
from tests.site.conftest import AS_OF, HOSTILE
from tests.waiting import until

from jiedui.model.ledger import Ledger
from jiedui.site.build import pages_of
from jiedui.site.site import Site
from jiedui.struct import Struct, asdict, replace


@pytest.fixture(scope="session")
def busiest(shipped: Ledger) -> str:
    """The household with the most contacts."""
    return max(shipped.households, key=lambda household: (len(shipped.contacts(household)), household))


REGIONS = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(
    [...document.querySelectorAll('.jd-scroll')].map(region => [
        getComputedStyle(region).overflowX !== 'visible' && region.scrollWidth > region.clientWidth,
        region.tabIndex, region.getAttribute('role'),
        region.getAttribute('aria-label') ?? '', region.querySelector('caption, svg > title').textContent])))))"""
# The columns whose cells are figures, most of them, and stand on the left.
LEFT = r"""() => {
  const figure = cell => /^[✓✗…·－\-–—+]*\s*[+\-−]?\d[\d,.]*\s*%?$/.test(cell.textContent.trim());
  const found = [];
  for (const table of document.querySelectorAll('table:not(.jd-matrix)')) for (const body of table.tBodies) {
    const rows = [...body.rows].filter(row => row.cells.length > 1 && ![...row.cells].some(cell => cell.colSpan > 1));
    for (let at = 1; at < (rows[0]?.cells.length ?? 0); at++) {
      const cells = rows.map(row => row.cells[at]).filter(cell => cell && !cell.querySelector('[href^="tel:"]'));
      const figures = cells.filter(figure);
      if (figures.length && figures.length >= 0.6 * cells.length
          && figures.some(cell => !['right', 'end'].includes(getComputedStyle(cell).textAlign)))
        found.push([table.caption?.textContent, at]);
    }
  }
  return found;
}"""


def look_at(visit, kind: str) -> None:
    """Hold a page to what every page must do, on an office screen and on a small phone."""
    page = visit.open(kind)
    assert page.locator("h1").count() == 1, kind
    assert page.evaluate("document.documentElement.lang").startswith("zh"), kind
    assert page.evaluate(LEFT) == [], kind
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, kind
    regions = page.evaluate(REGIONS)
    for wide, index, role, label, caption in regions:
        assert (index, role) == ((0, "region") if wide else (-1, None)), (kind, caption)
        named = rf"(?:图：)?{re.escape(caption)}(?:（\d+）)?" if wide else ""
        assert re.fullmatch(named, label), (kind, caption)
    names_of_wide = [label for wide, _, _, label, _ in regions if wide]
    assert len(set(names_of_wide)) == len(names_of_wide), kind
    assert [url for url in visit.requests if not url.startswith(("file:", "data:"))] == [], kind
    assert visit.complaints == [], kind


@pytest.mark.browser
@pytest.mark.engine
def test_a_page_of_the_navigation_opens_from_the_folder_and_fits_a_phone(glance, navigation_page):
    look_at(glance, navigation_page)


@pytest.mark.browser
@pytest.mark.engine
def test_a_complete_page_of_each_folder_opens_from_the_folder_and_fits_a_phone(glance, docs):
    folders = sorted({path.parent.relative_to(docs).as_posix() for path in docs.rglob("*.html")})
    assert set(folders) >= {"contact", "helpers", "households", "townships"}
    for folder in folders:
        look_at(glance, f"{folder}/*")


WORD = "Ll" * 45


def in_long_words(item):
    """The same household or visit, with a word of 90 letters for whatever was written freely."""
    if isinstance(item, str):
        return WORD if HOSTILE in item else item
    if isinstance(item, tuple):
        return getattr(item, "_make", tuple)(map(in_long_words, item))
    if isinstance(item, Struct):
        return replace(item, **{key: in_long_words(value) for key, value in asdict(item).items()})
    return item


@pytest.mark.browser
def test_a_word_of_90_letters_makes_no_page_wider(page, pages, ledger, edition, tmp_path):
    homes = {key: in_long_words(home) for key, home in ledger.households.items()}
    visits = {key: [in_long_words(visit) for visit in found] for key, found in ledger.visits.items()}
    site = Site(replace(ledger, households=homes, visits=visits), AS_OF, edition)
    shutil.copytree(pages / "assets", tmp_path / "assets")
    page.set_viewport_size({"width": 390, "height": 800})
    widths = {}
    for leaf in (found for found in pages_of(site) if not found.is_markdown):
        if WORD in (text := site.render(leaf)):
            file = tmp_path / leaf.path
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8")
            page.goto(file.as_uri())
            widths[leaf.path] = page.evaluate("document.documentElement.scrollWidth")
    assert "households/PJ-2222.html" in widths
    assert {path: width for path, width in widths.items() if width > 390} == {}


@pytest.mark.browser
@pytest.mark.engine
def test_a_wide_table_scrolls_by_keyboard(visit):
    page = visit.open("overview", width=500)  # on a telephone its rows are blocks, and nothing scrolls
    region = page.locator("#t-overview")
    region.focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.getElementById('t-overview').scrollLeft > 0")
    assert page.evaluate("document.activeElement.id") == "t-overview"


def names(page, table: str) -> list[str]:
    return page.locator(f"#t-{table} tbody tr > th:first-child").all_inner_texts()


@pytest.mark.browser
@pytest.mark.engine
def test_tables_sort_by_click_in_pinyin_order(visit):
    page = visit.open("overview")
    head = page.locator("#t-overview thead tr:last-child th").first
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert names(page, "overview") == [
        "城陵矶新港区", "华容县", "经开区", "君山区", "临湘市", "汨罗市", "南湖新区", "平江县", "屈原管理区", "市残联",
        "湘阴县", "岳阳楼区", "岳阳县", "云溪区",
    ]  # fmt: skip
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert names(page, "overview")[0] == "云溪区"
    assert page.locator("#t-overview tfoot th").inner_text() == "全市"


@pytest.mark.browser
@pytest.mark.engine
def test_tables_sort_by_keyboard_and_by_number(visit):
    page = visit.open("overview")
    page.locator("#c-roster button").focus()
    page.keyboard.press("Enter")
    column = [int(text) for text in page.locator("#t-overview tbody td:nth-child(2)").all_inner_texts()]
    assert column == sorted(column, reverse=True)
    assert len(set(column)) > 3
    page.keyboard.press("Space")
    column = [int(text) for text in page.locator("#t-overview tbody td:nth-child(2)").all_inner_texts()]
    assert column == sorted(column)
    page.locator("#c-coverage button").click()
    shares = page.locator("#t-overview tbody td:nth-child(4)").all_inner_texts()
    values = [float(text.rstrip("%")) for text in shares if text != "不计算"]
    assert values == sorted(values, reverse=True)
    assert shares[-1] == "不计算"  # what has no value comes last either way
    page.locator("#c-coverage button").click()
    assert page.locator("#t-overview tbody td:nth-child(4)").all_inner_texts()[-1] == "不计算"
    assert page.locator("#t-overview [aria-sort]").count() == 1


@pytest.mark.browser
@pytest.mark.engine
def test_a_long_table_can_be_filtered(visit):
    page = visit.open("quota")
    box = page.locator(".jd-filter:visible").first
    rows_before = page.locator("#t-q-city tbody tr:visible").count()
    assert box.locator("[role=status]").inner_text() == f"共 {rows_before} 行"
    box.locator("input").fill("科级 达标")
    shown = page.locator("#t-q-city tbody tr:visible")
    assert 0 < shown.count() < rows_before
    assert all("科级" in text and "达标" in text for text in shown.all_inner_texts())
    assert box.locator("[role=status]").inner_text() == f"{rows_before} 行里有 {shown.count()} 行"


@pytest.mark.engine
def test_the_search_data_of_pages_names_no_household(built, shipped):
    text = (built / "assets" / "pages.js").read_text("utf-8")
    assert "应享未享" in text
    assert [home for home in shipped.households if home in text] == []


@pytest.mark.browser
@pytest.mark.engine
def test_record_text_cannot_run_as_a_script(page, pages):
    page.goto((pages / "households" / "PJ-2222.html").as_uri())
    assert page.title().startswith("示例寅 PJ-2222")
    assert page.locator("main script, main img").count() == 0
    assert "<script>" in page.locator("#t-needs").inner_text()


@pytest.mark.browser
@pytest.mark.engine
def test_without_scripts_the_tables_are_plain_tables(browser, built):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built / "overview.html").as_uri())
    assert len(page.locator("#t-overview tbody tr").all_inner_texts()) == 14
    assert page.locator("#t-overview button").count() == 0
    context.close()


@pytest.mark.browser
@pytest.mark.engine
def test_light_and_dark_follow_the_machine_or_the_reader_and_print_has_no_bars(visit):
    page = visit.open("households/*")
    scheme = "wanted => document.documentElement.dataset.mdColorScheme === wanted"
    assert page.evaluate(scheme, "default")
    page.emulate_media(color_scheme="dark")
    until(page, scheme, arg="slate")
    visit.open("quota")
    assert page.evaluate(scheme, "slate")
    # What the reader chooses stays, on both kinds of page.
    button = page.locator(".jd-scheme")
    assert button.get_attribute("aria-label") == "外观：自动，按一下换成浅色"
    button.click()
    assert page.evaluate(scheme, "default")
    visit.open("households/*")
    assert (page.evaluate(scheme, "default"), button.inner_text()) == (True, "◐ 浅色")
    page.emulate_media(color_scheme="light")
    button.click()
    assert (page.evaluate(scheme, "slate"), button.inner_text()) == (True, "◐ 深色")
    visit.open("quota")
    assert page.evaluate(scheme, "slate")
    button.click()
    assert (page.evaluate(scheme, "default"), button.inner_text()) == (True, "◐ 自动")
    page.emulate_media(color_scheme="light", media="print")
    for kind in ("households/*", "quota"):
        visit.open(kind)
        assert [page.locator(part).is_visible() for part in (".jd-bar", ".jd-foot", ".jd-skip")] == [False] * 3
    assert not page.locator(".jd-filter").first.is_visible()
    assert page.locator("#t-q-city").evaluate("region => getComputedStyle(region).overflowX") == "visible"


@pytest.mark.browser
@pytest.mark.engine
@pytest.mark.parametrize("kind", ["index", "households/*"])
def test_the_box_at_the_top_leads_to_the_search_with_what_was_typed(visit, busiest, kind):
    page = visit.open(kind)
    page.locator(".jd-search input").fill(busiest)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/find.html?q={busiest}")
    assert page.locator("#find-text").input_value() == busiest
    page.locator("#find-hits li > a").wait_for()
    assert page.locator("#find-hits li > a").count() == 1
    page.locator("#find-text").fill("安定镇 示例")  # what is typed here has the last word
    until(page, "new URLSearchParams(location.search).get('q') === '安定镇 示例'")
    page.reload()
    assert page.locator("#find-text").input_value() == "安定镇 示例"
    assert visit.complaints == []
