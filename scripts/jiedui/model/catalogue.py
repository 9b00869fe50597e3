"""The notice, its clauses and phases, and its plain lists: what may be done, given and looked for, and when to call.

``key`` is what the records write for an entry, ``name`` what people read.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jiedui.model.time import Span, day
from jiedui.notice import BLANK
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping


class Notice(Struct, frozen=True, kw_only=True):
    """The notice, or a later document that changes it: title, number, issuer and addressees (R-001, R-002).

    ``issued_on`` is the day under the document, ``None`` where it bears none.
    """

    id: str
    title: str
    number: str
    issuer: str
    issued_on: date | None
    addressees: tuple[str, ...]

    @property
    def is_as_shipped(self) -> bool:
        """Tell whether it has no number yet: nobody has laid its words beside the document that the office issued."""
        return BLANK.search(self.number) is not None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Notice:
        """Type one entry of ``documents``."""
        return cls(
            id=data["id"],
            title=data["title"],
            number=data["number"],
            issuer=data["issuer"],
            issued_on=day(data.get("date")),
            addressees=tuple(data["addressees"]),
        )


class Clause(Struct, frozen=True):
    """One clause in its document's own words, and the requirements (R-nnn) that were read from it.

    ``id`` is the clause's number, after the id of a document that is not the first: 五(四)3, 2026:三(二).
    """

    id: str
    heading: str
    text: str
    requirements: tuple[str, ...]

    @property
    def document(self) -> str:
        """The id of its document, empty for the first."""
        return self.id.rpartition(":")[0]

    @property
    def number(self) -> str:
        """Its number within its document."""
        return self.id.rpartition(":")[2]

    @property
    def anchor(self) -> str:
        """An ASCII name for links: 五(四)3 → c-5-4-3, 2026:三(二) → c2026-3-2."""
        table = str.maketrans("一二三四五六七八九十", "123456789X")
        plain = self.number.replace("附件", "a").replace("发文", "f0").replace("引言", "y0").translate(table)
        return f"c{self.document}-" + "-".join(part for part in plain.replace("(", " ").replace(")", " ").split())

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Clause:
        """Type one entry of ``clauses``."""
        return cls(data["id"], data.get("heading", ""), data.get("text", ""), tuple(data.get("requirements", ())))


class Phase(Struct, frozen=True):
    """One of the five phases of 五(四)."""

    id: str
    name: str
    span: Span
    clause: str
    tasks: tuple[str, ...]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Phase:
        """Type one entry of ``phases``."""
        span = Span(date.fromisoformat(data["from"]), day(data.get("to")))
        return cls(data["id"], data["name"], span, data["clause"], tuple(data["tasks"]))


class MeasureCode(Struct, frozen=True):
    """One of the ten codes 一领二守三帮四送 (R-030); ``kinds`` are the ways to do it that the notice names."""

    key: str
    name: str
    group: str
    clause: str
    kinds: tuple[str, ...]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> MeasureCode:
        """Type one entry of ``measures``."""
        return cls(data["code"], data["name"], data["group"], data["clause"], tuple(data["kinds"]))


class Benefit(Struct, frozen=True, kw_only=True):
    """A policy that a disabled person may receive (R-039); ``on_form`` where 附件2 asks for it (R-114).

    ``plain`` says what it is in words that a household uses, where the policy says so itself. ``hardships`` are the
    kinds of hardship of the household that it comes with; none where it does not hang on one.
    """

    key: str
    name: str
    plain: str
    clause: str
    on_form: bool
    span: Span
    hardships: frozenset[str]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Benefit:
        """Type one entry of ``benefits``."""
        return cls(
            key=data["key"],
            name=data["name"],
            plain=data.get("plain", ""),
            clause=data["clause"],
            on_form=data["on_form"],
            span=Span(day(data.get("from")) or date.min, day(data.get("to"))),
            hardships=frozenset(data.get("hardships", ())),
        )


class HazardKind(Struct, frozen=True):
    """One of the four hazards that a home is looked over for (R-036)."""

    key: str
    name: str
    clause: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> HazardKind:
        """Type one entry of ``hazards``."""
        return cls(data["key"], data["name"], data["clause"])


class MilestoneTask(Struct, frozen=True):
    """One of the four tasks of the first phase, which every federation had to do by a day (R-080)."""

    key: str
    name: str
    clause: str
    due: date

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> MilestoneTask:
        """Type one entry of ``milestones``."""
        return cls(data["key"], data["name"], data["clause"], date.fromisoformat(data["due"]))


class IntakeTask(Struct, frozen=True):
    """One of the five things to do in a newly paired household, 入户五件事 (R-081)."""

    key: str
    name: str
    clause: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> IntakeTask:
        """Type one entry of ``intake``."""
        return cls(data["key"], data["name"], data["clause"])


class RecurringTask(Struct, frozen=True):
    """What is to be done every quarter, half-year or year, or when something happens, and by whom."""

    key: str
    every: str
    who: str
    what: str
    clause: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> RecurringTask:
        """Type one entry of ``cadence``."""
        return cls(data["key"], data["every"], data["who"], data["what"], data["clause"])


class Occasion(Struct, frozen=True):
    """A festival or observance on which to call on a household (R-044)."""

    when: date
    name: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Occasion:
        """Type one entry of ``days``."""
        return cls(date.fromisoformat(data["date"]), data["name"])
