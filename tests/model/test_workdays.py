"""Working days around 春节 and 国庆, counted by hand on the calendar, and what holds of every count."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedui.model.service import ServiceLevels
from jiedui.model.time import DAY, Span
from jiedui.model.workdays import Holiday, WorkCalendar, WorkYear
from jiedui.notice import policy

PLAIN = WorkCalendar()

days = st.dates(date(2022, 12, 1), date(2029, 12, 31))
counts = st.integers(0, 60)


def shipped() -> WorkCalendar:
    return ServiceLevels.of(policy("云岭市")["policy-service"]).calendar


SHIPPED = shipped()


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        # 春节 2026: off from Sunday 15 to Monday 23 February, worked on the Saturdays 14 and 28.
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-13", 2, "2026-02-24"),
        # 14, 24, 25, 26, 27 and 28 February are six, 2 to 6 and 9 to 13 March ten, 16 to 19 March four.
        ("2026-02-13", 20, "2026-03-19"),
        # 春节 2025: off from Tuesday 28 January to Tuesday 4 February, worked on Sunday 26 and Saturday 8.
        ("2025-01-24", 2, "2025-01-27"),
        ("2025-01-24", 3, "2025-02-05"),
        ("2025-02-07", 1, "2025-02-08"),
        # 国庆 2025: off from 1 to 8 October, worked on Sunday 28 September and Saturday 11 October.
        ("2025-09-26", 3, "2025-09-30"),
        ("2025-09-26", 5, "2025-10-10"),
        ("2025-09-26", 6, "2025-10-11"),
        # 中秋 and 国庆 2023: off from Friday 29 September to Friday 6 October, the weekend after it worked.
        ("2023-09-28", 1, "2023-10-07"),
        ("2023-09-28", 2, "2023-10-08"),
        # 国庆 2027 is not announced: Friday 1 October and the weekend, which the law has as a holiday anyway.
        ("2027-09-30", 1, "2027-10-04"),
        # A year that is not listed has weekends only: Monday 1 October 2029.
        ("2029-09-28", 1, "2029-10-01"),
        ("2026-02-15", 0, "2026-02-15"),
    ],
)
def test_the_last_day_counted_on_the_calendar(start: str, count: int, last: str) -> None:
    assert SHIPPED.after(date.fromisoformat(start), count) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2026-02-13", "2026-02-28", 6),
        ("2026-02-14", "2026-02-23", 0),
        ("2026-02-23", "2026-02-24", 1),
        ("2026-02-24", "2026-02-24", 0),
        ("2026-02-24", "2026-02-13", 0),
        ("2025-09-26", "2025-10-11", 6),
    ],
)
def test_the_days_between_counted_on_the_calendar(first: str, last: str, count: int) -> None:
    assert SHIPPED.between(date.fromisoformat(first), date.fromisoformat(last)) == count


def test_each_announced_year_has_as_many_working_days_as_the_statute_says() -> None:
    """All days less the Saturdays and Sundays (105 in 2023, else 104) less the legal holidays (11, since 2025 13).

    365 − 105 − 11 = 249, 366 − 104 − 11 = 251, 365 − 104 − 13 = 248 twice: 调休 itself adds none and takes none.
    """
    counted = [SHIPPED.between(date(year - 1, 12, 31), date(year, 12, 31)) for year in (2023, 2024, 2025, 2026)]
    assert counted == [249, 251, 248, 248]


def test_the_years_of_the_programme_are_there_and_those_to_come_have_no_document() -> None:
    assert [(year.year, bool(year.document)) for year in SHIPPED.years] == [
        (2023, True), (2024, True), (2025, True), (2026, True), (2027, False), (2028, False),
    ]  # fmt: skip


def test_an_entry_of_a_year() -> None:
    data = {"year": 2030, "holidays": [{"name": "元旦", "from": "2030-01-01", "to": "2030-01-02"}]}
    year = WorkYear.of(data)
    assert year == WorkYear(2030, "", (Holiday("元旦", Span(date(2030, 1, 1), date(2030, 1, 2))),), ())
    worked = WorkCalendar([WorkYear.of({**data, "document": "文", "workdays": ["2030-01-05"]})])
    assert [worked.works(date(2030, 1, day)) for day in (1, 2, 3, 4, 5, 6, 7)] == [
        False, False, True, True, True, False, True,
    ]  # fmt: skip


def test_calendars_of_the_same_years_are_the_same() -> None:
    again = WorkCalendar(SHIPPED.years)
    assert (again, hash(again)) == (SHIPPED, hash(SHIPPED))
    assert WorkCalendar(SHIPPED.years[1:]) != SHIPPED
    assert SHIPPED.years != SHIPPED


@given(days, st.integers(1, 60))
def test_the_last_day_is_worked_and_as_many_days_away(start: date, count: int) -> None:
    last = SHIPPED.after(start, count)
    assert SHIPPED.works(last)
    assert SHIPPED.between(start, last) == count


@given(days, counts, counts)
def test_to_count_on_is_to_count_at_once(start: date, one: int, other: int) -> None:
    assert SHIPPED.after(SHIPPED.after(start, one), other) == SHIPPED.after(start, one + other)


@given(days, days, days)
def test_what_lies_between_adds_up(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))
    assert SHIPPED.between(first, middle) + SHIPPED.between(middle, last) == SHIPPED.between(first, last)


@given(days)
def test_without_years_every_week_has_five_working_days(start: date) -> None:
    assert PLAIN.between(start, start + 7 * DAY) == 5
