"""要求对照: every requirement of the notice is served, or stands in one list with the reason."""

from __future__ import annotations

import pytest

from jiedui.reports import requirements as serving
from jiedui.reports.beyond import BEYOND
from jiedui.site.build import FAMILIES, pages_of
from jiedui.site.family import FamilyPages
from jiedui.site.pages import requirements
from jiedui.site.pages.requirements import SIGNS

NUMBERS = {
    *range(1, 6), *range(10, 19), *range(20, 23), *range(30, 46), *range(50, 57), *range(60, 74), *range(80, 88),
    *range(90, 109), *range(110, 124),
}  # fmt: skip


@pytest.fixture(scope="module")
def lines(site):
    families = [FamilyPages(family.SERVES, family.pages(site)) for family in FAMILIES]
    return {line.requirement: line for line in requirements.lines(site, families)}


def test_every_requirement_of_the_notice_has_a_line(lines):
    assert set(lines) == {f"R-{number:03d}" for number in NUMBERS}
    assert all(line.clauses for line in lines.values())


def test_what_nothing_serves_is_declared_and_nothing_else_is(lines):
    unserved = {line.requirement for line in lines.values() if not line.is_served}
    assert unserved == {*serving.NOT_YET, *serving.NO_DUTY}


def test_only_the_guiding_thought_carries_no_duty(lines):
    assert [name for name, line in lines.items() if line.standing is requirements.Standing.NO_DUTY] == ["R-106"]
    assert all(len(reason) > 10 for reason in (*serving.NOT_YET.values(), *serving.NO_DUTY.values()))


def test_the_quarterly_contact_is_served_on_all_sides(lines):
    line = lines["R-084"]
    assert line.clauses == ("五(四)3",)
    assert ("contact.html", "季度联系矩阵") in line.links
    assert "每季度联系" in line.reckonings
    assert "contact_rate" in [item.key for item in line.indicators]
    assert line.rules
    assert [field.path for field in line.fields] == [
        "reference/fields.html#visit-date",
        "reference/fields.html#visit-by",
    ]


def test_the_cards_are_prints(lines):
    assert lines["R-120"].prints == ("联系卡清单", "联系卡内容")


def test_the_page_tells_what_is_there_beyond_the_notice_and_what_is_refused(site, pages, source, reader):
    rows = reader(source(pages, "coverage")).tables["beyond"]
    assert [row[2][0] for row in rows] == [f"{SIGNS[item.standing].mark} {item.standing}" for item in BEYOND]
    assert rows[-1][2][0] == "－ 不做"
    assert rows[12][1] == ("各残联的数据质量", "quality.html")
    known = {page.html_path for page in pages_of(site)}
    assert {item.page for item in BEYOND if item.page} <= known


def test_the_page_lists_every_requirement(site, pages, source):
    text = source(pages, "coverage")
    assert all(f'<tr id="R-{number:03d}">' in text for number in NUMBERS)
    assert "coverage.md" in [page.path for page in pages_of(site)]


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("coverage", "", "tr id=R-002"),
        ("coverage", "tr id=R-015", "tr id=R-016"),
        ("coverage", "tr id=R-084", "tr id=R-085"),
        ("coverage", "tr id=R-106", "tr id=R-107"),
        ("coverage", "tr id=R-120", "tr id=R-121"),
    ],
)
def test_the_page_says_what_its_outline_holds(as_expected, name, start, end):
    as_expected(name, start, end)
