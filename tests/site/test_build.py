"""From a ledger to a folder of pages: what each page must have, and what none may show."""

from __future__ import annotations

import html
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from jiedui.records import parallel
from jiedui.site import build
from jiedui.site.site import Site

ALL_PAGES = (
    "index", "find", "overview", "quota", "contact", "intake", "outings", "policy", "readings", "timeline",
    "indicators", "guide", "reference/rules", "reference/fields", "units/index", "units/city",
    "units/yueyanglou", "units/pingjiang", "contact/city", "contact/yueyanglou", "contact/pingjiang",
    "townships/430602001", "townships/430602100", "townships/430602100-1", "townships/430626101", "townships/430626102",
    "helpers/YY-B-2222", "helpers/YYL-B-2222", "helpers/YYL-B-3333", "helpers/PJ-B-2222", "helpers/PJ-B-3333",
    "households/YYL-2222", "households/PJ-2222", "households/PJ-3333",
    "coverage", "bulletins", "bulletins/2026Q3", "halfyear", "annual", "simulation", "simulation/A-07-2",
)  # fmt: skip
AS_OF = date(2026, 11, 23)
VOID = {"br", "input", "img", "meta", "link", "hr"}


def plain(text):
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def test_these_pages_and_no_others_of_people_and_places(pages):
    files = {path.relative_to(pages) for path in pages.rglob("*") if path.suffix in (".md", ".html")}
    assert {path.with_suffix("").as_posix() for path in files} >= set(ALL_PAGES)
    # What multiplies with the records is complete in itself; what the navigation lists is for the engine.
    for folder in ("households", "helpers", "townships", "contact"):
        listed = {path.as_posix() for path in files if path.parts[0] == folder}
        assert listed == {f"{name}.html" for name in ALL_PAGES if name.startswith(f"{folder}/")}


def test_the_menu_of_people_is_known_before_all_pages_are(shipped, edition):
    site, other = Site(shipped, AS_OF, edition), Site(shipped, AS_OF, edition)
    people = build.expected_of_people(site)
    menus = [site.menu_for(page) for page in people]
    whole = build.pages_of(site)
    assert build.pages_of(other)
    assert [page.path for page in people] == [page.path for page in whole if not page.tells]
    assert menus == [site.menu_for(page) for page in people]
    assert len({*menus}) > len(shipped.units) / 2
    assert (site.menu, site.navigation) == (other.menu, other.navigation)


@pytest.mark.parametrize("name", ALL_PAGES)
def test_every_page_has_its_frame(pages, name, source):
    text = source(pages, name)
    assert len(re.findall(r"^# |<h1[ >]", text, re.MULTILINE)) == 1
    assert (
        '统计日期 <time datetime="2026-11-23">2026年11月23日</time> · 数据版本<span class="jd-version">见<a href="'
        in text
    )
    assert "0123456789" not in text or name in ("about", "bulletins-2026Q2")
    assert "人物均为虚构" in text
    headings = re.findall(r"^#+ .*$", text, re.MULTILINE)
    assert all(re.search(r" \{ #[A-Za-z0-9_-]+ \}$", heading) for heading in headings), headings
    assert re.search(r'\A---\ntitle: ".+"$|<title>.+ - 岳阳市残联结对帮扶台账</title>', text, re.MULTILINE)
    in_html = re.findall(r'<h[1-6](?: class="[a-z-]+")? id="[A-Za-z0-9_-]+"', text)
    assert len(re.findall(r"<h[1-6]", text)) == len(in_html) or name == "index"


@pytest.mark.parametrize("name", ALL_PAGES)
def test_ids_are_ascii_and_unique(pages, read, name, source):
    ids = read(name).ids + re.findall(r"^#+ .* \{ #([^ ]+) \}$", source(pages, name), re.MULTILINE)
    assert len(ids) == len(set(ids)), sorted(item for item in ids if ids.count(item) > 1)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", item) for item in ids)


@pytest.mark.parametrize("name", ALL_PAGES)
def test_tables_have_captions_and_scoped_heads(pages, name, source):
    text = source(pages, name)
    assert text.count("<table") == text.count("<caption>") == text.count("</table>")
    assert text.count("<th") - text.count("<thead") == len(
        re.findall(r"<th [^>]*scope=\"(?:col|row|colgroup|rowgroup)\"", text)
    )
    assert text.count("<table") == text.count('<div class="jd-scroll"')


