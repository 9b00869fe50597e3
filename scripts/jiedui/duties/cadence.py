"""The organisation's own recurring duties: hearings, dispatches and who answers for the work (六(一), 六(二))."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jiedui.model.event import Event, Meeting
from jiedui.model.time import Quarter
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jiedui.model.policy import Policy

TITLE = "会议、调度和通报的节奏"
SERVES: tuple[str, ...] = ("R-094", "R-095", "R-096")

HEARING = "听取汇报"
DISPATCH = "调度"


class CadenceState(StrEnum):
    """The state of one duty of one federation in one period."""

    DONE = "已完成"
    RUNNING = "进行中"
    MISSING = "缺"
    AHEAD = "未到"
    FREE = "不作要求"


class Period(Struct, frozen=True):
    """A stretch of the calendar that a duty recurs in, and what staff call it."""

    title: str
    start: date
    end: date


class CadencePeriod(Struct, frozen=True):
    """One federation's duty in one period, with the days on which it was done."""

    period: Period
    state: CadenceState
    days: tuple[date, ...]


def half_years(policy: Policy) -> tuple[Period, ...]:
    """Return the calendar half-years of the programme, 2023 下半年 first (A-28), from its first day on."""
    found: dict[str, Period] = {}
    for quarter in policy.quarters:
        first = quarter.number <= 2
        title = f"{quarter.year}年{'上' if first else '下'}半年"
        start = max(Quarter(quarter.year, 1 if first else 3).start, policy.programme.start)
        found[title] = Period(title, start, Quarter(quarter.year, 2 if first else 4).end)
    return tuple(found.values())


def quarter_periods(policy: Policy) -> tuple[Period, ...]:
    """Return the quarters of the programme as periods, from its first day on."""
    first = policy.programme.start
    return tuple(Period(quarter.title, max(quarter.start, first), quarter.end) for quarter in policy.quarters)


def hearings(policy: Policy, events: Iterable[Event], as_of: date) -> list[CadencePeriod]:
    """Return for each half-year whether the party group heard a report (R-094). ``events`` are one federation's."""
    return _judged(half_years(policy), _days(events, HEARING), as_of)


def dispatches(policy: Policy, events: Iterable[Event], as_of: date) -> list[CadencePeriod]:
    """Return for each quarter whether the leading group's office dispatched the work (R-095)."""
    return _judged(quarter_periods(policy), _days(events, DISPATCH), as_of)


def bulletins(policy: Policy, issued: Iterable[Quarter], as_of: date) -> list[CadencePeriod]:
    """Return for each quarter whether its bulletin was issued (R-096). A bulletin can only follow its quarter."""
    known = set(issued)
    found = []
    for quarter, period in zip(policy.quarters, quarter_periods(policy), strict=True):
        if quarter in known:
            state = CadenceState.DONE
        elif as_of < period.start:
            state = CadenceState.AHEAD
        else:
            # The bulletin of a quarter is drawn up in the next one.
            state = CadenceState.RUNNING if as_of <= quarter.next.end else CadenceState.MISSING
        found.append(CadencePeriod(period, state, ()))
    return found


def _days(events: Iterable[Event], kind: str) -> list[date]:
    return sorted(event.date for event in events if isinstance(event, Meeting) and event.kind == kind)


def _judged(periods: Iterable[Period], days: list[date], as_of: date) -> list[CadencePeriod]:
    return [_judge(period, [day for day in days if period.start <= day <= period.end and day <= as_of], as_of)
            for period in periods]  # fmt: skip


def _judge(period: Period, days: list[date], as_of: date) -> CadencePeriod:
    if days:
        state = CadenceState.DONE
    elif as_of < period.start:
        state = CadenceState.AHEAD
    else:
        state = CadenceState.RUNNING if as_of <= period.end else CadenceState.MISSING
    return CadencePeriod(period, state, tuple(days))
