"""Once a year out of the home to a collective activity (R-042, 四(四)3; A-18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from jiedui.model.time import days_covered

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


@dataclass(frozen=True, slots=True)
class OutingYear:
    """One disabled person in one year.

    ``detail`` names the activities of the year, or says in plain Chinese why there are none.
    """

    household: str
    person: str
    year: int
    state: OutingState
    detail: str


def outing_years(household: Household, policy: Policy, as_of: date) -> list[OutingYear]:
    """Return the state of each disabled person for each year up to the one of ``as_of``."""
    years = range(policy.settings.outing_first_year, min(as_of.year, policy.end.year) + 1)
    return [_year(household, member, year, policy, as_of) for member in household.disabled for year in years]


def _year(household: Household, member: Member, year: int, policy: Policy, as_of: date) -> OutingYear:
    first, last = date(year, 1, 1), date(year, 12, 31)

    def found(state: OutingState, detail: str) -> OutingYear:
        return OutingYear(household.id, member.id, year, state, detail)

    done = [item for item in household.outings if item.person == member.id and first <= item.on <= min(last, as_of)]
    if done:
        return found(OutingState.DONE, "、".join(item.kind for item in done))
    days = days_covered([item.span for item in household.pairings if item.is_primary], first, last)
    if days < policy.settings.outing_min_days:
        return found(OutingState.NOT_DUE, f"本年结对 {days} 天")
    exemption = member.disability.outing_exemption if member.disability else None
    if exemption and exemption.span.clip(first, min(last, as_of)):
        return found(OutingState.EXEMPT, f"{exemption.reason}；在家：{exemption.alternative}")
    if as_of <= last:
        return found(OutingState.RUNNING, "今年还没有参加")
    return found(OutingState.MISSED, "全年没有参加")
