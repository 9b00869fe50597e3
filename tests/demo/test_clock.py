"""The days that a generated ledger may speak of."""

from __future__ import annotations

from datetime import date

from jiedui.demo.clock import Clock
from jiedui.demo.source import Source
from jiedui.model.time import Quarter


def test_days_stay_between_the_start_and_today(clock: Clock) -> None:
    assert (clock.start, clock.today) == (date(2023, 9, 1), date(2026, 11, 23))
    assert clock.ago(22) == date(2026, 11, 1)
    assert clock.ago(9999) == date(2023, 9, 1)
    assert clock.after(date(2026, 11, 20), 2) == date(2026, 11, 22)
    assert clock.after(date(2026, 11, 20), 9) == date(2026, 11, 23)
    assert [clock.clip(day) for day in (date(2020, 1, 1), date(2025, 1, 1), date(2030, 1, 1))] == [
        date(2023, 9, 1), date(2025, 1, 1), date(2026, 11, 23)
    ]  # fmt: skip


def test_quarters_are_counted_back_from_the_running_one(clock: Clock) -> None:
    assert clock.back(0) == Quarter(2026, 4)
    assert clock.back(13) == Quarter(2023, 3)
    assert clock.back(14) is None
    assert clock.offset(Quarter(2026, 1)) == 3


def test_nothing_happens_after_the_programme(lender: Source) -> None:
    assert Clock.of(lender.policy, date(2031, 1, 1)).today == date(2028, 12, 31)
