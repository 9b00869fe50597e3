"""办理时限: how many working days a need, a risk or a referral may wait, dated, with what each is read from (B-02)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from jiedui.model.time import Span, day
from jiedui.model.workdays import WorkCalendar, WorkYear
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping


class ServiceKind(StrEnum):
    """What is limited; the value is the key in ``policy/service.yml``."""

    NEED = "answer"
    LOOK = "look"
    DECIDE = "decide"
    RISK = "risk"
    URGENT = "urgent"
    REFERRAL = "referral"


class ServiceLevel(Struct, frozen=True, kw_only=True):
    """One limit: ``days`` working days after the day on which it began, that day not counted.

    ``wording`` says from what to what, ``reading`` where the number is from.
    """

    kind: ServiceKind
    title: str
    wording: str
    days: int
    span: Span
    clause: str
    reading: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> ServiceLevel:
        """Type one entry of ``levels``."""
        return cls(
            kind=ServiceKind(data["key"]),
            title=data["title"],
            wording=data["wording"],
            days=data["days"],
            span=Span(date.fromisoformat(data["from"]), day(data.get("to"))),
            clause=data["clause"],
            reading=data["reading"],
        )


class ServiceLevels(Struct, frozen=True):
    """All limits and the calendar that counts them. A ledger without the file has no limits: nothing of it is late."""

    levels: tuple[ServiceLevel, ...] = ()
    calendar: WorkCalendar = field(default_factory=WorkCalendar)

    def level(self, kind: ServiceKind, when: date) -> ServiceLevel | None:
        """Return the limit for what began on a day, or ``None`` where there was none: a later one changes nothing."""
        return next((level for level in self.levels if level.kind is kind and level.span.covers(when)), None)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> ServiceLevels:
        """Type ``policy/service.yml``; nothing for an empty one."""
        return cls(
            tuple(map(ServiceLevel.of, data.get("levels", ()))), WorkCalendar(map(WorkYear.of, data.get("years", ())))
        )
