"""The tables as readers see them: hidden counts by a word, shares where both counts are shown."""

from __future__ import annotations

from fractions import Fraction

from jiedui.model.time import Quarter
from jiedui.reports.public.counts import Count, CountBook
from jiedui.reports.public.published import HIDDEN, PublicCounts
from jiedui.reports.public.tables import every_table, in_words, quarter_table, year_table

QUARTER = Quarter(2023, 4)
VALUES = {"roster": (40, 40, 0), "paired": (30, 30, 0), "helpers": (16, 10, 6), "due": (30, 30, 0), "met": (27, 27, 0)}
HIDES = {"met"}


def counts() -> PublicCounts:
    """Two federations, the second without households; who was met is hidden."""
    values = {
        Count(figure, place, period): number
        for figure, numbers in (VALUES | {"needs_raised": (0, 0, 0), "needs_closed": (0, 0, 0)}).items()
        for place, number in zip(("", "pingjiang", "city"), numbers, strict=True)
        for period in ("2023Q4", "2023")
    }
    return PublicCounts(
        book=CountBook(values, ()), shown=frozenset(
            count for count, number in values.items() if count.figure not in HIDES or not number
        ), least=5,
        quarters=(QUARTER,), years=(2023,),
        units={"city": "市残联", "pingjiang": "平江县残联"},
    )  # fmt: skip


def test_a_quarter_has_a_line_for_each_federation_and_the_city_last() -> None:
    table = quarter_table(counts(), QUARTER)
    assert [row.name for row in table.rows] == ["市残联", "平江县残联", "全市"]
    assert table.rows[1].values == (40, 30, Fraction(3, 4), 10, 30, HIDDEN, HIDDEN, 0, 0)
    assert [column.title for column in table.columns][-2:] == ["提出", "办结"]
    assert table.hides


def test_a_federation_with_nothing_in_a_table_has_no_line() -> None:
    """The city's own has staff and no households: it stands in the quarter, and not in the year, which has no staff."""
    assert [(row.name, row.is_whole) for row in year_table(counts(), 2023).rows] == [
        ("平江县残联", False),
        ("全市", True),
    ]


def test_the_latest_comes_first_and_the_course_before_all() -> None:
    assert [table.key for table in every_table(counts())] == ["course", "2023", "2023Q4"]


def test_values_in_words() -> None:
    assert [in_words(value) for value in (0, 1200, Fraction(3, 4), Fraction(1), None, HIDDEN)] == [
        "0", "1200", "75.0%", "100.0%", "不计算", "不公开",
    ]  # fmt: skip
