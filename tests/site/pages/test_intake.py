"""入户五件事: totals by unit and every pairing that lacks a task; 已结对 is one figure wherever it is printed."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from jiedui.duties.cadence import Period
from jiedui.model.time import Quarter
from jiedui.reports.assessment import unit_sheet_of
from jiedui.reports.indicators import BY_KEY
from jiedui.reports.period import PeriodFigures
from jiedui.reports.progress import pairing
from jiedui.reports.quarterly import QuarterFigures
from jiedui.site.build import pages_of
from jiedui.site.pages.units import places
from jiedui.site.site import Site
from jiedui.struct import replace


@pytest.mark.parametrize("name", ["intake"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)


@pytest.fixture(scope="module")
def mixed(ledger, edition):
    """The small ledger, but PJ-2222 left 低保 after its pairing, and PJ-3333 is 其他特殊困难, for no reason written.

    So 平江县 has 1 household in the roster, paired; 岳阳楼区 has 2, one of them paired; one more is paired outside.
    """
    homes = dict(ledger.households)
    (spell,) = homes["PJ-2222"].hardships
    left = spell._replace(until=date(2026, 8, 1))
    homes["PJ-2222"] = replace(homes["PJ-2222"], hardships=(left,))
    homes["PJ-3333"] = replace(homes["PJ-3333"], hardships=(spell._replace(status="其他特殊困难"),))
    return Site(replace(ledger, households=homes), date(2026, 11, 23), edition)


def text_of(site, path):
    page = next(page for page in pages_of(site) if page.path == path)
    return re.sub(r"\s*\|[\s|]*", "|", html.unescape(re.sub("<[^>]+>", "|", site.render(page))))


PAIRED = {"city": 0, "yueyanglou": 1, "pingjiang": 1}


def test_the_paired_households_are_as_many_on_every_page(mixed):
    value = BY_KEY["paired"].value
    assert {unit: value(group) for unit, group in mixed.figures.units.items()} == PAIRED
    assert value(mixed.figures.city) == 2
    assert "|名册|3|户，已结对|2|户|" in text_of(mixed, "index.md")
    assert {unit: sum(place.paired for place in places(mixed, unit)) for unit in PAIRED} == PAIRED
    for unit, whole, paired in (("yueyanglou", 2, 1), ("pingjiang", 1, 1)):
        assert f"名册里有 {whole} 户：已结对 {paired} 户" in text_of(mixed, f"units/{unit}.md")
    assert "名册里 1 户，已结对 1 户" in text_of(mixed, "townships/430626101.html")
    tasks = text_of(mixed, "intake.md")
    for name, told in (("岳阳楼区", "1"), ("平江县", "1|名册外另有 1"), ("全市", "2|名册外另有 1")):
        assert f"|{name}|{told}|" in tasks
    assert "名册外另有的 1 户，不符合帮扶对象条件，也没有写例外理由，却有主责。" in tasks


def test_the_paired_households_are_as_many_in_papers_and_bulletins(mixed):
    quarter = QuarterFigures(mixed.ledger, Quarter(2026, 3), [])
    assert {unit: row["paired"] for unit, row in quarter.rows.items()} == PAIRED
    assert quarter.total["paired"] == 2
    year = PeriodFigures(mixed.ledger, Period("2026年", date(2026, 1, 1), date(2026, 12, 31)), mixed.as_of)
    assert pairing(year, "")[0] == "截至2026年11月23日，名册3户，已结对2户，覆盖率66.7%。"
    for unit in ("yueyanglou", "pingjiang"):
        rated = {row.yardstick.key: row.portion for row in unit_sheet_of(year, unit).rows}
        assert rated["coverage"].part == 1


def test_who_left_hardship_is_marked_in_the_rows_of_the_roster(mixed, edition):
    """The mark stands in the roster of the federation and of the township, and on the household's own page."""
    row = "|低保户|？ 请核实|"
    assert [text_of(mixed, f"units/{unit}.md").count(row) for unit in ("yueyanglou", "pingjiang")] == [0, 1]
    assert text_of(mixed, "townships/430626101.html").count(row) == 1
    assert "？ 已退出困难身份，请核实" in text_of(mixed, "households/PJ-2222.html")
    assert "请核实" not in text_of(Site(mixed.ledger, date(2026, 8, 1), edition), "townships/430626101.html")
