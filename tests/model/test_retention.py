"""How long is kept what is needed no more: to the day, and nothing for ever."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.model.retention import RetentionRule
from jiedui.model.time import Span

ROW = {"years": 3, "from": "2023-09-01", "basis": "本台账自定"}
THREE = RetentionRule(3, Span(date(2023, 9, 1)), "本台账自定")


def test_a_row_in_full() -> None:
    assert RetentionRule.of(ROW) == THREE
    assert RetentionRule.of({**ROW, "to": "2026-12-31"}).span == Span(date(2023, 9, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("ended", "last"),
    [
        (date(2023, 11, 22), date(2026, 11, 22)),
        (date(2023, 12, 31), date(2026, 12, 31)),
        (date(2024, 2, 29), date(2027, 2, 28)),  # a day that the year has not got is the month's last
    ],
)
def test_keeping_is_over_on_the_day_after_the_last(ended: date, last: date) -> None:
    assert THREE.last_day(ended) == last
    assert not THREE.is_over(ended, last)
    assert THREE.is_over(ended, date.fromordinal(last.toordinal() + 1))


def test_a_leap_day_is_kept_to_the_next_one_by_four_years() -> None:
    assert RetentionRule.of({**ROW, "years": 4}).last_day(date(2024, 2, 29)) == date(2028, 2, 29)
