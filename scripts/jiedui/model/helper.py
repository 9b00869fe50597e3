"""帮扶责任人: who helps, in which posts over time (R-011, R-016)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.model.time import Span, altered, by, day, day_of, joined
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

SOCIAL = "社会力量"
VILLAGE = "村(社区)残协"
FULL_TIME = "专职"


class Role(Struct, frozen=True, kw_only=True):
    """One spell of office. ``tenure`` is 专职, 兼职 or 挂职."""

    body: str
    department: str
    township: str
    post: str
    post_level: str
    rank: str
    tenure: str
    span: Span
    end_reason: str

    def until(self, when: date) -> Role:
        """Return the spell as one knew it on a day: a later end was not known."""
        return self if by(self.span.end, when) else replace(self, span=self.span.until(when), end_reason="")

    def with_follower(self, follower: Role) -> Role | None:
        """Return this spell and one of the same office that adjoins it as one, or ``None``."""
        one = replace(self, span=Span(self.span.start, follower.span.end), end_reason=follower.end_reason)
        same = replace(one, span=follower.span) == follower
        return one if same and self.span.adjoins(follower.span) else None


class Pause(Struct, frozen=True):
    """A leave during which a deputy contacts the households, or nobody where the unit approved (A-23)."""

    span: Span
    reason: str
    deputy: str
    approved_by: str


class Helper(Struct, frozen=True, kw_only=True):
    """A person (or, as 社会力量, an organisation) who can be paired with households. ``unit`` is the owning folder."""

    id: str
    unit: str
    name: str
    sex: str
    mobile: str
    office_phone: str
    roles: tuple[Role, ...]
    pauses: tuple[Pause, ...]
    filed_with: str
    filed_on: date | None

    def roles_on(self, when: date) -> tuple[Role, ...]:
        """Return the offices held on a day."""
        return tuple(role for role in self.roles if role.span.covers(when))

    def active_on(self, when: date) -> bool:
        """Tell whether the person holds any office on a day."""
        return any(role.span.covers(when) for role in self.roles)

    def latest_role(self, when: date) -> Role:
        """Return the office to show on a day: the one held, else the last one before, else the first."""
        held = self.roles_on(when) or tuple(role for role in self.roles if role.span.start <= when)
        return max(held, key=lambda role: role.span.start) if held else self.roles[0]

    def is_social(self) -> bool:
        """Tell whether every office was that of 社会力量, to which no quota applies (R-067)."""
        return all(role.body == SOCIAL for role in self.roles)

    def until(self, when: date) -> Helper:
        """Return the helper as one knew him on a day; one who was not yet in office keeps the first office to come."""
        first = min(role.span.start for role in self.roles)
        roles = (role.until(when) for role in self.roles if role.span.start <= max(first, when))
        return altered(
            self,
            roles=joined(roles, Role.with_follower),
            pauses=tuple(pause for pause in self.pauses if pause.span.start <= when),
            filed_with=self.filed_with if by(self.filed_on, when) else "",
            filed_on=by(self.filed_on, when),
        )

    @classmethod
    def of(cls, data: Mapping[str, Any], unit: str) -> Helper:
        """Type the record of a helper in the folder of ``unit``."""
        filing = data.get("filing", {})
        return cls(
            id=data["id"],
            unit=unit,
            name=data["name"],
            sex=data.get("sex", ""),
            mobile=data["mobile"],
            office_phone=data.get("office_phone", ""),
            roles=tuple(_role(item) for item in data["roles"]),
            pauses=tuple(_pause(item) for item in data.get("pauses", ())),
            filed_with=filing.get("unit", ""),
            filed_on=day(filing.get("date")),
        )


def _role(data: Mapping[str, Any]) -> Role:
    return Role(
        body=data["body"],
        department=data["department"],
        township=data.get("township", ""),
        post=data["post"],
        post_level=data.get("post_level", ""),
        rank=data.get("rank", ""),
        tenure=data.get("tenure", FULL_TIME),
        span=Span(day_of(data["from"]), day(data.get("to"))),
        end_reason=data.get("end_reason", ""),
    )


def _pause(data: Mapping[str, Any]) -> Pause:
    return Pause(
        span=Span(day_of(data["from"]), day_of(data["to"])),
        reason=data["reason"],
        deputy=data.get("deputy", ""),
        approved_by=data.get("approved_by", ""),
    )
