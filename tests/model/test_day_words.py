"""Days, and the days left or over, as they are said; counted by hand on the calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.model.day_words import day_text, left_text
from jiedui.model.workdays import WorkCalendar, WorkYear

# 国庆 2026: off from Thursday 1 to Wednesday 7 October, worked on Sunday 27 September and Saturday 10 October.
NATIONAL_DAY: dict[str, Any] = {
    "year": 2026,
    "holidays": [{"name": "国庆节", "from": "2026-10-01", "to": "2026-10-07"}],
    "workdays": ["2026-09-27", "2026-10-10"],
}


def test_a_day_is_told_with_its_year_unless_it_stands_beside_one_of_the_same() -> None:
    assert day_text(date(2026, 3, 5)) == "2026年3月5日"
    assert day_text(date(2026, 12, 31), date(2026, 1, 1)) == "12月31日"
    assert day_text(date(2027, 1, 2), date(2026, 12, 31)) == "2027年1月2日"


@pytest.mark.parametrize(
    ("as_of", "days", "worked"),
    [
        # Of the 5 days from 26 to 30 September, Saturday 26 is off and Sunday 27 is worked.
        ("2026-09-25", "还剩 5 天", "还剩 4 个工作日"),
        ("2026-09-29", "还剩 1 天", "还剩 1 个工作日"),
        ("2026-09-30", "今天到期", "今天到期"),
        ("2026-10-01", "超期 1 天", "已过期限"),
        ("2026-10-07", "超期 7 天", "已过期限"),
        ("2026-10-08", "超期 8 天", "超期 1 个工作日"),
        ("2026-10-10", "超期 10 天", "超期 3 个工作日"),
    ],
)
def test_how_far_the_last_day_of_september_is(as_of: str, days: str, worked: str) -> None:
    calendar = WorkCalendar([WorkYear.of(NATIONAL_DAY)])
    assert left_text(date(2026, 9, 30), date.fromisoformat(as_of)) == days
    assert left_text(date(2026, 9, 30), date.fromisoformat(as_of), calendar) == worked
