"""The figures on the pages, checked by hand on the small ledger, and against the rows that they link to."""

from __future__ import annotations

import html
import re
from datetime import date
from fractions import Fraction

import pytest

from jiedui.model.time import Quarter
from jiedui.reports.attention import attention
from jiedui.reports.figures import Figures
from jiedui.reports.indicators import BY_KEY, INDICATORS, OVERVIEW
from jiedui.reports.standing import occasion, occasions, quota_readings, visit_standing

# Counted by hand from the records in conftest.py, as of 2026-11-23.
EXPECTED = {
    "city": {
        "roster": 0, "paired": 0, "coverage": None, "owed": 4, "have": 1, "gap": 3, "due": 0, "met": 0, "running": 0,
        "contact_rate": None, "overdue_closed": 0, "overdue_ever": 0, "intake": 0, "needs": 0, "risks": 0, "hazards": 0,
        "benefits": 0, "outings": 0,
    },
    "yueyanglou": {
        "roster": 2, "paired": 1, "coverage": Fraction(1, 2), "owed": 2, "have": 1, "gap": 1, "due": 1, "met": 1,
        "running": 0, "contact_rate": 1, "overdue_closed": 1, "overdue_ever": 2, "intake": 0, "needs": 0, "risks": 0,
        "hazards": 0, "benefits": 0, "outings": 0,
    },
    "pingjiang": {
        "roster": 2, "paired": 2, "coverage": 1, "owed": 1, "have": 1, "gap": 0, "due": 2, "met": 0, "running": 2,
        "contact_rate": 0, "overdue_closed": 0, "overdue_ever": 0, "intake": 1, "needs": 1, "risks": 1, "hazards": 1,
        "benefits": 1, "outings": 2,
    },
}  # fmt: skip
TOTAL = {
    "roster": 4, "paired": 3, "coverage": Fraction(3, 4), "owed": 7, "have": 3, "gap": 4, "due": 3, "met": 1,
    "running": 2, "contact_rate": Fraction(1, 3), "overdue_closed": 1, "overdue_ever": 2, "intake": 1, "needs": 1,
    "risks": 1, "hazards": 1, "benefits": 1, "outings": 2,
}  # fmt: skip


@pytest.mark.parametrize("key", TOTAL)
def test_each_indicator_is_what_was_counted_by_hand(site, key):
    value = BY_KEY[key].value
    assert {unit: value(group) for unit, group in site.figures.units.items()} == {
        unit: found[key] for unit, found in EXPECTED.items()
    }
    assert value(site.figures.city) == TOTAL[key]


def overview(read):
    """Return the cells of the overview by unit and indicator."""
    return {
        row[0][0]: {indicator.key: text for indicator, (text, _) in zip(OVERVIEW, row[1:], strict=True)}
        for row in read("overview").tables["overview"]
    }


def test_the_overview_shows_these_values_and_the_total(read):
    expected = {
        "市残联": EXPECTED["city"],
        "岳阳楼区": EXPECTED["yueyanglou"],
        "平江县": EXPECTED["pingjiang"],
        "全市": TOTAL,
    }
    shares = {None: "不计算", Fraction(1, 2): "50.0%", Fraction(3, 4): "75.0%", 1: "100.0%"}
    found = overview(read)
    assert list(found) == list(expected)
    for name, values in expected.items():
        for key, value in values.items():
            if key in found[name]:
                text = shares[value] if key == "coverage" else str(value)
                assert found[name][key].lstrip("✓…✗ ") == text, (name, key)


def test_totals_are_the_sums_of_the_rows(site):
    city = site.figures.city
    for indicator in INDICATORS:
        if indicator.denominator:
            continue
        parts = [indicator.value(group) or 0 for group in site.figures.units.values()]
        assert sum(parts) == indicator.value(city), indicator.key


def test_signs_go_with_the_values(read):
    shown = overview(read)["平江县"]
    assert [shown[key][0] for key in ("gap", "running", "risks", "roster")] == ["✓", "…", "✗", "2"]


# Shares, and numbers of households that stand in the rows of helpers.
NO_ROWS = ("coverage", "contact_rate", "participation", "hard_share", "owed", "have", "gap")


def rows_behind(site, read, target):
    """Return how many rows stand at a link's target, which names a page and a table's anchor."""
    page, _, anchor = target.partition("#")
    tables = read(page.removesuffix(".html")).tables
    if anchor == "roster":
        parts = [part for part in site.listed if page == f"units/{part.township.unit}.html"]
        listed = [row for part in parts for row in read(part.path.removesuffix(".html")).tables["listed"]]
        return len(tables["paired"]) + len(tables.get("unpaired", ())) + len(listed)
    if anchor == "now":
        return sum(len(tables.get(key, ())) for key in ("now-running", "now-overdue", "now-met"))
    assert anchor in tables, f"no table “{anchor}” on {page}: its rows belong into scripts/jiedui/site/pages/"
    return len(tables[anchor])


@pytest.mark.parametrize("unit", ["city", "yueyanglou", "pingjiang"])
def test_each_count_links_to_exactly_the_rows_behind_it(site, read, unit):
    group = site.figures.units[unit]
    links = site.links("")
    for indicator in INDICATORS:
        value = indicator.value(group)
        if indicator.key in NO_ROWS or value is None:
            continue
        assert rows_behind(site, read, links.rows_of(indicator, unit)) == value, indicator.key