class Balance(HTMLParser):
    """The tags that a piece of a page leaves open or closes without need."""

    def __init__(self, piece: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(piece)
        self.close()

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("name", ALL_PAGES)
def test_html_blocks_hold_no_blank_line(pages, name, source):
    """Then every engine reads them alike; a piece between blank lines is whole in itself."""
    text = source(pages, name)
    pieces = [text] if text.startswith("<!doctype html>") else re.split(r"\n\s*\n", text)
    for piece in pieces:
        balance = Balance(piece)
        assert (balance.open, balance.wrong) == ([], []), piece[:200]


def test_no_page_shows_a_certificate_number_or_a_birth_date(pages, ledger):
    """A birth date is for the form alone, which is where it is corrected."""
    files = [path for path in pages.rglob("*") if path.suffix in (".md", ".html", ".js")]
    texts = {path: path.read_text("utf-8") for path in files}
    shown = [text for path, text in texts.items() if path.parent.name != "entry-data"]
    assert 0 < len(shown) < len(texts)
    members = [member for home in ledger.households.values() for member in home.members]
    numbers = {item.number for member in members for item in member.disability.certificates}
    births = {member.birth for member in members}
    assert len(numbers | births) >= 6
    for secrets, where in ((numbers, texts.values()), (births, shown)):
        for secret in secrets:
            for written in (secret, secret.replace("-", "&#45;"), secret[:18], secret[-6:]):
                assert not any(written in text for text in where), written


def test_phones_are_on_pages_of_staff_and_not_in_the_search_data(pages, source):
    assert "15400000011" in source(pages, "households/YYL-2222")
    assert "15400000001" in source(pages, "helpers/YYL-B-2222")
    assert [file.name for file in (pages / "assets" / "find").iterdir() if "154" in file.read_text("utf-8")] == []


def test_people_stay_out_of_the_sections_that_are_searched(pages):
    """Names stand in tables, examples and what is to do, which the search of pages leaves out; 查户 finds people."""
    for path in pages.rglob("*.md"):
        text = re.sub(
            r'<(div class="jd-scroll"|pre|ul class="jd-todo")[^>]* data-search-exclude>.*?</(?:div|pre|ul)>',
            "",
            path.read_text("utf-8").replace("写明和谁：与示例甲：配偶", ""),  # how a field is filled in names nobody
            flags=re.S,
        )
        assert not re.search(r"示例[甲乙丙丁戊己庚辛壬癸子丑寅卯辰]", text), path.name


def test_hostile_record_text_reaches_the_reader_as_text(pages, ledger, source):
    hostile = ledger.households["PJ-2222"].plan
    text = source(pages, "households/PJ-2222")
    assert "<script>" not in text
    assert plain(text).count(hostile) >= 5  # plan, need, measure, contact, note
    assert hostile in plain(source(pages, "units/pingjiang"))
    assert hostile in plain(source(pages, "helpers/YY-B-2222"))


@pytest.mark.parametrize("day", [date(2023, 1, 1), date(2023, 9, 1), date(2028, 12, 31), date(2030, 1, 1)])
def test_pages_can_be_made_for_any_day(make_pages, tmp_path, day):
    report = make_pages(tmp_path / "docs", day)
    assert report.pages >= len(ALL_PAGES)


def test_a_site_made_by_many_processes_is_the_same(pages, make_pages, tmp_path, monkeypatch):
    monkeypatch.setattr(parallel, "MANY", 2)
    make_pages(tmp_path / "docs")

    def contents(folder):
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    assert contents(tmp_path / "docs") == contents(pages)


def test_what_several_families_ask_of_a_day_is_kept_while_the_pages_are_made(ledger, edition, tmp_path, monkeypatch):
    days = []
    monkeypatch.setattr(build, "write_pages", lambda site, *_, **__: days.extend(_days(site)))
    build.build_pages(ledger, date(2026, 11, 23), tmp_path, edition)
    assert days == [True, True, False]
    assert ledger.keeping is None


def _days(site):
    """Whether the ledger of a day is the same to whoever asks, be the day the last one or another."""
    whole, quarter_end = site.whole_ledger, date(2026, 9, 30)
    yield whole.until(site.as_of) is site.ledger
    yield site.ledger.until(quarter_end) is site.ledger.until(quarter_end)
    # By another reading nobody asks twice.
    yield site.ledger.under(whole.policy) is site.ledger.under(whole.policy)
