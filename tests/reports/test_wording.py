"""Numbers, shares, days and lists as reports write them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jiedui.reports.wording import day_text, listed, number, percent, points


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "—"), (0, "0"), (12, "12"), (Fraction(4, 2), "2"), (Fraction(3, 2), "1.5"), (Fraction(1, 3), "0.3")],
)
def test_numbers_are_whole_where_they_can_be(value: Fraction | int | None, said: str) -> None:
    assert number(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "—"),
        (Fraction(0), "0%"),
        (Fraction(1), "100%"),
        (Fraction(1, 2), "50%"),
        (Fraction(2, 3), "66.6%"),
        (Fraction(1999, 2000), "99.9%"),
        (Fraction(1, 1000), "0.1%"),
        (1, "100%"),
    ],
)
def test_shares_are_cut_so_that_a_hundred_means_all(value: Fraction | int | None, said: str) -> None:
    assert percent(value) == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (None, Fraction(1), "—"),
        (Fraction(1), None, "—"),
        (Fraction(1, 2), Fraction(1, 2), "0"),
        (Fraction(2, 3), Fraction(1), "-33.4"),
        (Fraction(1), Fraction(1, 2), "+50"),
        (Fraction(1001, 2000), Fraction(1, 2), "0"),
        (Fraction(501, 1000), Fraction(1, 2), "+0.1"),
    ],
)
def test_points_are_the_change_of_what_is_shown(now: Fraction | None, before: Fraction | None, said: str) -> None:
    assert points(now, before) == said


def test_days_are_written_as_in_an_official_paper() -> None:
    assert day_text(date(2026, 9, 30)) == "2026年9月30日"
    assert day_text(date(2026, 3, 5)) == "2026年3月5日"


def test_ten_names_are_listed_and_of_eleven_the_first_ten() -> None:
    names = list("甲乙丙丁戊己庚辛壬癸子")
    assert listed(names[:10]) == "甲、乙、丙、丁、戊、己、庚、辛、壬、癸"
    assert listed(names) == "甲、乙、丙、丁、戊、己、庚、辛、壬、癸等11个"
    assert listed(names[:3], most=2) == "甲、乙等3个"
    assert listed([]) == ""