@pytest.mark.parametrize("unit", ["city", "yueyanglou", "pingjiang"])
def test_the_sums_of_the_quota_are_the_sums_of_their_rows(read, unit):
    rows = read("quota").tables[f"q-{unit}"]
    owed, have, gap = (sum(int(row[column][0]) for row in rows) for column in (4, 5, 6))
    assert (owed, have, gap) == tuple(EXPECTED[unit][key] for key in ("owed", "have", "gap"))
    short = read(f"units/{unit}").tables["short"]
    assert sum(int(row[6][0]) for row in short) == EXPECTED[unit]["gap"]
    assert len(short) == sum(row[6][0] != "0" for row in rows)


def test_figures_shown_on_several_pages_agree(pages, read):
    intake = {row[0][0]: row for row in read("intake").tables["totals"]}
    assert intake["平江县"][-1][0] == "✗ 1"
    assert intake["全市"][-1][0] == "✗ 1"
    assert [text for text, _ in intake["平江县"][1:7]] == ["2", "2", "2", "1", "1", "1"]
    assert {row[0][0]: row[-2][0] for row in read("outings").tables["years"]}["平江县"] == "… 2"
    assert {row[0][0]: row[4][0] for row in read("quota").tables["totals"]}["市残联"] == "✗ 3"
    home = plain((pages / "index.md").read_text("utf-8"))
    assert "75.0%" in home
    assert "33.3%" in home
    assert "名册 4 户，已结对 3 户" in home
    assert "应 7 户，实 3 户" in home


def plain(source):
    """Return the text of a page without its tags."""
    return html.unescape(re.sub(r"<[^>]*>", "", source))


def test_contact_counts_agree_between_the_city_and_the_unit_matrix(read):
    city = {row[0][0]: [text for text, _ in row[1:]] for row in read("contact").tables["contact"]}
    unit = read("contact/yueyanglou").tables["matrix"]
    assert city["岳阳楼区"][10:14] == ["✓全部联系 1/1", "✗有逾期 0/1", "✗有逾期 0/1", "✓全部联系 1/1"]
    assert city["全市"][10:14] == ["✓全部联系 2/2", "✗有逾期 1/2", "✗有逾期 2/3", "…进行中 1/3"]
    assert [text for text, _ in unit[-1][11:15]] == ["1／1", "0／1", "0／1", "1／1"]
    assert [text for text, _ in unit[0][11:16]] == ["✓已完成", "✗逾期", "✗逾期", "✓已完成", "·未到"]


def test_the_to_do_lines_say_what_and_by_when(site):
    lines = attention(site.figures.units["pingjiang"])
    assert [line.late for line in lines] == sorted((line.late for line in lines), reverse=True)
    assert [(line.key, line.late, line.text) for line in lines if line.key in TOTAL] == [
        # Past since 15 July, 29 July (ten working days after the 15th), 31 July and the thirtieth day after the 15th.
        ("needs", True, "1 项需求过了期限没有办结，其中 1 项是突发困难。"),
        ("risks", True, "1 户有返贫致贫风险，还没有纳入防返贫监测。"),
        ("intake", True, "1 户的入户五件事没有做齐，其中 1 户已过期限。"),
        ("hazards", True, "1 处安全隐患没有消除，最早的发现于 7月15日。"),
        ("benefits", True, "1 项惠残政策符合条件、还没有享受。"),
        ("running", False, "本季还有 2 户未联系，截止 12月31日，还剩 38 天。"),
        ("outings", False, "今年还有 2 人没有走出家门参加集体活动，截止 12月31日。"),
    ]
    lines = attention(site.figures.units["yueyanglou"])
    assert [line.text for line in lines if line.key in {*TOTAL, "unpaired"}] == [
        "1 名帮扶责任人还差 1 户。",
        "2026年第三季度有 1 户逾期，没有完成联系。",
        "名册里还有 1 户没有主责帮扶责任人。",
    ]


def test_why_a_contact_counts_or_not(site):
    book = site.figures.books["PJ-3333"]
    found = [
        visit_standing(book, book.quarter(Quarter.of(visit.date)), visit) for visit in site.ledger.contacts("PJ-3333")
    ]
    assert found == ["计入", "计入", "计入", "代联系，不算"]


def test_the_readings_behind_a_quota(site):
    assert quota_readings(site.ledger, site.figures.quota_lines["YY-B-2222"]) == ("A-02", "A-19")
    assert quota_readings(site.ledger, site.figures.quota_lines["YYL-B-3333"]) == ("A-01",)


def test_occasions(site):
    named = occasions(site.ledger)
    assert occasion(named, date(2026, 3, 3)) == "元宵节、全国爱耳日"
    assert occasion(named, date(2026, 5, 16)) == "双休日"
    assert occasion(named, date(2026, 5, 18)) == ""


@pytest.mark.parametrize(
    ("day", "number", "closed"),
    [("2023-08-01", 1, None), ("2023-09-30", 1, None), ("2023-10-01", 2, "2023Q3"), ("2029-03-01", 22, "2028Q4")],
)
def test_the_running_and_the_closed_quarter(ledger, day, number, closed):
    figures = Figures(ledger, date.fromisoformat(day))
    assert figures.quarter_number == number
    assert (str(figures.closed_quarter) if figures.closed_quarter else None) == closed
