"""What is reckoned for a day: the quarters around it, and one entry for each household and helper."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.reports.day import DayFigures


@pytest.mark.parametrize(
    ("day", "quarter", "number", "closed", "year"),
    [
        ("2023-08-01", "2023Q3", 1, None, 2023),
        ("2023-09-30", "2023Q3", 1, None, 2023),
        ("2023-10-01", "2023Q4", 2, "2023Q3", 2023),
        ("2028-12-31", "2028Q4", 22, "2028Q3", 2028),
        ("2029-01-01", "2028Q4", 22, "2028Q4", 2028),
    ],
)
def test_the_quarters_around_a_day(
    world: Any, day: str, quarter: str, number: int, closed: str | None, year: int
) -> None:
    figures = DayFigures(world.ledger(), date.fromisoformat(day))
    assert (str(figures.quarter), figures.quarter_number) == (quarter, number)
    assert (str(figures.closed_quarter) if figures.closed_quarter else None) == closed
    assert figures.outing_year_now == year
    assert len(figures.quarters) == 22


def test_each_household_and_helper_is_reckoned_in_the_order_of_the_ids(quarter_world: Any) -> None:
    figures = DayFigures(quarter_world.ledger(), date(2026, 8, 3))
    homes = ["PJ-2222", "PJ-3333", "YYL-2222"]
    assert list(figures.quota_lines) == ["PJ-B-2222", "PJ-B-3333", "YYL-B-2222", "YYS-B-2222"]
    for found in (figures.intakes, figures.outings, figures.hazards, figures.suspects):
        assert list(found) == homes
    assert sorted(figures.books) == sorted(figures.histories) == sorted(figures.due) == homes
    assert all(len(found) == 22 for found in figures.histories.values())
