"""The organisation's recurring duties, period by period, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties.cadence import (
    CadencePeriod,
    CadenceState,
    Period,
    bulletins,
    dispatches,
    half_years,
    hearings,
    quarter_periods,
)
from jiedui.model.event import Award, Meeting
from jiedui.model.time import Quarter

LATER = date(2026, 11, 23)
SECOND_HALF = Period("2023年下半年", date(2023, 9, 1), date(2023, 12, 31))
FIRST_HALF = Period("2024年上半年", date(2024, 1, 1), date(2024, 6, 30))
Q3 = Period("2023年第三季度", date(2023, 9, 1), date(2023, 9, 30))


def meeting(when: str, kind: str) -> Meeting:
    return Meeting(unit="city", stem=when, date=date.fromisoformat(when), kind=kind, title="议题")


def test_half_years_of_the_programme(policy):
    periods = half_years(policy)
    assert periods[:2] == (SECOND_HALF, FIRST_HALF)
    assert (len(periods), periods[-1]) == (11, Period("2028年下半年", date(2028, 7, 1), date(2028, 12, 31)))


def test_quarters_of_the_programme(policy):
    periods = quarter_periods(policy)
    assert periods[0] == Q3
    assert (len(periods), periods[-1]) == (22, Period("2028年第四季度", date(2028, 10, 1), date(2028, 12, 31)))


def test_hearings_by_half_year(policy):
    events = [meeting("2023-12-31", "听取汇报"), meeting("2024-07-01", "听取汇报"), meeting("2025-01-05", "调度")]
    states = [cell.state.value for cell in hearings(policy, events, LATER)]
    assert states == ["已完成", "缺", "已完成", "缺", "缺", "缺", "进行中", "未到", "未到", "未到", "未到"]


def test_a_period_holds_all_its_meetings_in_order_from_its_first_day_to_its_last(policy):
    days = ("2024-06-30", "2024-01-01", "2024-03-05", "2023-12-31", "2024-07-01")
    award = Award(unit="city", stem="x", date=date(2024, 2, 1), form="表扬", reason="示例")
    events = [award, *(meeting(day, "听取汇报") for day in days)]
    assert hearings(policy, events, LATER)[1] == CadencePeriod(
        FIRST_HALF, CadenceState.DONE, (date(2024, 1, 1), date(2024, 3, 5), date(2024, 6, 30))
    )


@pytest.mark.parametrize(("as_of", "expected"), [(date(2023, 8, 31), "未到"), (date(2023, 9, 1), "进行中")])
def test_nothing_recurs_before_the_programme(policy, as_of, expected):
    firsts = (hearings(policy, [], as_of)[0], dispatches(policy, [], as_of)[0], bulletins(policy, [], as_of)[0])
    assert [cell.state.value for cell in firsts] == [expected] * 3


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2023, 12, 31), "未到"),
        (date(2024, 1, 1), "进行中"),
        (date(2024, 6, 30), "进行中"),
        (date(2024, 7, 1), "缺"),
    ],
)
def test_a_half_year_runs_to_its_last_day(policy, as_of, expected):
    assert hearings(policy, [], as_of)[1] == CadencePeriod(FIRST_HALF, CadenceState(expected), ())


def test_a_meeting_counts_from_its_own_day(policy):
    events = [meeting("2024-03-05", "听取汇报")]
    assert hearings(policy, events, date(2024, 3, 4))[1].state is CadenceState.RUNNING
    assert hearings(policy, events, date(2024, 3, 5))[1].state is CadenceState.DONE


def test_dispatches_by_quarter(policy):
    found = dispatches(policy, [meeting("2023-09-20", "调度"), meeting("2023-11-01", "听取汇报")], date(2024, 3, 31))
    assert found[0] == CadencePeriod(Q3, CadenceState.DONE, (date(2023, 9, 20),))
    assert [cell.state.value for cell in found[1:4]] == ["缺", "进行中", "未到"]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2023, 9, 30), "未到"),
        (date(2023, 10, 1), "进行中"),
        (date(2024, 3, 31), "进行中"),
        (date(2024, 4, 1), "缺"),
    ],
)
def test_the_bulletin_of_a_quarter_has_the_next_quarter_to_appear(policy, as_of, expected):
    fourth = Period("2023年第四季度", date(2023, 10, 1), date(2023, 12, 31))
    assert bulletins(policy, [], as_of)[1] == CadencePeriod(fourth, CadenceState(expected), ())


def test_an_issued_bulletin_is_done_and_others_are_not(policy):
    found = bulletins(policy, [Quarter(2023, 3)], date(2024, 4, 1))
    assert found[0] == CadencePeriod(Q3, CadenceState.DONE, ())
    assert [cell.state.value for cell in found[1:4]] == ["缺", "进行中", "进行中"]
