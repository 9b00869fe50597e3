"""Two pages never disagree: every figure that is shown more than once is the same everywhere, on the shipped ledger."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from jiedui.model.ledger import Ledger
from jiedui.reports.bulletin.content import bulletin
from jiedui.reports.indicators import OVERVIEW
from jiedui.reports.quarter_table import BY_KEY, FIGURES
from jiedui.reports.simulation import SHOWN
from jiedui.site.site import Site

AS_OF = date(2026, 11, 23)


@pytest.fixture(scope="module")
def table(docs, source, reader):
    """The rows of a table of a page: ``table("overview", "overview")``; none where there is no such table."""
    return lambda name, identifier: reader(source(docs, name)).tables.get(identifier, [])


@pytest.fixture(scope="module")
def text(docs, source):
    return lambda name: source(docs, name)


def plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def value(text: str) -> str:
    """A figure without its sign: ``✗ 3`` is ``3``."""
    return text.split()[-1] if text.split() else ""


@pytest.fixture(scope="module")
def shipped_site(shipped: Ledger, edition) -> Site:
    return Site(shipped, AS_OF, edition)


@pytest.fixture(scope="module")
def overview(table, shipped_site: Site) -> dict[str, dict[str, str]]:
    """The overview's cells by federation (``""`` is the city) and indicator."""
    rows = table("overview", "overview")
    units = [*shipped_site.figures.units, ""]
    assert len(rows) == len(units)
    return {
        unit: {item.key: value(cell) for item, (cell, _) in zip(OVERVIEW, row[1:], strict=True)}
        for unit, row in zip(units, rows, strict=True)
    }


def test_the_overview_adds_up(overview, shipped_site):
    """A count of the city is the sum of the federations', the city's own included."""
    for item in OVERVIEW:
        if item.unit != "%" and "—" not in (found := [overview[unit][item.key] for unit in shipped_site.figures.units]):
            assert float(overview[""][item.key]) == pytest.approx(sum(map(float, found))), item.key


def test_the_unit_pages_say_what_the_overview_says(overview, text, shipped_site):
    for unit in shipped_site.figures.units:
        part = re.sub(r"\A.*?\{ #figures \}|\{ #quarters \}.*", "", text(f"units/{unit}"), flags=re.S)
        lines = plain(part).splitlines()
        for item in OVERVIEW:
            line = next(line for line in lines if line.startswith(f"{item.title} "))
            # A table marks by a stroke what is not counted, a sentence says so.
            said = overview[unit][item.key].replace("—", "不计算")
            assert said in line.removeprefix(item.title).split(), (unit, item.key, line)


def test_the_home_page_says_what_the_overview_says(overview, text):
    page, city = plain(text("index")), overview[""]
    assert f"名册 {city['roster']} 户，已结对 {city['paired']} 户" in page
    assert f"应 {city['owed']} 户，实 {city['have']} 户" in page
    said = re.search(r"应联系 (\S+) 户，已联系 (\S+) 户，进行中 (.+?) 户；上季逾期 (.+?) 户", page)
    assert said
    keys = ("due", "met", "running", "overdue_closed")
    assert [value(item) for item in said.groups()] == [city[key] for key in keys]
    assert city["coverage"] in page


def test_the_home_tiles_the_contact_matrix_and_the_overview_agree(overview, text, table, shipped_site):
    tile = r'href="units/([a-z]+)\.html"><strong>[^<]*</strong> (?:<span>([^<]*)</span> )?<em>'
    tiles = re.findall(tile, text("index"))
    assert [unit for unit, _ in tiles] == list(shipped_site.figures.units)
    matrix = table("contact", "contact")
    column = 1 + shipped_site.figures.quarters.index(shipped_site.figures.quarter)
    for (unit, counts), row in zip(tiles, matrix, strict=False):
        met, due = overview[unit]["met"], overview[unit]["due"]
        assert html.unescape(counts) == (f"{met}/{due} 户" if due != "0" else ""), unit
        assert due == "0" or row[column][0].endswith(f"{met}/{due}"), unit
    assert matrix[-1][column][0].endswith(f"{overview['']['met']}/{overview['']['due']}")


