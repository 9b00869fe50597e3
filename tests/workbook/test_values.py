"""Cells that are numbers and days: what they hold and how they are shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedui.reports.quarter_table import Sort
from jiedui.reports.wording import percent
from jiedui.workbook.values import CellValue, FormattedNumber, NumberFormat, amount, day, share, written


def formatted(value: str, form: NumberFormat) -> FormattedNumber:
    return FormattedNumber(Decimal(value), form)


def test_a_share_is_a_number_of_one_shown_in_percent() -> None:
    assert share(Fraction(8, 12)) == formatted("0.667", NumberFormat.SHARE)
    assert (NumberFormat.SHARE, NumberFormat.POINTS, NumberFormat.AMOUNT) == ("0.0%", "+0.0;-0.0;0.0", "0.0")
    assert share(1) == formatted("1", NumberFormat.SHARE)
    assert share(Fraction(2999, 3000)) == formatted("0.999", NumberFormat.SHARE)
    assert share(None) == "—"


@given(counted=st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_a_share_is_the_same_reckoned_now_as_read_from_a_bulletin(counted: tuple[int, int]) -> None:
    assert share(Fraction(*counted)) == written(percent(Fraction(*counted)), Sort.SHARE)


def test_an_amount_is_whole_where_it_is_whole() -> None:
    assert [amount(value) for value in (3, Fraction(6, 2), 0, None)] == [3, 3, 0, "—"]
    assert amount(Fraction(5, 2)) == formatted("2.5", NumberFormat.AMOUNT)


@pytest.mark.parametrize(
    ("value", "sort", "cell"),
    [
        (12, Sort.COUNT, 12),
        ("12", Sort.AMOUNT, 12),
        ("0", Sort.AMOUNT, 0),
        ("12.5", Sort.AMOUNT, formatted("12.5", NumberFormat.AMOUNT)),
        ("12", Sort.COUNT, 12),
        ("50%", Sort.SHARE, formatted("0.5", NumberFormat.SHARE)),
        ("66.7%", Sort.SHARE, formatted("0.667", NumberFormat.SHARE)),
        ("-16.6", Sort.POINTS, formatted("-16.6", NumberFormat.POINTS)),
        ("+100", Sort.POINTS, formatted("100", NumberFormat.POINTS)),
        ("0", Sort.POINTS, formatted("0", NumberFormat.POINTS)),
        ("—", Sort.SHARE, "—"),
        ("—", Sort.POINTS, "—"),
        ("读法已改", Sort.COUNT, "读法已改"),
    ],
)
def test_what_a_bulletin_writes_is_the_number_that_it_says(value: int | str, sort: Sort, cell: CellValue) -> None:
    found = written(value, sort)
    assert (found, type(found)) == (cell, type(cell))


def test_a_whole_day_is_a_day_and_a_year_alone_a_text() -> None:
    assert day("1958-03-12") == date(1958, 3, 12)
    assert [day(text) for text in ("1958", "1958-03", "")] == ["1958", "1958-03", ""]
