"""严重逾期, 逾期, 快到期, 未到期: how pressing a duty is, defined here for every list of duties.

严重逾期 is what cannot be made up any more (the contact of a quarter that is over) and what is past its last day by
more than :data:`GRAVE`; 逾期 is past its last day by less. 快到期 has its last day on the day asked for or within the
days of the digest after it (``digest_days``); 未到期 is the rest, with what has no last day. In a group the earliest
last day comes first: what stands on top is to be done first.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jiedui.duties.deadline import Due

GRAVE = timedelta(days=30)


class DutySeverity(StrEnum):
    """How pressing a duty is, the most pressing first."""

    GRAVE = "严重逾期"
    LATE = "逾期"
    SOON = "快到期"
    LATER = "未到期"

    @property
    def key(self) -> str:
        """What its place on a page is called."""
        return self.name.lower()

    @property
    def order(self) -> int:
        """The place among the groups, from 0."""
        return list(DutySeverity).index(self)

    @property
    def is_late(self) -> bool:
        """Whether the last day has passed."""
        return self in (DutySeverity.GRAVE, DutySeverity.LATE)


def by_day(on: date | None, as_of: date, digest: timedelta) -> DutySeverity:
    """Return how pressing on ``as_of`` is what has its last day ``on``; ``digest`` is how far ahead one looks."""
    if on is None or on > as_of + digest:
        return DutySeverity.LATER
    if on >= as_of:
        return DutySeverity.SOON
    return DutySeverity.GRAVE if as_of - on > GRAVE else DutySeverity.LATE


def severity(item: Due, as_of: date, digest: timedelta) -> DutySeverity:
    """Return how pressing a duty is."""
    return DutySeverity.GRAVE if item.missed else by_day(item.on, as_of, digest)


class SeverityGroup(Struct, frozen=True):
    """The duties that are equally pressing, what to do first on top."""

    severity: DutySeverity
    items: tuple[Due, ...]


def grouped(items: Iterable[Due], as_of: date, digest: timedelta) -> tuple[SeverityGroup, ...]:
    """Return the groups that have any duty, the most pressing first."""
    found: dict[DutySeverity, list[Due]] = {}
    for item in sorted(items, key=lambda item: item.sort_key):
        found.setdefault(severity(item, as_of, digest), []).append(item)
    return tuple(SeverityGroup(kind, tuple(found[kind])) for kind in DutySeverity if kind in found)
