"""Records of hostile texts: on every page, print and paper, in every calendar, feed and workbook they stay texts.

The policy of the pages is switched off here: nothing may hang on it alone. ``make soak`` shows a browser all pages and
prints of the shipped ledger, with other payloads in each field than here.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import docx
import openpyxl
import pypdfium2
import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page
from tests.site.conftest import AS_OF
from tests.site.hostile.poison import PAYLOADS, Poison
from tests.site.pages.conftest import rich_records

from jiedui.cli.export import command
from jiedui.confinement import faults
from jiedui.documents.docx_file import write_docx
from jiedui.documents.html_file import render
from jiedui.model.ledger import Ledger
from jiedui.prints import KINDS, Choice, write_prints
from jiedui.records.characters import refused
from jiedui.records.reader import Records, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.records.writer import write
from jiedui.reports import halfyear
from jiedui.reports.paper import Paper
from jiedui.site import Edition, build_pages, check_site
from jiedui.site.build import pages_of
from jiedui.site.files import calendars, feeds
from jiedui.site.machine.engine import build, settings
from jiedui.site.site import Site
from jiedui.struct import replace
from jiedui.workbook.register import register_sheet
from jiedui.workbook.xlsx_file import build as build_workbook


@pytest.fixture(scope="module")
def poison(library: SchemaLibrary) -> Poison:
    return Poison(library)


@pytest.fixture(scope="module")
def plain(small_records: Records) -> Ledger:
    """The ledger as it was: what its outputs are made of, those of the poisoned one may be made of, too."""
    return Ledger.of(Records(Path(), rich_records(small_records.valid)))


@pytest.fixture(scope="module")
def hostile(small_records: Records, poison: Poison) -> Ledger:
    return Ledger.of(Records(Path(), [poison.taken(record) for record in rich_records(small_records.valid)]))


class Elements(HTMLParser):
    """What a page is made of: its elements and their attributes, by name."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(f"{tag} {name}" for name, _ in attrs)}


def elements(texts: Iterator[str]) -> set[str]:
    return set().union(*(Elements(text).found for text in texts))


def texts_of(ledger: Ledger, edition: Edition) -> Iterator[str]:
    """The complete pages of a ledger."""
    site = Site(ledger, AS_OF, edition)
    return (site.render(page) for page in pages_of(site) if not page.is_markdown)


def test_the_corpus_is_large_and_each_payload_gets_into_some_field(poison: Poison, hostile: Ledger) -> None:
    assert hostile
    assert len(PAYLOADS) == len(set(PAYLOADS)) >= 300
    assert all(unicodedata.is_normalized("NFC", text) for text in PAYLOADS)
    assert len(poison.fields) >= 50
    assert {
        "household.needs.content",
        "visit.content",
        "helper.name",
        "unit.name",
        "event-story.title",
    } <= poison.fields
    assert poison.used == set(PAYLOADS)


@pytest.fixture(scope="module")
def made(hostile: Ledger, edition: Edition) -> list[str]:
    """The complete pages of the poisoned ledger."""
    return list(texts_of(hostile, edition))


def test_pages_are_made_of_nothing_new(made: list[str], plain: Ledger, edition: Edition) -> None:
    assert [fault for text in made for fault in faults(text)] == []
    assert elements(iter(made)) - elements(texts_of(plain, edition)) == set()


def tripped(page: Page, files: list[Path], width: int = 390) -> list[tuple[str, str]]:
    """Open files one after another; return (file, what happened that no text may do)."""
    met: list[tuple[str, str]] = []
    here = ""
    page.set_viewport_size({"width": width, "height": 900})
    page.expose_function("tripped", lambda: met.append((here, "ran")))
    page.add_init_script("window.trip = window.alert = () => { window.tripped(); return ''; };")
    page.on("dialog", lambda dialog: (met.append((here, "dialog")), dialog.dismiss()))
    page.on("request", lambda request: met.append((here, request.url)) if ":" in outside(request.url) else None)
    for file in files:
        here = file.name
        page.goto(file.as_uri())
        met += [(here, text) for text in page.evaluate(FOREIGN)]
        if width < 500 and page.evaluate("document.documentElement.scrollWidth") > width:
            met.append((here, "wider than the telephone"))
        if page.url != file.as_uri():
            met.append((here, page.url))
    return met


