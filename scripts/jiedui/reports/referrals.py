"""转介: what was handed to other bodies, by receiver: sent, answered, waiting, over the limit (六(二))."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from jiedui.duties import clock, referral
from jiedui.model.need import RECEIVERS
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.duties.clock import ServiceClock
    from jiedui.duties.referral import Referred
    from jiedui.model.household import Household
    from jiedui.reports.groups import GroupFigures

TITLE = "转介台账"
SERVES: tuple[str, ...] = ("R-100",)


class ReferralLine(Struct, frozen=True, kw_only=True):
    """One referral: whether it waits for an answer, and its clock, where there is a limit."""

    household: Household
    item: Referred
    waiting: bool
    clock: ServiceClock | None
    over: bool

    @property
    def receiver(self) -> str:
        """The kind of body that it was sent to."""
        return self.item.referral.receiver


class ReferralSum(Struct, frozen=True):
    """How many referrals were sent, were answered, wait for an answer, and do so for longer than they may.

    Of a measure that was done without an answer, or is owed no more, nothing waits. ``over`` is ``None`` where none of
    them has a limit.
    """

    sent: int
    answered: int
    waiting: int
    over: int | None

    @classmethod
    def of(cls, lines: Iterable[ReferralLine]) -> ReferralSum:
        """Count some referrals."""
        found = list(lines)
        return cls(
            len(found),
            sum(line.item.referral.answered_on is not None for line in found),
            sum(line.waiting for line in found),
            sum(line.over for line in found) if not found or any(line.clock for line in found) else None,
        )


class ReferralBook:
    """The referrals of a group of households, as of the day of its figures."""

    def __init__(self, group: GroupFigures) -> None:
        self._group = group

    @cached_property
    def lines(self) -> tuple[ReferralLine, ...]:
        """Every referral sent by the day, by receiver, then the earliest first."""
        return self._group.summed("lines of referrals", lambda part: ReferralBook(part)._lines(), _joined)

    def _lines(self) -> tuple[ReferralLine, ...]:
        found = [line for household in self._group.households for line in self._of(household)]
        return tuple(sorted(found, key=_order))

    def _of(self, household: Household) -> list[ReferralLine]:
        figures = self._group.figures
        service, as_of = figures.ledger.policy.service, figures.as_of
        waiting = {item.key for item in referral.open_of(household, as_of)}
        return [
            ReferralLine(
                household=household,
                item=item,
                waiting=item.key in waiting,
                clock=limit,
                over=limit is not None and item.key in waiting and limit.over(as_of),
            )
            for item in referral.referred(household, as_of)
            for limit in (next(iter(clock.of_referral(service, item.measure, item.referral)), None),)
        ]

    @property
    def waiting(self) -> tuple[ReferralLine, ...]:
        """Those that wait for an answer."""
        return tuple(line for line in self.lines if line.waiting)

    @property
    def total(self) -> ReferralSum:
        """The sum of all."""
        return ReferralSum.of(self.lines)

    @property
    def by_receiver(self) -> dict[str, ReferralSum]:
        """The sum of each body that anything was sent to."""
        return {
            receiver: ReferralSum.of(lines)
            for receiver in RECEIVERS
            if (lines := [line for line in self.lines if line.receiver == receiver])
        }


def _joined(parts: Iterable[tuple[ReferralLine, ...]]) -> tuple[ReferralLine, ...]:
    return tuple(sorted(chain.from_iterable(parts), key=_order))


def _order(line: ReferralLine) -> tuple[int, str, str, str]:
    return RECEIVERS.index(line.receiver), line.item.referral.sent_on.isoformat(), line.household.id, line.item.key
