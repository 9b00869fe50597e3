"""The cards as they come out of the printer: sizes, cut marks, nothing clipped, codes that dial, text to select."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page

from jiedui.model.ledger import Ledger
from jiedui.prints import Choice, write_prints
from jiedui.prints.layout import LARGE, LAYOUTS, STANDARD, CardLayout

pytestmark = pytest.mark.browser

TODAY = date(2026, 10, 1)
DPI = 300
DOT = 25.4 / DPI
TOLERANCE = 0.5
SIDES = ("family", "worker")
BOTH = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.key)

# What a card may hold at most, and texts that no line break suits.
LONG_NAME = "示例" + "㴩𠮷" * 14
LONG_UNIT = "岳阳市城陵矶新港区残疾人联合会（岳阳市残疾人综合服务中心）部"
DIFFICULTIES = "本人无生活自理能力且无监护人。家里住房漏雨，饮水要到两里外去挑；妹妹智力残疾，也要人照看。"
COMMAS = "字，，，，，，，，，，"
UNBREAKABLE = ["，" * 200, COMMAS * 20, "（" * 200, "W" * 200, "https://example.invalid/" * 8, "示例·" * 50]
PIECES = [*"残疾，。（）“”AW7 、㴩𠮷·％", "……", "——", "0730-0123456"]


class Printed(NamedTuple):
    """A file of sheets as printed: the size of a sheet in points, and each sheet's text and picture in grey."""

    size: tuple[float, float]
    texts: list[str]
    pictures: list[Image.Image]


Sheets = dict[str, Printed]


def print_all(browser: Browser, folder: Path) -> Sheets:
    """Print the four files of a folder, as the button of the browser does."""
    printed: Sheets = {}
    page = browser.new_page()
    for file in sorted(folder.glob("*.html")):
        page.goto(file.as_uri())
        page.pdf(path=file.with_suffix(".pdf"), prefer_css_page_size=True, print_background=True)
        document = pypdfium2.PdfDocument(file.with_suffix(".pdf"))
        texts = [sheet.get_textpage().get_text_range() for sheet in document]
        pictures = [sheet.render(scale=DPI / 72).to_pil().convert("L") for sheet in document]
        printed[file.stem] = Printed(document[0].get_size(), texts, pictures)
        document.close()
    page.close()
    return printed


def inked(picture: Image.Image, *, x: float | None = None, y: float | None = None) -> list[float]:
    """Return where a line across the page (at ``y``) or down it (at ``x``) meets ink: the middle of each run, in mm."""
    if y is not None:
        strip = picture.crop((0, round(y / DOT), picture.width, round(y / DOT) + 1))
    else:
        assert x is not None
        strip = picture.crop((round(x / DOT), 0, round(x / DOT) + 1, picture.height))
    runs: list[list[int]] = []
    for place, grey in enumerate(strip.tobytes()):
        if grey < 128:
            if runs and runs[-1][-1] == place - 1:
                runs[-1].append(place)
            else:
                runs.append([place])
    return [(run[0] + run[-1] + 1) / 2 * DOT for run in runs]


def hard_ledger(desk: Any) -> Ledger:
    """Twelve households: a plain one, one with the longest texts, and hostile and random ones."""
    dice = random.Random(20230901)
    desk.unit("pingjiang", "平江县", supervision_phone="0730-00000012")
    desk.unit("yueyanglou", "岳阳楼区", name=LONG_UNIT)
    garbage = ["".join(dice.choices(PIECES, k=120))[:200].strip() for _ in range(4)]
    categories = ["视力", "听力", "言语", "肢体", "智力", "精神", "多重"]
    crowd = [(LONG_NAME, "多重"), *(("示例丑", kind) for kind in categories * 2)]
    for number, text in enumerate(["教育就业股", LONG_UNIT, *UNBREAKABLE, *garbage]):
        plain, code = number == 0, "ABCDEFGHJKMN"[number]
        household, helper, unit = f"WWWW-{code}WWW", f"WWWW-B-{code}WWW", "pingjiang" if plain else "yueyanglou"
        phones = {"mobile": f"154000000{number:02}"} | ({} if number == 1 else {"office_phone": "0730-01234567"})
        desk.helper(helper, "示例甲" if plain else LONG_NAME, {"department": text}, unit=unit, **phones)
        troubles = "双下肢瘫痪。" if plain else (text * 100)[:4000] if number > 1 else DIFFICULTIES * 80
        people = [("示例子", "肢体")] if plain else crowd
        desk.household(household, helper, people, difficulties=troubles, phone="0730-01234567")
        if not plain:
            desk.components(household, *categories[:6])
    ledger: Ledger = desk.ledger
    return ledger


