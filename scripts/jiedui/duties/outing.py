"""Once a year out of the home to a collective activity (R-042, 四(四)3; A-18)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from jiedui.model.member import DIED
from jiedui.model.time import Span, by, days_covered
from jiedui.struct import Struct

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.model.member import Member
    from jiedui.model.policy import Policy

TITLE = "每年集体活动"
SERVES: tuple[str, ...] = ("R-042",)


class OutingState(StrEnum):
    """The state of one person in one year."""

    DONE = "已参加"
    RUNNING = "进行中"
    MISSED = "未参加"
    EXEMPT = "不宜外出"
    NOT_DUE = "不计"


class OutingYear(Struct, frozen=True):
    """One disabled person in one year.

    ``kinds`` are the activities that the person took part in. ``detail`` names them, and says in plain Chinese why the
    state is what it is.
    """

    household: str
    person: str
    year: int
    state: OutingState
    detail: str
    kinds: tuple[str, ...] = ()

    @property
    def beside(self) -> bool:
        """Whether the person took part in a year that does not count: told beside the figures, in none of them."""
        return self.state is OutingState.NOT_DUE and bool(self.kinds)


def outing_years(household: Household, policy: Policy, as_of: date) -> list[OutingYear]:
    """Return the state of each disabled member of a household for each year up to the one of ``as_of``.

    The year of a move within the city is one year: it stands in the later record, with what was done before the move.
    """
    years = range(policy.settings.outing_first_year, min(as_of.year, policy.end.year) + 1)
    return [
        _year(household, member, year, policy, as_of)
        for member in household.disabled
        for year in years
        if _belongs(member).clip(date(year, 1, 1), date(year, 12, 31)) and not _goes_on(household, member, year)
    ]


def _goes_on(household: Household, member: Member, year: int) -> bool:
    """Tell whether somebody's year stands in the record of the federation that the household moved to."""
    moved = household.closed_on is not None and household.closed_on.year <= year
    return moved and member.id in household.persons


def _year(household: Household, member: Member, year: int, policy: Policy, as_of: date) -> OutingYear:
    first, last = date(year, 1, 1), date(year, 12, 31)
    records = _records(household, year)
    taken = [item for home in records for item in home.outings if first <= item.on <= min(last, as_of)]
    own = (item.id for home in records[:-1] for item in home.members if item.is_same(member))
    codes = {member.id, *own} if taken else ()
    kinds = tuple(item.kind for item in taken if item.person in codes)

    def found(state: OutingState, *detail: str) -> OutingYear:
        return OutingYear(household.id, member.id, year, state, "；".join(filter(None, detail)), kinds)

    days, least = _days_paired(household, member, first, last), policy.settings.outing_min_days
    if days < least:
        return found(OutingState.NOT_DUE, "、".join(kinds), f"本年结对 {days} 天，不足 {least} 天")
    if kinds:
        return found(OutingState.DONE, "、".join(kinds))
    exemption = member.disability.outing_exemption if member.disability else None
    if exemption and exemption.span.clip(first, min(last, as_of)):
        return found(OutingState.EXEMPT, exemption.reason, f"在家：{exemption.alternative}")
    if left := member.left_by(min(last, as_of)):
        died = left.reason == DIED
        return found(OutingState.NOT_DUE if died else OutingState.MISSED, f"{left.words}，本年没有参加")
    closed = by(household.closed_on, last)
    if as_of <= (closed or last):
        return found(OutingState.RUNNING, "今年还没有参加")
    if closed is None:
        return found(OutingState.MISSED, "全年没有参加")
    died = household.closed_reason == DIED
    return found(OutingState.NOT_DUE if died else OutingState.MISSED, f"{closed} 终止，本年没有参加")


def _records(household: Household, year: int) -> tuple[Household, ...]:
    """Return the records of a family in a year, the oldest first: those that it moved from in it, and its own."""
    before = household.before
    if before is None or before.closed_on is None or before.closed_on.year != year:
        return (household,)
    return (*_records(before, year), household)


def _belongs(member: Member) -> Span:
    """Return the days on which somebody is a disabled member, as far as they are known."""
    issued = member.disability.certificates[0].since if member.disability else None
    return Span(
        max(member.joined_on or date.min, issued or date.min),
        member.left.on if member.left else None,
    )


def _days_paired(household: Household, member: Member, first: date, last: date) -> int:
    """Return the days of a stretch on which somebody was in charge of the household and the person belonged to it."""
    stretch = _belongs(member).clip(first, last)
    spans = [item.span for home in _records(household, first.year) for item in home.pairings if item.is_primary]
    return days_covered(spans, stretch.start, stretch.end) if stretch else 0
