"""登记表 on paper: every form on one A4, no cell clipped, rare characters and text that can be selected."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from jiedui.browser import find_browser, print_pdf
from jiedui.model.ledger import Ledger
from jiedui.prints import Choice, write_pdfs, write_prints
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace

pytestmark = pytest.mark.browser

TODAY = date(2026, 10, 1)
SHIPPED_ON = date(2026, 11, 23)
LONG = "".join(f"第{number}句话说的是这个家庭的一件难事。" for number in range(1, 250))

# What sticks out of its cell, or out of the sheet.
OVERFLOW = """() => [...document.querySelectorAll('th, td, p, h2, h3')].filter(item => {
    const box = item.getBoundingClientRect(), sheet = item.closest('.sheet, header').getBoundingClientRect();
    return item.scrollWidth > item.clientWidth + 1 || item.scrollHeight > item.clientHeight + 1
        || box.right > sheet.right + 1 || box.bottom > sheet.bottom + 1;
}).map(item => item.textContent.slice(0, 40))"""
HEIGHTS = """() => [...document.querySelectorAll('.sheet:not(.continued)')].map(
    sheet => sheet.getBoundingClientRect().height / 96 * 25.4)"""


@pytest.fixture
def hard(desk) -> Ledger:
    """Forms that are hard to print: long everything, rare characters, a line without a break."""
    desk.unit("pingjiang", "平江县", name="平江县残疾人联合会和很长很长的名字的办事机构")
    desk.helper("PJ-B-2222", "示例㴩𠮷", {"department": "教育就业和康复文体综合服务股" * 2, "post": "股长" * 12})
    people = [("示例㴩𠮷" + "甲" * 16, "肢体"), *((f"示例子{number}", "") for number in range(9))]
    desk.household(
        "PJ-2222", "PJ-B-2222", people, address="示例路" * 60, phone="0730-0654321", difficulties=LONG,
        plan="W" * 700, annual=[{"year": 2026, "text": LONG}],
    )  # fmt: skip
    desk.household("PJ-3333", "PJ-B-2222", [("示例丑", "多重")])
    return desk.ledger


def test_every_form_is_one_page_and_what_is_longer_runs_on(page, hard: Ledger, tmp_path: Path) -> None:
    _, blank, forms = write_prints("forms", hard, TODAY, Choice(), tmp_path)
    page.emulate_media(media="print")
    for file in (blank, forms):
        page.goto(file.as_uri())
        assert page.evaluate(OVERFLOW) == []
        assert all(height == pytest.approx(272.9, abs=0.3) for height in page.evaluate(HEIGHTS))
    pdf = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    try:
        texts = [sheet.get_textpage().get_text_range() for sheet in pdf]
        sizes = {tuple(round(side / 72 * 25.4) for side in sheet.get_size()) for sheet in pdf}
    finally:
        pdf.close()
    assert sizes == {(210, 297)}
    starts = [number for number, text in enumerate(texts) if "（续页）" not in text and "签名" in text]
    assert len(starts) == 2
    assert "示例㴩𠮷" in texts[0]
    whole = "".join("".join(texts).split())
    for number in (1, 120, 249):
        assert whole.count(f"第{number}句话说的是这个家庭的一件难事") == 2  # 困难 and 年度落实情况
    assert "".join(texts).count("W") == 700


def test_every_form_of_the_shipped_ledger_is_one_sheet_and_a_second_says_what_it_goes_on_with(
    page, shipped_root: Path, library: SchemaLibrary, tmp_path: Path
) -> None:
    """The forms of every federation are measured; those of 平江县, the most, are also counted as pages of a PDF."""
    ledger = Ledger.of(read_ledger(shipped_root, library))
    page.emulate_media(media="print")
    files = write_prints("forms", ledger, SHIPPED_ON, Choice(), tmp_path)[1:]
    assert len(files) == 14
    for file in sorted(files, key=lambda each: each.parent.name == "pingjiang"):
        page.goto(file.as_uri())
        assert page.evaluate(OVERFLOW) == [], file
        assert all(height == pytest.approx(272.9, abs=0.3) for height in page.evaluate(HEIGHTS)), file
        assert all(rest.locator("h3 + .rest").count() for rest in page.locator(".sheet.continued").all()), file
    pdf = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    try:
        assert len(pdf) == page.locator(".sheet").count() >= 20
    finally:
        pdf.close()


@pytest.mark.parametrize("others", [1, 5, 8])
def test_with_up_to_eight_others_in_the_household_a_form_is_one_sheet(page, desk, tmp_path: Path, others: int) -> None:
    """Each of them with the longest words that the record has for relation, schooling and work."""
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    desk.household(
        "PJ-2222", "PJ-B-2222", [("示例乙", "肢体"), *((f"示例亲属{number}", "") for number in range(others))]
    )
    home = desk.ledger.households["PJ-2222"]
    first, *rest = home.members
    long = {"sex": "男", "relation": "祖父母、外祖父母", "education": "中等职业教育", "employment": "农村种养加"}
    members = (first, *(replace(member, **long) for member in rest))
    desk.ledger.households["PJ-2222"] = replace(home, members=members)
    *_, forms = write_prints("forms", desk.ledger, TODAY, Choice(), tmp_path)
    page.emulate_media(media="print")
    page.goto(forms.as_uri())
    assert page.get_by_text("祖父（或外祖父）").count() == 1
    assert page.evaluate(OVERFLOW) == []
    pdf = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    try:
        assert len(pdf) == 1
    finally:
        pdf.close()


@pytest.mark.usefixtures("browser")
def test_the_command_s_browser_makes_the_same_pages(small: Ledger, tmp_path: Path) -> None:
    files = write_prints("forms", small, TODAY, Choice(units=("pingjiang",)), tmp_path)
    command = find_browser()
    assert command
    made = list(write_pdfs(files[1:], command))
    assert [file.name for file in made] == ["form.pdf", "forms.pdf"]
    pdf = pypdfium2.PdfDocument(made[1])
    try:
        assert len(pdf) == 5
        assert "示例丑" in pdf[0].get_textpage().get_text_range()
    finally:
        pdf.close()
    assert not list(tmp_path.rglob(".*"))
    # The next run takes the old PDF away: it shows what was true before.
    write_prints("forms", small, TODAY, Choice(units=("pingjiang",)), tmp_path)
    assert not list(tmp_path.rglob("*.pdf"))
    print_pdf(command, files[1], tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").stat().st_size > 1000


def test_a_certificate_number_leaves_the_form_one_page(page, small: Ledger, tmp_path: Path) -> None:
    _, _, forms, _ = write_prints("forms", small, TODAY, Choice(), tmp_path)
    number = '<span class="digits">{}</span><wbr>' * 2 + '<span class="digits">{}</span>'
    plain = forms.read_text("utf-8")
    assert plain.count('<span class="digits">不印</span>') == 5
    whole = number.format("490621", "19850724", "104151B1")
    forms.write_text(plain.replace('<span class="digits">不印</span>', whole), "utf-8")
    page.emulate_media(media="print")
    page.goto(forms.as_uri())
    assert page.evaluate(HEIGHTS) == [pytest.approx(272.9, abs=0.3)] * 5
