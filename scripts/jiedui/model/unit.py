"""Federations: their days, who is responsible, and what they have done (R-002, R-080, R-090)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jiedui.model.time import ALWAYS, Span, day
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FIRST, DIRECT = "第一责任人", "直接责任人"
# What pages beside those of the federations are called by, and what Windows lets no folder be called.
TAKEN_CODES = frozenset(("index", "nobody", "aux", "con", "nul", "prn"))


class Milestone(Struct, frozen=True):
    """One of the four tasks of the first phase, done by a federation (R-080, 五(四)1)."""

    key: str
    done_on: date
    document: str


class Office(Struct, frozen=True):
    """A post in the programme's organisation and who holds it, over time (R-090, R-093, 附件1)."""

    kind: str
    post: str
    holder: str
    span: Span

    def until(self, when: date) -> Office:
        """Return the spell as one knew it on a day: a later end was not known."""
        return replace(self, span=self.span.until(when))


class Unit(Struct, frozen=True, kw_only=True):
    """A federation: the city's or a county-level one.

    ``span`` are its days: from its founding, where that was after the programme began, to the last one before it was
    dissolved.
    """

    id: str
    prefix: str
    name: str
    short: str
    level: str
    phone: str
    supervision_phone: str
    lead_department: str
    milestones: tuple[Milestone, ...]
    responsible: tuple[Office, ...]
    leading_group: tuple[Office, ...]
    span: Span = ALWAYS

    @property
    def is_city(self) -> bool:
        """Tell whether this is the city's federation."""
        return self.level == "市残联"

    def called_on(self, when: date) -> str:
        """Return what staff call it on a day: its short name, and that it is no more once it has been dissolved."""
        return f"{self.short}（已撤销）" if self.span.end and self.span.end < when else self.short

    def responsible_on(self, kind: str, when: date) -> Office | None:
        """Return who is 第一责任人 or 直接责任人 on a day, or ``None`` (R-093)."""
        return next((item for item in self.responsible if item.kind == kind and item.span.covers(when)), None)

    def until(self, when: date) -> Unit:
        """Return the federation as one knew it on a day: what was done by then, and who had taken office."""
        return replace(
            self,
            milestones=tuple(item for item in self.milestones if item.done_on <= when),
            responsible=tuple(item.until(when) for item in self.responsible if item.span.start <= when),
            leading_group=tuple(item.until(when) for item in self.leading_group if item.span.start <= when),
            span=self.span.until(when),
        )

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Unit:
        """Type the record of a federation."""
        return cls(
            id=data["id"],
            prefix=data["prefix"],
            name=data["name"],
            short=data["short"],
            level=data["level"],
            phone=data.get("phone", ""),
            supervision_phone=data.get("supervision_phone", ""),
            lead_department=data.get("lead_department", ""),
            milestones=tuple(
                Milestone(item["key"], date.fromisoformat(item["done_on"]), item.get("document", ""))
                for item in data.get("milestones", ())
            ),
            responsible=_offices(data.get("responsible", ())),
            leading_group=_offices(data.get("leading_group", ())),
            span=Span(day(data.get("from")) or date.min, day(data.get("to"))),
        )


def _offices(items: Iterable[Mapping[str, Any]]) -> tuple[Office, ...]:
    return tuple(
        Office(item["kind"], item["post"], item["holder"], Span(date.fromisoformat(item["from"]), day(item.get("to"))))
        for item in items
    )
