"""公开数据: counts alone, hidden ones by a word; in no file of the build is anybody."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.reports.public.conftest import freeze

from jiedui.model.audience import PUBLIC
from jiedui.model.ledger import Ledger
from jiedui.model.narrowing import narrowed
from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.public.published import NO_COUNTS, PublicCounts, public_counts
from jiedui.site import Edition, build_pages
from jiedui.site.build import pages_of
from jiedui.site.pages import public
from jiedui.site.site import Site
from jiedui.struct import replace

# Of the years before, the page of one is enough.
AS_OF = date(2024, 2, 1)


@pytest.fixture(scope="module")
def counts(small_records: Records) -> PublicCounts:
    ledger = Ledger.of(small_records)
    return public_counts(freeze(ledger, [item for item in ledger.policy.quarters if item.end < AS_OF]), AS_OF)


@pytest.fixture(scope="module")
def public_edition(edition: Edition, counts: PublicCounts) -> Edition:
    return replace(edition, counts=counts)


@pytest.fixture(scope="module")
def open_ledger(small_records: Records, library: SchemaLibrary) -> Ledger:
    return narrowed(small_records, Ledger.of(small_records), PUBLIC, library, AS_OF)


def page(site: Site, path: str) -> str:
    [found] = [item for item in pages_of(site) if item.path == path]
    return site.render(found)


def cells(text: str) -> list[list[str]]:
    rows = re.findall("<tr>(.*?)</tr>", text, re.DOTALL)
    return [re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows if 'scope="row"' in row]


def test_the_first_page_has_the_course_of_the_city_and_the_last_quarter(
    open_ledger: Ledger, public_edition: Edition
) -> None:
    text = page(Site(open_ledger, AS_OF, public_edition), "index.md")
    quarters = [row for row in cells(text) if row[0].startswith("2023年")]
    assert [row[0] for row in quarters] == ["2023年第三季度", "2023年第四季度"]
    assert "2023年第四季度各残联" in text
    assert "公开资料" in text
    assert "内部资料" not in text
    assert "数字照冻结的季通报，以后不再变" in text


def test_a_small_count_stands_as_a_word(open_ledger: Ledger, edition: Edition, counts: PublicCounts) -> None:
    whole = counts.book.values
    small = {count for count, value in whole.items() if 0 < value < 5}
    assert small
    assert not small & counts.shown
    text = page(Site(open_ledger, AS_OF, replace(edition, counts=counts)), "counts/2023.md")
    assert "<td>不公开</td>" in text
    assert "数在 1 到 4 之间的写“不公开”" in text
    assert {cell for row in cells(text) for cell in row[1:]}.isdisjoint("1234")


def test_before_a_quarter_is_frozen_there_is_no_number(open_ledger: Ledger, edition: Edition) -> None:
    site = Site(open_ledger, AS_OF, replace(edition, counts=NO_COUNTS))
    assert "还没有冻结的季通报" in page(site, "index.md")
    assert [item.path for item in public.pages(site)] == ["index.md", "404.md"]


def test_nobody_else_gets_the_pages(site: Site) -> None:
    titles = {item.path: item.title for item in pages_of(site)}
    assert titles["index.md"] == "首页"
    assert not [path for path in titles if path.startswith(f"{public.FOLDER}/")]


def test_in_no_file_is_anybody(
    open_ledger: Ledger, public_edition: Edition, small_records: Records, tmp_path: Path
) -> None:
    whole = Ledger.of(small_records)
    people = {member.name for home in whole.households.values() for member in home.members}
    people |= {word for helper in whole.helpers.values() for word in (helper.name, helper.mobile)}
    telling = {*whole.households, *whole.helpers, *people} - {""}
    assert len(telling) > 8
    build_pages(open_ledger, AS_OF, tmp_path / "docs", public_edition)
    files = [file for file in (tmp_path / "docs").rglob("*") if file.is_file()]
    names = {file.relative_to(tmp_path / "docs").as_posix() for file in files}
    assert {"index.md", "policy.md", "counts.csv", "counts/2023.md"} <= names
    assert not {name for name in names if name.startswith(("feeds/", "calendars/", "assets/entry-data/"))}
    for file in files:
        text = file.read_text("utf-8")
        assert not [word for word in telling if word in text], file.name
