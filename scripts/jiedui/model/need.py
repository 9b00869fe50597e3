"""Needs of a household, the measures against them, and what was put into these (R-013, R-014, R-030, R-100)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.model.time import altered, by, day, day_of
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

# The bodies that a measure may be handed to, in the order of the lists (六(二)).
RECEIVERS = ("民政", "医保", "教育", "住建", "人社", "卫健", "农业农村", "其他")


class Resource(Struct, frozen=True):
    """Money or help put into a measure (R-100); ``amount`` in whole yuan, ``None`` where none is told."""

    source: str
    name: str
    amount: int | None


class Referral(Struct, frozen=True, kw_only=True):
    """One 转介单: a measure handed to another body, what it was asked, and its answer. To send it does nothing yet.

    ``receiver`` is the kind of body, ``office`` which one it is; ``answered_on`` is ``None`` while it has not answered.
    """

    receiver: str
    office: str
    sent_on: date
    asked: str
    answered_on: date | None
    answer: str

    @property
    def whom(self) -> str:
        """The receiver in words: the office where it is told."""
        return f"{self.receiver}（{self.office}）" if self.office else self.receiver

    def until(self, when: date) -> Referral:
        """Return the referral as it was on a day."""
        return self if by(self.answered_on, when) else replace(self, answered_on=None, answer="")

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Referral:
        """Type one entry of ``referrals``."""
        return cls(
            receiver=data["receiver"],
            office=data.get("office", ""),
            sent_on=day_of(data["sent_on"]),
            asked=data["asked"],
            answered_on=day(data.get("answered_on")),
            answer=data.get("answer", ""),
        )


class Measure(Struct, frozen=True, kw_only=True):
    """One commitment: what is done about a need, by when, and what came of it (R-013)."""

    code: str
    content: str
    promised_on: date
    due_on: date | None
    by: str
    resources: tuple[Resource, ...]
    done_on: date | None
    result: str
    referrals: tuple[Referral, ...] = ()

    def until(self, when: date) -> Measure:
        """Return the measure as it was on a day."""
        done_on = by(self.done_on, when)
        return altered(
            self,
            referrals=tuple(item.until(when) for item in self.referrals if item.sent_on <= when),
            done_on=done_on,
            result=self.result if done_on else "",
        )

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Measure:
        """Type one measure of a need."""
        return cls(
            code=data["code"],
            content=data["content"],
            promised_on=day_of(data["promised_on"]),
            due_on=day(data.get("due_on")),
            by=data.get("by", ""),
            resources=tuple(
                Resource(part["source"], part.get("name", ""), part.get("amount")) for part in data.get("resources", ())
            ),
            done_on=day(data.get("done_on")),
            result=data.get("result", ""),
            referrals=tuple(map(Referral.of, data.get("referrals", ()))),
        )


class Need(Struct, frozen=True, kw_only=True):
    """A need of a person or of the whole household, with its measures (R-014, R-031, R-045).

    ``origin`` says how it came to be known, nothing where nobody said; ``looked_on`` is of a 本人申报 alone.
    """

    id: str
    person: str
    content: str
    raised_on: date
    urgent: bool
    responded_on: date | None
    measures: tuple[Measure, ...]
    closed_on: date | None
    result: str
    origin: str = ""
    looked_on: date | None = None

    @property
    def decided_on(self) -> date | None:
        """The day of the answer: of its first measure or, where it was closed without any, of its end."""
        days = [*(measure.promised_on for measure in self.measures), self.closed_on]
        return min((found for found in days if found), default=None)

    def until(self, when: date) -> Need:
        """Return the need as it was on a day: with the measures promised by then."""
        closed_on = by(self.closed_on, when)
        return altered(
            self,
            looked_on=by(self.looked_on, when),
            responded_on=by(self.responded_on, when),
            measures=tuple(item.until(when) for item in self.measures if item.promised_on <= when),
            closed_on=closed_on,
            result=self.result if closed_on else "",
        )

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Need:
        """Type one entry of ``needs``."""
        return cls(
            id=data["id"],
            person=data.get("person", ""),
            content=data["content"],
            raised_on=day_of(data["raised_on"]),
            urgent=data.get("urgent", False),
            responded_on=day(data.get("responded_on")),
            measures=tuple(Measure.of(item) for item in data.get("measures", ())),
            closed_on=day(data.get("closed_on")),
            result=data.get("result", ""),
            origin=data.get("origin", ""),
            looked_on=day(data.get("looked_on")),
        )
