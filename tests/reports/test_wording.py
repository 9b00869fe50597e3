"""Numbers, shares, days and lists as reports write them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedui.reports.sums import Portion
from jiedui.reports.wording import (
    NOTHING,
    grace_text,
    listed,
    needs_text,
    number,
    percent,
    permille,
    points,
    share_in_column,
    spoken,
    told,
)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "—"),
        (0, "0"),
        (12, "12"),
        (Fraction(4, 2), "2"),
        (Fraction(3, 2), "1.5"),
        (Fraction(1, 3), "0.3"),
        (Fraction(1, 4), "0.3"),
        (Fraction(99, 50), "2.0"),
    ],
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
        (Fraction(8, 12), "66.7%"),  # 0.6666… is nearer to 66.7 than to 66.6
        (Fraction(1, 3), "33.3%"),
        (Fraction(1249, 2000), "62.5%"),  # 62.45: half up
        (Fraction(62449, 100000), "62.4%"),
        (Fraction(1998, 2000), "99.9%"),
        (Fraction(1999, 2000), "99.9%"),  # 99.95, but one is missing
        (Fraction(2999, 3000), "99.9%"),
        (Fraction(1, 1000), "0.1%"),
        (Fraction(1, 3000), "0.1%"),  # 0.03, but one is there
        (0, "0%"),
        (1, "100%"),
    ],
)
def test_shares_are_rounded_half_up_and_a_hundred_means_all(value: Fraction | int | None, said: str) -> None:
    assert percent(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "不计算"),
        (Fraction(0), "0.0%"),
        (Fraction(1), "100.0%"),
        (Fraction(47, 50), "94.0%"),
        (Fraction(8, 12), "66.7%"),
        (Fraction(2999, 3000), "99.9%"),  # one is missing
        (Fraction(1, 3000), "0.1%"),  # one is there
    ],
)
def test_shares_in_a_column_have_one_decimal_each(value: Fraction | None, said: str) -> None:
    assert share_in_column(value) == said


WHOLES = st.integers(0, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@given(counted=WHOLES)
def test_a_share_is_all_or_nothing_only_where_it_is_and_else_the_nearest_tenth(counted: tuple[int, int]) -> None:
    rate = Portion(*counted).rate
    said = percent(rate)
    if rate is None:
        assert said == NOTHING
        return
    assert (said == "100%") is (rate == 1)
    assert (said == "0%") is (rate == 0)
    away = Fraction(said.removesuffix("%")) / 100 - rate
    capped = said in ("0.1%", "99.9%")
    assert Fraction(-1, 2000) < away <= Fraction(1, 2000) or (capped and abs(away) <= Fraction(1, 1000))


@given(one=WHOLES, other=WHOLES)
def test_a_greater_share_never_reads_less(one: tuple[int, int], other: tuple[int, int]) -> None:
    rates = sorted(rate for counted in (one, other) if (rate := Portion(*counted).rate) is not None)
    assert [permille(rate) for rate in rates] == sorted(permille(rate) for rate in rates)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (None, Fraction(1), "—"),
        (Fraction(1), None, "—"),
        (Fraction(1, 2), Fraction(1, 2), "0"),
        (Fraction(2, 3), Fraction(1), "-33.3"),
        (Fraction(1), Fraction(1, 2), "+50"),
        (Fraction(1001, 2000), Fraction(1, 2), "+0.1"),  # 0.05: half up
        (Fraction(1, 2), Fraction(1001, 2000), "-0.1"),
        (Fraction(5004, 10000), Fraction(1, 2), "0"),  # 0.04
        (Fraction(501, 1000), Fraction(1, 2), "+0.1"),
        # 93.33… shown 93.3 and 88.46… shown 88.5 lie 4.87 apart, not 4.8.
        (Fraction(14, 15), Fraction(23, 26), "+4.9"),
    ],
)
def test_points_are_the_change_of_the_shares_and_not_of_what_is_shown(
    now: Fraction | None, before: Fraction | None, said: str
) -> None:
    assert points(now, before) == said


def test_ten_names_are_listed_and_of_eleven_the_first_ten() -> None:
    names = list("甲乙丙丁戊己庚辛壬癸子")
    assert listed(names[:10]) == "甲、乙、丙、丁、戊、己、庚、辛、壬、癸"
    assert listed(names) == "甲、乙、丙、丁、戊、己、庚、辛、壬、癸等11个"
    assert listed(names[:3], most=2) == "甲、乙等3个"
    assert listed([]) == ""


def test_a_sentence_says_that_a_share_of_nothing_is_not_counted() -> None:
    assert (spoken(None), spoken(Fraction(0)), spoken(Fraction(2, 3))) == ("不计算", "0%", "66.7%")


def test_a_grace_is_told_with_its_last_day_and_none_says_nothing() -> None:
    assert grace_text(date(2026, 12, 1)) == "（宽限到2026年12月1日）"
    assert grace_text(None) == ""


def test_a_count_is_told_and_none_said_in_words() -> None:
    assert [told(count, "办结{}项", "没有办结") for count in (0, 1, 12)] == ["没有办结", "办结1项", "办结12项"]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 0, 0), "期内没有提出和办结需求，期末也没有未办结的需求"),
        ((2, 0, 0), "期内提出需求2项，没有办结；期末没有未办结的"),
        ((0, 3, 0), "期内没有提出需求，办结3项；期末没有未办结的"),
        ((0, 0, 4), "期内没有提出需求，没有办结；期末未办结4项"),
        ((2, 3, 4), "期内提出需求2项，办结3项；期末未办结4项"),
    ],
)
def test_needs_of_a_time_are_told_without_noughts(counts: tuple[int, int, int], said: str) -> None:
    assert needs_text(*counts, during="期内", at_end="期末") == said
