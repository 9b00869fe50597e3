"""The site for another office: all figures, and of nobody more than the first sign of a name and parts of a number."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.audience import OFFICE
from jiedui.model.ledger import Ledger
from jiedui.model.narrowing import narrowed
from jiedui.records.sensitivity import SensitiveField, classes, veiled
from jiedui.reports.indicators import INDICATORS
from jiedui.site import build_pages
from jiedui.site.build import pages_of
from jiedui.site.site import Site
from jiedui.struct import replace

from .conftest import AS_OF


@pytest.fixture(scope="module")
def ledger(small_records, library) -> Ledger:
    return narrowed(small_records, Ledger.of(small_records), OFFICE, library, AS_OF)


@pytest.fixture(scope="module")
def folder(small_records, ledger, edition, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("office") / "docs"
    build_pages(ledger, AS_OF, out, replace(edition, root=small_records.root))
    return out


@pytest.fixture(scope="module")
def secrets(small_records, library) -> frozenset[str]:
    """What stands in the records of people in words and numbers of their own."""
    found: set[str] = set()

    def note(field: SensitiveField, value: Any) -> Any:
        if field.is_free and len(value) > 2:
            found.add(value)
        return value

    for record in small_records.valid:
        if record.place.unit:
            veiled(record.data, classes(library[record.place.kind]), note)
    return frozenset(found)


@pytest.fixture(scope="module")
def office(ledger, edition) -> Site:
    return Site(ledger, AS_OF, edition)


def test_every_figure_is_that_of_the_whole(small_records, office, edition):
    site = Site(Ledger.of(small_records), AS_OF, edition)
    assert [*office.figures.units] == [*site.figures.units]
    for item in INDICATORS:
        assert item.value(office.figures.city) == item.value(site.figures.city), item.key
        for unit, group in site.figures.units.items():
            assert item.value(office.figures.units[unit]) == item.value(group), (item.key, unit)


def test_nothing_that_tells_who_somebody_is_is_in_any_file(folder, secrets):
    assert {"示例子", "15400000011", "49060219580312101741", "1958-03-12", "示例村"} <= secrets
    for file in folder.rglob("*"):
        if file.is_file():
            text = html.unescape(file.read_text("utf-8"))
            text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
            assert [word for word in secrets if word in text or word in file.name] == [], file


def test_a_sheet_bears_no_number_for_it_would_be_that_of_other_facts(folder):
    for page in ("yueyanglou", "pingjiang"):
        assert "<p>录入单号：" not in (folder / f"provincial/{page}.html").read_text(encoding="utf-8")
    assert "核对不了录入单号" in (folder / "provincial.md").read_text(encoding="utf-8")


def test_people_have_no_page_and_nobody_is_found_registered_or_reminded(folder):
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    parts = (
        "households/",
        "helpers/",
        "calendars/",
        "assets/find/",
        "assets/entry-data/",
        "assets/pages",
    )
    assert [name for name in names if name.startswith(parts)] == []
    assert names.isdisjoint({"find.md", "entry.md", "overview.html", "counts.csv"})
    assert {"units/pingjiang.md", "quota.md", "overview.md", "feeds/all.atom", "policy.md"} <= names
    for file in folder.rglob("*.md"):
        assert not re.search(r'href="[^"]*(households|helpers|find|entry)[/.]', file.read_text("utf-8")), file


def test_a_row_of_a_person_is_known_by_a_code(folder):
    text = html.unescape((folder / "units/pingjiang.md").read_text("utf-8"))
    assert '<th scope="row">示** <small>PJ-2222</small></th>' in text
    assert "154****0001" in text


def test_no_page_speaks_of_what_cannot_be_done_there(office, folder):
    said = {page.path: office.render(page) for page in pages_of(office)}
    for words in ("登记页", "在查户里", "我的帮扶", "打开这一户"):
        assert [path for path, text in said.items() if words in text] == [], words
    guide = (folder / "guide.md").read_text("utf-8")
    chapters = re.findall(r"^## .* \{ #([a-z]+) \}$", guide, re.MULTILINE)
    assert chapters == ["shown", "states", "privacy", "print", "access"]
