"""The quotas of the notice by body, class and post, and the counties' own raises (R-060 … R-067, 五(二)1; A-01)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jiedui.model.time import Span, day
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping


class Quota(Struct, frozen=True, kw_only=True):
    """How many households one kind of office owes (R-060 … R-067). ``optional`` is the 视情 number.

    ``grace_days`` are those that its document gives to whoever owes more by it (A-26); ``None`` where it says nothing.
    """

    id: str
    title: str
    requirement: str
    clause: str
    span: Span
    bodies: frozenset[str]
    rank_class: str
    post: str
    need: int
    optional: int
    wording: str
    grace_days: int | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any], begin: date) -> Quota:
        """Type one entry of ``quotas``; one without a first day holds from ``begin``."""
        return cls(
            id=data["id"],
            title=data["title"],
            requirement=data.get("requirement", ""),
            clause=data["clause"],
            span=Span(day(data.get("from")) or begin, day(data.get("to"))),
            bodies=frozenset(data["bodies"]),
            rank_class=data.get("class", ""),
            post=data.get("post", ""),
            need=data["need"],
            optional=data.get("optional", 0),
            wording=data.get("wording", ""),
            grace_days=data.get("grace_days"),
        )


class Raise(Struct, frozen=True):
    """A county's own higher quota for its full-time staff (A-01), ``span`` its days.

    ``bodies`` and ``rank_class`` are whom its document names; none named are all of them. ``grace_days`` as in
    :class:`Quota`.
    """

    unit: str
    need: int
    span: Span
    bodies: frozenset[str] = frozenset()
    rank_class: str = ""
    grace_days: int | None = None

    def lifts(self, unit: str, body: str, rank_class: str) -> bool:
        """Tell whether the raise names those of a class in a body of ``unit``."""
        named = not self.bodies or body in self.bodies
        return self.unit == unit and named and self.rank_class in ("", rank_class)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Raise:
        """Type one entry of ``raises``."""
        return cls(
            unit=data["unit"],
            need=data["need"],
            span=Span(date.fromisoformat(data["from"]), day(data.get("to"))),
            bodies=frozenset(data.get("bodies", ())),
            rank_class=data.get("class", ""),
            grace_days=data.get("grace_days"),
        )
