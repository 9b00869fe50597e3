"""The organisation's recurring duties, period by period, worked out by hand."""

from __future__ import annotations

from datetime import date

from jiedui.duties.cadence import bulletins, dispatches, half_years, hearings
from jiedui.model.event import Meeting
from jiedui.model.time import Quarter

LATER = date(2026, 11, 23)


def meeting(when: str, kind: str) -> Meeting:
    return Meeting(unit="city", stem=when, date=date.fromisoformat(when), kind=kind, title="议题")


def test_half_years_of_the_programme(policy):
    titles = [period.title for period in half_years(policy)]
    assert (len(titles), titles[0], titles[-1]) == (11, "2023年下半年", "2028年下半年")
    assert half_years(policy)[0].end == date(2023, 12, 31)


def test_hearings_by_half_year(policy):
    events = [meeting("2023-12-31", "听取汇报"), meeting("2024-07-01", "听取汇报"), meeting("2025-01-05", "调度")]
    states = [cell.state.value for cell in hearings(policy, events, LATER)]
    assert states == ["已完成", "缺", "已完成", "缺", "缺", "缺", "进行中", "未到", "未到", "未到", "未到"]


def test_dispatches_by_quarter(policy):
    states = [cell.state.value for cell in dispatches(policy, [meeting("2023-09-20", "调度")], date(2024, 3, 31))]
    assert states[:4] == ["已完成", "缺", "进行中", "未到"]


def test_the_bulletin_of_a_quarter_has_the_next_quarter_to_appear(policy):
    states = [cell.state.value for cell in bulletins(policy, [Quarter(2023, 3)], date(2024, 3, 31))]
    assert states[:4] == ["已完成", "进行中", "进行中", "未到"]
    assert bulletins(policy, [], date(2024, 4, 1))[1].state.value == "缺"