def test_the_quota_totals_say_what_the_overview_says(overview, text, table, shipped_site):
    page, city = plain(text("quota")), overview[""]
    assert f"应结对 {city['owed']} 户，实结对 {city['have']} 户" in page
    *rows, last = table("quota", "totals")
    assert [value(cell) for cell, _ in last[2:5]] == [city[key] for key in ("owed", "have", "gap")]
    for unit, row in zip(shipped_site.figures.units, rows, strict=True):
        found = overview[unit]
        assert [value(cell) for cell, _ in row[2:5]] == [found[key] for key in ("owed", "have", "gap")], unit
        assert f"应 {found['owed']} 户，实 {found['have']} 户，差 {found['gap']} 户" in page, unit


def test_the_indicators_page_says_what_the_overview_says(overview, text):
    page = text("indicators")
    for item in OVERVIEW:
        said = re.search(rf"\{{ #{item.key} \}}.*?全市现在</dt><dd>(.*?)</dd>", page, re.S)
        assert said
        assert overview[""][item.key] in plain(said[1]).split(), item.key


@pytest.fixture(scope="module")
def closed(table, shipped_site) -> dict[str, dict[str, str]]:
    """The cells of the last closed quarter's bulletin by federation and key."""
    cells: dict[str, list[str]] = {}
    for part in ("paired", "contact", "work"):
        for name, *row in table(f"bulletins/{shipped_site.figures.closed_quarter}", f"units-{part}"):
            cells.setdefault(name[0], []).extend(value(cell) for cell, _ in row)
    return {name: dict(zip([figure.key for figure in FIGURES], row, strict=True)) for name, row in cells.items()}


@pytest.fixture(scope="module")
def frozen(shipped_site) -> bool:
    """What is frozen may have been overtaken by later entries: then it differs, and the next bulletin says so."""
    return str(shipped_site.figures.closed_quarter) in shipped_site.ledger.bulletins


def test_the_bulletin_s_contacts_are_those_of_the_matrix(closed, frozen, table, shipped_site):
    matrix = table("contact", "contact")
    column = 1 + shipped_site.figures.quarters.index(shipped_site.figures.closed_quarter)
    assert [row[0][0] for row in matrix] == list(closed)
    for row in matrix:
        found = closed[row[0][0]]
        assert frozen or found["due"] == "0" or row[column][0].endswith(f"{found['met']}/{found['due']}"), row[0]


def test_the_bulletin_its_record_the_list_and_the_trial_agree(closed, frozen, table, shipped_site):
    quarter, said = shipped_site.figures.closed_quarter, closed["全市"]
    data = shipped_site.ledger.bulletins.get(str(quarter)) or bulletin(shipped_site.ledger, quarter, "0" * 40).data()
    assert {key: value(BY_KEY[key].in_column(data["total"][key])) for key in said} == said
    base = [value(cell) for cell, _ in table("simulation", "trials")[0]]
    assert frozen or base[2:10] == [said[key] for key in SHOWN]
    listed = table("bulletins", "bulletins")[0]
    assert [value(cell) for cell, _ in listed[2:6]] == [said[key] for key in ("due", "met", "rate", "gap")]


def test_the_bulletin_s_lists_are_as_long_as_its_figures(closed, table, shipped_site):
    """A household may stand in a list once for each helper, and counts once."""
    name = f"bulletins/{shipped_site.figures.closed_quarter}"
    for number, key in enumerate(("list_measures", "list_contact", "list_results"), 1):
        rows = table(name, f"list-{number}")
        assert len({link or text for (text, link), *_ in rows}) == int(closed["全市"][key]), key


def test_the_last_overdue_figure_is_the_bulletin_s(overview, closed, frozen):
    assert frozen or overview[""]["overdue_closed"] == closed["全市"]["overdue"]
    assert closed["全市"]["due"] == str(int(closed["全市"]["met"]) + int(closed["全市"]["overdue"]))
