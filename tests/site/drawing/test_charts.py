"""The charts: their geometry by hand-checked numbers, their figures by the tables beside them, and the map."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest

from jiedui.duties.contact import ContactState
from jiedui.model.time import Quarter
from jiedui.reports.sums import ContactSum
from jiedui.reports.wording import percent
from jiedui.site.drawing import charts
from jiedui.site.drawing.charts import BarItem, BarPart, RateSegment, Rect
from jiedui.site.pages import needs, quota

AS_OF = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("rate", "number"),
    [
        ("0", 1),
        ("59/100", 1),
        ("3/5", 2),
        ("749/1000", 2),
        ("3/4", 3),
        ("9/10", 4),
        ("999/1000", 4),
        ("1", 5),
        ("8994/10000", 3),
        ("8995/10000", 4),
        ("9999/10000", 4),
    ],  # the last three are shown as 89.9 %, 90 % and 99.9 %
)
def test_only_all_is_in_the_highest_class_of_a_share(rate, number):
    assert charts.rate_class(Fraction(rate)) == number


def test_counts_fall_into_none_and_four_quarters_of_the_greatest():
    assert [charts.count_class(value, 8) for value in range(9)] == [1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert [charts.count_range(number, 8) for number in range(1, 6)] == [(0, 0), (1, 2), (3, 4), (5, 6), (7, 8)]
    assert charts.count_class(Fraction(1, 2), Fraction(5, 2)) == 3  # one of three
    assert charts.count_class(0, 0) == 1


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5, 7, 64, 1001])
def test_every_count_lies_in_the_range_that_the_legend_names(most):
    for value in range(most + 1):
        low, high = charts.count_range(charts.count_class(value, most), most)
        assert low <= value <= high


@pytest.mark.parametrize(
    ("most", "marks"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (5, (0, 1, 2, 3, 4, 5)),
        (6, (0, 2, 4, 6)),
        (102, (0, 50, 100, 150)),
        (Fraction(1, 2), (0, 1)),
    ],
)
def test_an_axis_has_few_round_marks_and_reaches_the_greatest(most, marks):
    assert charts.axis(most) == marks


def test_a_count_beyond_any_ledger_is_refused():
    with pytest.raises(ValueError, match="beyond any ledger"):
        charts.axis(10**13)


def contacts(quarter: str, **by_state: int) -> ContactSum:
    found = {ContactState[name]: tuple(f"{name}{one}" for one in range(count)) for name, count in by_state.items()}
    return ContactSum(Quarter.of(date.fromisoformat(quarter)), found)


NOW = Quarter(2026, 3)


def test_a_trend_draws_what_was_met_what_lacks_and_the_rate():
    drawn = charts.trend(
        [
            contacts("2026-01-01", DONE=3, OVERDUE=1),
            contacts("2026-04-01", DONE=1, RUNNING=1),
            contacts("2026-07-01"),
            contacts("2026-10-01"),
        ],
        NOW,
    )
    first, second, third = drawn.columns
    # Four households on an axis to 4 of 96 units: 24 for each; the rate of 3/4 on 66 units above 104.
    assert first.bars == (Rect(44, 150, 46, 24, "lack"), Rect(44, 174, 46, 72, "full"))
    assert second.bars == (Rect(98, 198, 46, 24, "frame"), Rect(98, 222, 46, 24, "full"))
    assert (first.rate_at, second.rate_at, third.rate_at) == (54, 71, None)
    assert (first.rate_text, second.rate_text, third.rate_text) == ("75", "50", "")
    assert drawn.lines == (RateSegment(67, 54, 121, 71, open=True),)
    assert drawn.shown == (first, second)
    assert third.bars == ()


def test_the_quarters_of_the_whole_programme_share_the_width():
    """22 columns of 27 units make 594."""
    sums = [ContactSum(quarter, {}) for year in range(2023, 2029) for quarter in map(Quarter, [year] * 4, range(1, 5))]
    drawn = charts.trend(sums[2:], Quarter(2028, 4))
    assert [column.x for column in drawn.columns] == list(range(40, 634, 27))


def test_the_rate_of_a_trend_reads_as_in_the_table_behind_it():
    (column,) = charts.trend([contacts("2026-01-01", DONE=8, OVERDUE=4)], NOW).columns
    assert (column.rate_text, percent(column.sum.rate)) == ("66.7", "66.7%")


def test_a_trend_of_nothing_has_axes_and_no_bars():
    drawn = charts.trend([contacts("2026-01-01")], NOW)
    assert drawn.shown == drawn.lines == ()
    assert [tick.value for tick in drawn.counts] == [0, 1]
    assert charts.trend([], NOW).columns == ()


def test_stacked_bars_follow_one_another_without_a_gap():
    three = (BarPart(2, "full"), BarPart(0, "frame"), BarPart(3, "lack"))
    drawn = charts.stacked([BarItem("领", three, "0／3／2"), BarItem("守", (BarPart(0, "full"),), "")])
    assert drawn.rows[0].bars == (Rect(96, 31, 160, 16, "full"), Rect(256, 31, 240, 16, "lack"))
    assert drawn.rows[1].bars == ()
    assert (drawn.ticks[-1].at, drawn.height) == (496, 78)


def test_compared_bars_share_one_scale():
    drawn = charts.compared(
        [BarItem("甲", (BarPart(4, "frame"), BarPart(Fraction(5, 2), "full"), BarPart(1, "lack")), "")]
    )
    assert [bar.width for bar in drawn.rows[0].bars] == [400, 250, 100]
    assert charts.compared([]).rows == ()


def test_the_drawings_say_the_numbers_of_their_tables(site, read):
    trend = read("index").tables["trend"]
    matrix = read("contact").tables["contact"][-1]
    due = [cell for cell, _ in matrix[1:] if "/" in cell]
    assert [f"{row[2][0]}/{row[1][0]}" for row in reversed(trend)] == [re.sub(r"^\D+", "", cell) for cell in due]
    assert read("contact").tables["trend"] == trend
    totals = [[cell for cell, _ in row[2:5]] for row in read("quota").tables["totals"][:-1]]  # without 全市
    assert [row.note for row in quota.chart(site).rows] == [
        "／".join(re.sub(r"[^\d.]", "", cell) for cell in row) for row in totals
    ]
    codes = [cell.replace("没有", "0／0／0") for cell, _ in read("needs").tables["codes"][-1][1:]]
    assert [row.note for row in needs.chart(needs.NeedBook(site.figures.city)).rows] == codes


@pytest.mark.parametrize("name", ["index", "contact", "needs", "needs/pingjiang", "quota", "units/pingjiang"])
def test_a_drawing_has_a_name_a_description_and_one_line(pages, source, name):
    text = source(pages, name)
    lines = [line for line in text.splitlines() if 'role="img" aria-labelledby=' in line]
    assert lines
    for line in lines:
        assert line.startswith("<figure")
        assert line.endswith("</figure>")
        names = re.search(r'aria-labelledby="([^"]+)"', line)[1].split()
        assert [re.search(rf'<(\w+) id="{one}">[^<]', line)[1] for one in names] == ["title", "desc"]
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