def outside(address: str) -> str:
    return "" if address.startswith(("file:", "data:")) else address


# Elements that none of our pages has, attributes that act, and addresses that only a payload names.
FOREIGN = """() => [...document.querySelectorAll('*')].filter(e =>
    /^(x-.*|xss|custom-element|iframe|object|embed|base|math|marquee|video|audio|image|plaintext|xmp)$/.test(e.localName)
    || [...e.attributes].some(a => /^(on|x-trip)/.test(a.name)
        || !/^(content|title|value|aria-label|data-.*)$/.test(a.name)
           && /^\\s*javascript:|evil\\.example/i.test(a.value))
  ).map(e => e.outerHTML.slice(0, 200))"""


@pytest.fixture
def unguarded(browser: Browser) -> Iterator[Page]:
    """A page of a browser that minds no policy."""
    context = browser.new_context(bypass_csp=True, locale="zh-CN")
    yield context.new_page()
    context.close()


def test_the_trip_wire_is_tripped_by_what_is_no_text(unguarded: Page, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text('<p>x</p><script>trip()</script><x-trip>y</x-trip><p style="width: 600px">z</p>', "utf-8")
    assert [what for _, what in tripped(unguarded, [file])] == [
        "ran", "<x-trip>y</x-trip>", "wider than the telephone"]  # fmt: skip


def test_the_busiest_pages_trip_nothing(made: list[str], pages: Path, unguarded: Page, tmp_path: Path) -> None:
    (tmp_path / "assets").symlink_to(pages / "assets")
    texts = sorted(made, key=len)[-6:]
    for number, text in enumerate(texts):
        (tmp_path / "a").mkdir(exist_ok=True)
        (tmp_path / "a" / f"{number}.html").write_text(text, "utf-8")
    assert sum("&#60;script&#62;trip" in text for text in texts) >= 4
    assert tripped(unguarded, sorted((tmp_path / "a").iterdir())) == []


def test_calendars_and_feeds_have_no_part_more(hostile: Ledger, plain: Ledger, edition: Edition) -> None:
    poisoned, known = Site(hostile, AS_OF, edition), Site(plain, AS_OF, edition)
    for file, other in zip(calendars.files(poisoned), calendars.files(known), strict=True):
        parts = [[part.name for part in Calendar.from_ical(found.content).walk()] for found in (file, other)]
        assert parts[0] == parts[1], file.path
        assert "ATTACH" not in str(file.content)
    for file, other in zip(feeds.files(poisoned), feeds.files(known), strict=True):
        trees = [[part.tag for part in Xml.fromstring(found.content).iter()] for found in (file, other)]
        assert trees[0] == trees[1], file.path


@pytest.fixture(scope="module")
def paper(hostile: Ledger) -> Paper:
    return halfyear.paper(hostile, halfyear.period_of(hostile, "2026H2"), "", AS_OF)


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_papers_have_no_field_and_no_link(paper: Paper, tmp_path: Path) -> None:
    assert list(faults(render(paper))) == []
    write_docx(paper, tmp_path / "a.docx")
    for name, data in parts((tmp_path / "a.docx").read_bytes()).items():
        if name.endswith((".xml", ".rels")):
            tags = {part.tag.rpartition("}")[2] for part in Xml.fromstring(data).iter()}
            assert not tags & {"hyperlink", "object", "altChunk", "script"}, name
            assert b'TargetMode="External"' not in data
    words = "".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "a.docx")).paragraphs)
    assert "2026" in words


def held(book: bytes) -> None:
    """Hold a workbook to texts alone."""
    for name, data in parts(book).items():
        if name.endswith((".xml", ".rels")):
            tags = {part.tag.rpartition("}")[2] for part in Xml.fromstring(data).iter()}
            assert not tags & {"f", "hyperlink", "ddeLink", "externalReference"}, name
            assert b'TargetMode="External"' not in data, name


