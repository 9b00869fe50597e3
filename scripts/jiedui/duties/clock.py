"""办理时限: since when a need, a risk or a referral waits, until when it may, and how many working days are left.

One definition for every page, print and calendar (B-02). The limits and the calendar are policy data; what no limit was
set for on the day when it began has no clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.day_words import left_text
from jiedui.model.service import ServiceKind
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.need import Measure, Need, Referral
    from jiedui.model.relapse import Relapse
    from jiedui.model.service import ServiceLevel, ServiceLevels
    from jiedui.model.workdays import WorkCalendar

TITLE = "办理时限"
SERVES: tuple[str, ...] = ("R-013", "R-035", "R-045")

SELF_REPORT = "本人申报"
NOT_REPORTED = "未申报"


class ServiceClock(Struct, frozen=True, kw_only=True):
    """One limit that runs or ran: ``last`` is its last day, ``met_on`` the day that stopped it, if any did."""

    level: ServiceLevel
    opened: date
    last: date
    met_on: date | None

    @property
    def running(self) -> bool:
        """Whether what it waits for has not been done."""
        return self.met_on is None

    @property
    def late(self) -> bool:
        """Whether it was done, and after the last day."""
        return self.met_on is not None and self.met_on > self.last

    def over(self, as_of: date) -> bool:
        """Tell whether the last day has passed without it."""
        return self.running and self.last < as_of


def words(clock: ServiceClock, as_of: date, calendar: WorkCalendar) -> str:
    """Say how a clock stands on a day: what is left or over or, where it was stopped, whether in time."""
    if clock.met_on is None:
        return left_text(clock.last, as_of, calendar)
    if not clock.late:
        return "按时"
    over = calendar.between(clock.last, clock.met_on)
    return f"迟了 {over} 个工作日" if over else "过了期限"


def of_need(service: ServiceLevels, need: Need) -> tuple[ServiceClock, ...]:
    """Return the clocks of a need: of a sudden hardship the first help, of a 本人申报 to be looked at and answered.

    An answer has looked at it as well.
    """
    raised, decided = need.raised_on, need.decided_on
    if need.urgent:
        return _clocks(service, raised, {ServiceKind.URGENT: need.responded_on or need.closed_on})
    if need.origin == SELF_REPORT:
        looked = min((day for day in (need.looked_on, decided) if day), default=None)
        return _clocks(service, raised, {ServiceKind.LOOK: looked, ServiceKind.DECIDE: decided})
    return _clocks(service, raised, {ServiceKind.NEED: decided})


def of_risk(service: ServiceLevels, relapse: Relapse) -> tuple[ServiceClock, ...]:
    """Return the clock of the risk that stands: from its finding to 申报纳入 (四(二)1).

    There is none where nobody knows the day of the one or of the other.
    """
    reported = [step for step in relapse.steps if step.status != NOT_REPORTED]
    if not relapse.risk or relapse.found_on is None or (reported and reported[0].on is None):
        return ()
    return _clocks(service, relapse.found_on, {ServiceKind.RISK: reported[0].on if reported else None})


def of_referral(service: ServiceLevels, measure: Measure, referral: Referral) -> tuple[ServiceClock, ...]:
    """Return the clock of a referral: its answer, or that the measure was done without one."""
    days = [day for day in (referral.answered_on, measure.done_on) if day]
    return _clocks(service, referral.sent_on, {ServiceKind.REFERRAL: min(days, default=None)})


def _clocks(service: ServiceLevels, opened: date, met: dict[ServiceKind, date | None]) -> tuple[ServiceClock, ...]:
    return tuple(
        ServiceClock(level=level, opened=opened, last=service.calendar.after(opened, level.days), met_on=met_on)
        for kind, met_on in met.items()
        if (level := service.level(kind, opened))
    )
