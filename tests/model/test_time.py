"""Quarters, spans and ages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from jiedui.model.time import (
    ZONE,
    Quarter,
    Span,
    Stretch,
    age,
    by,
    days_covered,
    episodes,
    joined,
    months_after,
    quarters,
)


def test_a_quarter_knows_its_days_and_neighbours():
    quarter = Quarter.of(date(2024, 2, 29))
    assert (str(quarter), quarter.start, quarter.end) == ("2024Q1", date(2024, 1, 1), date(2024, 3, 31))
    assert (str(quarter.previous), str(quarter.next), str(Quarter(2023, 4).next)) == ("2023Q4", "2024Q2", "2024Q1")
    assert (quarter.title, quarter.ordinal, quarter.numeral) == ("2024年第一季度", "第一季度", "一")
    assert [Quarter(2024, number).title[5:] for number in (2, 3, 4)] == ["第二季度", "第三季度", "第四季度"]


@pytest.mark.parametrize(
    "text",
    ["2024", "2024Q5", "24Q1", "2024q1", "2024Q", "2024Q11", "２０２４Q1", "0000Q1", "0001Q1", "9999Q4", "2024Q1\n"],
)
def test_what_is_no_quarter_is_refused(text):
    with pytest.raises(ValueError, match=text):
        Quarter.parse(text)


def test_the_programme_has_22_quarters():
    found = quarters(date(2023, 9, 1), date(2028, 12, 31))
    assert (len(found), str(found[0]), str(found[-1])) == (22, "2023Q3", "2028Q4")


def test_spans_include_both_ends():
    span = Span(date(2024, 1, 1), date(2024, 1, 31))
    assert span.covers(date(2024, 1, 31))
    assert not span.covers(date(2024, 2, 1))
    assert span.overlaps(Span(date(2024, 1, 31)))
    assert not span.overlaps(Span(date(2024, 2, 1)))
    assert days_covered([span, span], date(2024, 1, 10), date(2024, 12, 31)) == 22


def test_a_span_is_clipped_to_the_days_that_it_shares():
    span = Span(date(2024, 1, 10), date(2024, 1, 20))
    assert span.clip(date(2024, 1, 1), date(2024, 1, 31)) == Stretch(date(2024, 1, 10), date(2024, 1, 20))
    assert span.clip(date(2024, 1, 20), date(2024, 1, 31)) == Stretch(date(2024, 1, 20), date(2024, 1, 20))
    assert span.clip(date(2024, 1, 21), date(2024, 1, 31)) is None
    assert span.clip(date(2024, 1, 1), date(2024, 1, 9)) is None
    assert Span(date(2024, 1, 10)).clip(date(2024, 1, 1), date(2024, 1, 15)) == Stretch(
        date(2024, 1, 10), date(2024, 1, 15)
    )


def test_touching_spans_are_one_episode():
    one, two = Span(date(2024, 1, 1), date(2024, 1, 31)), Span(date(2024, 2, 1))
    assert episodes([two, one]) == [Span(date(2024, 1, 1))]
    assert len(episodes([one, Span(date(2024, 2, 2))])) == 2


@pytest.mark.parametrize(
    ("birth", "when", "years"),
    [
        ("1958-03-12", date(2018, 3, 11), 59),
        ("1958-03-12", date(2018, 3, 12), 60),
        ("2016-02-29", date(2022, 2, 28), 5),
        ("2016-02-29", date(2022, 3, 1), 6),
        ("1968", date(2026, 11, 23), 58),
    ],
)
def test_age_in_whole_years(birth, when, years):
    assert age(birth, when) == years


def test_a_day_and_an_end_that_have_come_are_known_on_the_day():
    day = date(2025, 6, 30)
    assert [by(known, day) for known in (None, date(2025, 6, 30), date(2025, 7, 1))] == [None, day, None]
    ended, later = Span(date(2025, 1, 1), day), Span(date(2025, 1, 1), date(2025, 7, 1))
    assert (ended.until(day), later.until(day)) == (ended, Span(date(2025, 1, 1)))


def test_spells_that_go_on_are_joined_with_whichever_they_follow() -> None:
    def merged(before: Span, after: Span) -> Span | None:
        return Span(before.start, after.end) if before.adjoins(after) else None

    may, june, other = (
        Span(date(2026, 5, 1), date(2026, 5, 31)),
        Span(date(2026, 6, 1), date(2026, 6, 30)),
        Span(date(2026, 5, 15), date(2026, 7, 1)),
    )
    assert joined([may, other, june, Span(date(2026, 7, 1))], merged) == (Span(date(2026, 5, 1)), other)
    assert joined([june, may], merged) == (june, may)
    assert joined([], merged) == ()
    assert not Span(date(2026, 5, 1)).adjoins(june)
    assert not may.adjoins(Span(date(2026, 6, 2)))


@pytest.mark.parametrize(
    ("when", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 5, 31), 0, date(2026, 5, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(when: date, months: int, then: date) -> None:
    assert months_after(when, months) == then


def test_the_zone_is_that_of_china() -> None:
    china = ZoneInfo("Asia/Shanghai")
    for when in (datetime(1992, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, 15, 59, tzinfo=UTC)):
        assert when.astimezone(ZONE).replace(tzinfo=None) == when.astimezone(china).replace(tzinfo=None)
