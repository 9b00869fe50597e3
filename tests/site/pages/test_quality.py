"""数据质量: what the records of each federation lack, leave in doubt, got late, or have long not touched."""

from __future__ import annotations

import html

import pytest

from jiedui.records.finding import Rule, Severity
from jiedui.site.pages import quality
from jiedui.site.site import Site
from jiedui.struct import replace

RULE = Rule(id="filing-missing", title="社会力量没有报备", scope="台账", why="看", severity=Severity.WARNING)
OTHER = Rule(id="visit-future", title="联系日期在以后", scope="户", why="看", severity=Severity.WARNING)


@pytest.fixture(scope="module")
def doubted(rich, site, rich_edition) -> Site:
    """The rich ledger with three warnings: two of one rule, one in the policy."""
    warnings = (
        RULE.at("pingjiang/helpers/PJ-B-7777.yml", message="没有报备", remedy="补"),
        OTHER.at("pingjiang/households/PJ-2222/household.yml", message="日期<可疑>", remedy="看"),
        RULE.at("policy/readings.yml", message="口径没有写", remedy="写"),
    )
    return Site(rich, site.as_of, replace(rich_edition, warnings=warnings))


@pytest.fixture(scope="module")
def page(doubted):
    pages = {item.path.rpartition(".")[0]: item for item in quality.pages(doubted)}
    return lambda name: doubted.render(pages[name])


@pytest.mark.parametrize("name", ["quality", "quality/pingjiang"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)


def test_each_number_of_a_federation_is_that_of_the_rows_it_leads_to(page, reader, doubted):
    rows = reader(page("quality")).tables["units"]
    for unit, row in zip(doubted.figures.units, rows, strict=False):
        tables = reader(page(f"quality/{unit}")).tables
        homes = {cells[0][0] for cells in tables["missing"]}
        counts = [len(homes), *(len(tables[key]) for key in ("doubts", "late", "stale"))]
        assert [int(cell) for cell, _ in row[2:6]] == counts, unit
        assert row[2][1] == f"quality/{unit}.html#missing"


def test_warnings_are_counted_by_rule_and_by_federation_and_what_is_in_no_federation_is_told(page, reader):
    text = page("quality")
    rows = reader(text).tables["rules"]
    assert [[cell for cell, _ in row] for row in rows] == [
        ["社会力量没有报备", "2", "平江县 1、政策和区划 1"], ["联系日期在以后", "1", "平江县 1"],
    ]  # fmt: skip
    assert "口径没有写" in text
    assert [cell for cell, _ in reader(text).tables["units"][-1]][3] == "3"
    (first, second) = reader(page("quality/pingjiang")).tables["doubts"]
    assert (first[0][0], second[2][0]) == ("不涉及户", "日期<可疑>")
    assert second[0][1] == "../households/PJ-2222.html"


def test_what_is_in_no_federation_is_told_with_its_file_and_once_for_the_same_words(rich, site, rich_edition):
    blank = (RULE.at("policy/clauses.yml", (key,), message="还没有填", remedy="填") for key in ("a", "b"))
    other = RULE.at("policy/phases.yml", message="还没有填", remedy="填")
    doubted = Site(rich, site.as_of, replace(rich_edition, warnings=(*blank, other)))
    text = html.unescape(doubted.render(quality.pages(doubted)[0]))
    assert "有 3 处在政策和区划文件里，不属于哪个残联：" in text
    assert "- <code>records/policy/clauses.yml</code>　还没有填（2 处）\n" in text
    assert "- <code>records/policy/phases.yml</code>　还没有填\n" in text


def test_no_page_of_a_federation_tells_a_warning_of_another_or_of_the_policy(page, reader, doubted):
    told = {unit: reader(page(f"quality/{unit}")).tables["doubts"] for unit in doubted.figures.units}
    assert {unit: len(rows) for unit, rows in told.items() if rows} == {"pingjiang": 2}
    assert all("口径没有写" not in page(f"quality/{unit}") for unit in told)