@pytest.fixture(scope="module")
def hard_folder(new_desk: Callable[[], Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("hard")
    write_prints("cards", hard_ledger(new_desk()), TODAY, Choice(), out)
    return out / "pingjiang"


@pytest.fixture(scope="module")
def small_folder(new_small: Callable[[], Ledger], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("small")
    write_prints("cards", new_small(), TODAY, Choice(), out)
    return out / "pingjiang"


@pytest.fixture(scope="module")
def hard(browser: Browser, hard_folder: Path) -> Sheets:
    return print_all(browser, hard_folder)


@pytest.fixture(scope="module")
def small_sheets(browser: Browser, small_folder: Path) -> Sheets:
    return print_all(browser, small_folder)


def test_the_hard_texts_are_as_long_as_they_claim() -> None:
    assert (len(LONG_NAME), len(LONG_UNIT)) == (30, 30)


@BOTH
@pytest.mark.parametrize("side", SIDES)
def test_the_pdf_has_a4_sheets_and_no_empty_one(hard: Sheets, side: str, layout: CardLayout) -> None:
    printed = hard[f"{side}-{layout.key}"]
    assert len(printed.texts) == {"standard": 2, "large": 6}[layout.key]
    assert printed.size == pytest.approx((210 / 25.4 * 72, 297 / 25.4 * 72), abs=0.5)
    assert all("结对帮扶联系卡" in text for text in printed.texts)


@pytest.mark.parametrize(
    ("layout", "across", "down"),
    [(STANDARD, [15, 105, 195], [13.5, 67.5, 121.5, 175.5, 229.5, 283.5]), (LARGE, [31, 179], [43.5, 148.5, 253.5])],
    ids=["standard", "large"],
)
@pytest.mark.parametrize("side", SIDES)
def test_cut_marks_outside_the_cards_give_their_size(
    small_sheets: Sheets, side: str, layout: CardLayout, across: list[float], down: list[float]
) -> None:
    picture = small_sheets[f"{side}-{layout.key}"].pictures[0]
    above, below = inked(picture, y=down[0] - 3.5), inked(picture, y=down[-1] + 3.5)
    left, right = inked(picture, x=across[0] - 3.5), inked(picture, x=across[-1] + 3.5)
    assert above == below == pytest.approx(across, abs=TOLERANCE)
    assert [mark for mark in left if down[0] - 1 < mark < down[-1] + 1] == pytest.approx(down, abs=TOLERANCE)
    assert [mark for mark in right if down[0] - 1 < mark < down[-1] + 1] == pytest.approx(down, abs=TOLERANCE)
    widths = [second - first for first, second in pairwise(above)]
    assert widths == pytest.approx([layout.width] * layout.columns, abs=TOLERANCE)
    # Nothing is printed between the marks and the cards.
    clear = picture.crop((0, round((down[0] - 1.5) / DOT), picture.width, round((down[0] - 0.5) / DOT)))
    assert clear.getextrema() == (255, 255)


@BOTH
def test_the_ruler_is_fifty_millimetres(small_sheets: Sheets, layout: CardLayout) -> None:
    picture = small_sheets[f"worker-{layout.key}"].pictures[0]
    foot = picture.crop((0, round(288 / DOT), round(71 / DOT), round(293 / DOT)))
    rows = [foot.crop((0, y, foot.width, y + 1)).tobytes() for y in range(foot.height)]
    longest = max(sum(grey < 128 for grey in row) for row in rows)
    assert longest * DOT == pytest.approx(50, abs=0.3)


@BOTH
@pytest.mark.parametrize("side", SIDES)
def test_the_boxes_of_the_cards(page: Page, small_folder: Path, side: str, layout: CardLayout) -> None:
    page.emulate_media(media="print")
    page.goto((small_folder / f"{side}-{layout.key}.html").as_uri())
    boxes = page.eval_on_selector_all(
        ".card",
        """cards => cards.map(card => {
            const box = card.getBoundingClientRect(), sheet = card.closest('.sheet').getBoundingClientRect();
            return [box.left - sheet.left, box.top - sheet.top, box.width, box.height].map(px => px / 96 * 25.4);
        })""",
    )
    expected = {
        "standard": [[15, 13.5, 90, 54], [105, 13.5, 90, 54], [15, 67.5, 90, 54]],
        "large": [[31, 43.5, 148, 105], [31, 148.5, 148, 105], [31, 43.5, 148, 105]],
    }[layout.key]
    assert [pytest.approx(box, abs=0.05) for box in expected] == boxes


FAULTS = """() => {
    const faults = [], say = (card, what) => faults.push(card.getAttribute('aria-label') + ' ' + what);
    const meets = (a, b) => a.left < b.right - .5 && b.left < a.right - .5
        && a.top < b.bottom - .5 && b.top < a.bottom - .5;
    for (const card of document.querySelectorAll('.card')) {
        const box = card.getBoundingClientRect(), pad = parseFloat(getComputedStyle(card).paddingLeft) - 2;
        for (const cell of card.querySelectorAll('dd, dt, footer, dl')) {
            if (cell.scrollWidth > cell.clientWidth) say(card, 'wide: ' + cell.textContent.slice(0, 20));
            if (getComputedStyle(cell).overflow !== 'visible') say(card, 'hidden');
        }
        const list = card.querySelector('dl').getBoundingClientRect();
        for (const row of card.querySelectorAll('.row')) {
            const {top, bottom} = row.getBoundingClientRect();
            if (top < list.top - 1 || bottom > list.bottom + 1) say(card, 'high: ' + row.textContent.slice(0, 20));
        }
        const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT), texts = [];
        for (let node; (node = walker.nextNode());) {
            if (!node.data.trim()) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
            // The closing bracket of the heading hangs over by its empty half.
            const hang = node.parentElement.matches('h2 small') ? size / 2 : 0;
            for (const line of range.getClientRects()) {
                // The letters themselves: the line box of a font is taller than what it draws.
                const spare = Math.max(0, (line.height - size) / 2);
                const ink = {left: line.left, right: line.right, top: line.top + spare, bottom: line.bottom - spare};
                if (ink.left < box.left + pad || ink.right - hang > box.right - pad || ink.top < box.top + pad
                    || ink.bottom > box.bottom - pad) say(card, 'outside: ' + node.data.slice(0, 20));
                texts.push([ink, node.data]);
            }
        }
        texts.forEach(([a, one], i) => texts.slice(i + 1).forEach(([b, other]) => {
            if (meets(a, b)) say(card, 'overlap: ' + one.slice(0, 20) + ' / ' + other.slice(0, 20));
        }));
        const code = card.querySelector('svg.qr');
        if (!code) continue;
        const area = code.getBoundingClientRect();
        for (const [ink, one] of texts) if (meets(ink, area)) say(card, 'in the code: ' + one.slice(0, 20));
    }
    return faults;
}"""


@BOTH
@pytest.mark.parametrize("side", SIDES)
def test_nothing_is_clipped_or_overlaps(page: Page, hard_folder: Path, side: str, layout: CardLayout) -> None:
    page.emulate_media(media="print")
    page.goto((hard_folder / f"{side}-{layout.key}.html").as_uri())
    assert page.locator(".card").count() == 12
    assert page.evaluate(FAULTS) == []


@BOTH
def test_the_longest_texts_of_a_real_card_are_whole(hard: Sheets, layout: CardLayout) -> None:
    family = "".join("".join(hard[f"family-{layout.key}"].texts).split())
    assert LONG_NAME in family
    assert family.count(LONG_UNIT) >= 2  # as the unit, and as a department
    assert "（详见登记表）" in "".join("".join(hard[f"worker-{layout.key}"].texts).split())


@BOTH
def test_the_code_dials_the_mobile(hard: Sheets, layout: CardLayout) -> None:
    pictures = hard[f"family-{layout.key}"].pictures
    found = [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]
    assert sorted(found) == [f"tel:154000000{number:02}" for number in range(12)]
    assert [zxingcpp.read_barcodes(picture) for picture in hard[f"worker-{layout.key}"].pictures[:1]] == [[]]


@BOTH
def test_the_text_of_the_pdf_can_be_selected(small_sheets: Sheets, layout: CardLayout) -> None:
    family = "".join(small_sheets[f"family-{layout.key}"].texts)
    expected = ("示例甲", "示例㴩𠮷", "平江县残疾人联合会", "0730-0123456", "PJ-7K3Q")
    assert [word for word in expected if word not in family] == []
    worker = "".join(small_sheets[f"worker-{layout.key}"].texts)
    expected = ("示例子", "多重（视力、肢体）", "0730-0654321", "PJ-7K3Q", "PJ-B-2222")
    assert [word for word in expected if word not in worker] == []


@pytest.mark.parametrize("side", SIDES)
def test_large_print_is_at_least_eighteen_points(page: Page, hard_folder: Path, side: str) -> None:
    page.emulate_media(media="print")
    page.goto((hard_folder / f"{side}-large.html").as_uri())
    sizes = page.eval_on_selector_all(
        ".card *", "all => all.filter(e => !e.closest('svg')).map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 24
    values = page.eval_on_selector_all(".name dd", "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))")
    assert values[0] == 32  # a plain card uses the room that it has


@BOTH
@pytest.mark.parametrize("side", SIDES)
def test_black_on_white(page: Page, small_folder: Path, small_sheets: Sheets, side: str, layout: CardLayout) -> None:
    page.emulate_media(media="print")
    page.goto((small_folder / f"{side}-{layout.key}.html").as_uri())
    styles = page.eval_on_selector_all(
        ".card, .card *", "all => all.map(e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor])"
    )
    assert {tuple(style) for style in styles} == {("rgb(0, 0, 0)", "rgba(0, 0, 0, 0)")}
    left, top = layout.place(0)
    corners = [left + 4, top + 4, left + layout.width - 4, top + layout.height - 4]
    picture = small_sheets[f"{side}-{layout.key}"].pictures[0].crop([round(place / DOT) for place in corners])
    assert picture.getextrema() == (0, 255)
    histogram = picture.histogram()
    assert sum(histogram[:64]) + sum(histogram[192:]) > 0.95 * picture.width * picture.height


def test_opens_without_asking_anybody(page: Page, small: Ledger, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    files = write_prints("cards", small, TODAY, Choice(), tmp_path)
    for file in files:
        page.goto(file.as_uri())
    assert asked == [file.as_uri() for file in files]
    assert faults == []


def test_the_index_fits_a_phone_and_leads_to_a_sheet(page: Page, small: Ledger, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(write_prints("cards", small, TODAY, Choice(), tmp_path)[0].as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="大字版").first.click()
    assert page.title() == "平江县 结对帮扶联系卡（帮扶对象家庭留存）大字版"