def test_a_workbook_has_no_formula_and_no_link(hostile: Ledger) -> None:
    held(build_workbook([register_sheet(hostile, "pingjiang", AS_OF)]))


def test_the_workbook_of_the_ledger_gives_each_text_as_it_is(
    small_root: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    poison = Poison(library, without=lambda text: any(refused(text)))
    for record in read_ledger(small_root, library).valid:
        text = write(poison.taken(record).data, library[record.place.kind])
        (small_root / record.path).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        command(["a.xlsx", "--records", str(small_root), "--as-of", AS_OF.isoformat()])
    assert left.value.code == 0
    held((tmp_path / "a.xlsx").read_bytes())
    sheets = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = {str(cell.value).lstrip("'") for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value}
    found = [text for text in poison.used if any(text in cell for cell in cells)]
    assert len(found) > 0.9 * len(poison.used)


@pytest.mark.parametrize("kind", KINDS)
def test_prints_are_made_of_nothing_new(hostile: Ledger, plain: Ledger, kind: str, tmp_path: Path) -> None:
    made, known = (
        [file.read_text("utf-8") for file in write_prints(kind, ledger, AS_OF, Choice(), tmp_path / name)]
        for name, ledger in (("hostile", hostile), ("plain", plain))
    )
    assert [fault for text in made for fault in faults(text)] == []
    assert {"script", "iframe", "x-trip", "base"} & elements(iter(made)) == set()
    assert elements(iter(made)) - elements(iter(known)) <= OF_LONG_TEXTS


# What makes a PDF do something; Chromium writes such entries uncompressed.
ACTIONS = re.compile(rb"/(?:URI|JavaScript|JS|OpenAction|Launch|AA|EmbeddedFile)\b")


@pytest.mark.browser
def test_a_pdf_of_a_print_says_payloads_and_does_nothing(hostile: Ledger, page: Page, tmp_path: Path) -> None:
    _, print_file, *_ = write_prints("household", hostile, AS_OF, Choice(), tmp_path)
    page.goto(print_file.as_uri())
    made = page.pdf(prefer_css_page_size=True)
    assert ACTIONS.findall(made) == []
    document = pypdfium2.PdfDocument(made)
    said = "".join("".join(sheet.get_textpage().get_text_range().split()) for sheet in document)
    assert sum("".join(text.split()) in said for text in PAYLOADS) > 10
    page.set_content('<a href="https://example.invalid/">x</a>')
    assert ACTIONS.findall(page.pdf()) != []


# What a print has only where there is more to say than has room.
OF_LONG_TEXTS = {"h3"}


@pytest.mark.soak
@pytest.mark.parametrize("first", [0, 131, 262])
def test_no_page_and_no_print_of_the_shipped_ledger_trips_anything(
    shipped_root: Path, library: SchemaLibrary, edition: Edition, unguarded: Page, first: int, tmp_path: Path
) -> None:
    poison = Poison(library, first)
    records = read_ledger(shipped_root, library)
    ledger = Ledger.of(replace(records, valid=[poison.taken(record) for record in records.valid]))
    assert poison.used == set(PAYLOADS)
    report = build_pages(ledger, AS_OF, tmp_path / "docs", replace(edition, root=shipped_root))
    told: dict[str, Any] = settings() | {"site_name": ledger.policy.name, "nav": list(report.navigation)}
    assert build(told, tmp_path / "docs", tmp_path / "site", "mkdocs") == 0
    assert check_site(tmp_path / "site") == []
    pages = [file for file in (tmp_path / "site").rglob("*.html") if file.name not in ("404.html", "signed-in.html")]
    prints: Callable[[str], list[Path]] = lambda kind: write_prints(kind, ledger, AS_OF, Choice(), tmp_path / kind)  # noqa: E731
    assert tripped(unguarded, sorted(pages)) == []
    assert tripped(unguarded.context.new_page(), [file for kind in KINDS for file in prints(kind)], 1280) == []
