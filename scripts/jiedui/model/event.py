"""Events of a federation: meetings, reminders, stories, awards, branch pairings, village reports, strikes, re-checks.

Each lies in ``records/<unit>/events/<date>-<kind>[-n].yml``; ``unit`` is the federation whose folder it lies in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from jiedui.model.time import Quarter, day
from jiedui.struct import Struct

Data = Mapping[str, Any]


class Meeting(Struct, frozen=True, kw_only=True):
    """A hearing (听取汇报, R-094), a dispatch (调度, R-095) or another meeting."""

    unit: str
    stem: str
    date: dt.date
    kind: str
    title: str
    host: str = ""
    attendees: int | None = None
    minutes: str = ""
    decisions: str = ""

    @classmethod
    def of(cls, data: Data, unit: str, stem: str) -> Meeting:
        """Type the record of a meeting."""
        return cls(
            unit=unit,
            stem=stem,
            date=dt.date.fromisoformat(data["date"]),
            kind=data["kind"],
            title=data["title"],
            host=data.get("host", ""),
            attendees=data.get("attendees"),
            minutes=data.get("minutes", ""),
            decisions=data.get("decisions", ""),
        )


class Reminder(Struct, frozen=True, kw_only=True):
    """A reminder (提醒) or supervision (督办) to a federation or a helper, and its answer (R-097)."""

    unit: str
    stem: str
    date: dt.date
    kind: str
    reason: str
    content: str
    to_unit: str = ""
    to_helper: str = ""
    quarter: Quarter | None = None
    due_on: dt.date | None = None
    answered_on: dt.date | None = None
    answer: str = ""

    @classmethod
    def of(cls, data: Data, unit: str, stem: str) -> Reminder:
        """Type the record of a reminder."""
        return cls(
            unit=unit,
            stem=stem,
            date=dt.date.fromisoformat(data["date"]),
            kind=data["kind"],
            reason=data["reason"],
            content=data["content"],
            to_unit=data.get("unit", ""),
            to_helper=data.get("helper", ""),
            quarter=Quarter.parse(data["quarter"]) if "quarter" in data else None,
            due_on=day(data.get("due_on")),
            answered_on=day(data.get("answered_on")),
            answer=data.get("answer", ""),
        )


class Story(Struct, frozen=True, kw_only=True):
    """A good practice or a typical case; shown only with consent and without identity (R-104, R-107)."""

    unit: str
    stem: str
    date: dt.date
    kind: str
    title: str
    content: str
    consent: bool
    anonymised: bool
    helper: str = ""

    @property
    def may_be_shown(self) -> bool:
        """Tell whether those concerned agreed and nobody can be recognised."""
        return self.consent and self.anonymised

    @classmethod
    def of(cls, data: Data, unit: str, stem: str) -> Story:
        """Type the record of a story."""
        return cls(
            unit=unit,
            stem=stem,
            date=dt.date.fromisoformat(data["date"]),
            kind=data["kind"],
            title=data["title"],
            content=data["content"],
            consent=data["consent"],
            anonymised=data["anonymised"],
            helper=data.get("helper", ""),
        )


class Award(Struct, frozen=True, kw_only=True):
    """A commendation of a federation, a helper or a social force (R-105)."""

    unit: str
    stem: str
    date: dt.date
    form: str
    reason: str
    to_unit: str = ""
    to_helper: str = ""
    document: str = ""

    @classmethod
    def of(cls, data: Data, unit: str, stem: str) -> Award:
        """Type the record of an award."""
        return cls(
            unit=unit,
            stem=stem,
            date=dt.date.fromisoformat(data["date"]),
            form=data["form"],
            reason=data["reason"],
            to_unit=data.get("unit", ""),
            to_helper=data.get("helper", ""),
            document=data.get("document", ""),
        )


class BranchActivity(NamedTuple):
    """What a party branch and its partner did together on a day."""

    date: dt.date
    content: str


class Branch(Struct, frozen=True, kw_only=True):
    """A party branch of the city federation paired with a grass-roots organisation (R-071)."""

    unit: str
    stem: str
    date: dt.date
    branch: str
    partner: str
    to: dt.date | None = None
    activities: tuple[BranchActivity, ...] = ()

    @classmethod
    def of(cls, data: Data, unit: str, stem: str) -> Branch:
        """Type the record of a branch pairing."""
        return cls(
            unit=unit,
            stem=stem,
            date=dt.date.fromisoformat(data["date"]),
            branch=data["branch"],
            partner=data["partner"],
            to=day(data.get("to")),
            activities=tuple(
                BranchActivity(dt.date.fromisoformat(item["date"]), item["content"])
                for item in data.get("activities", ())
            ),
        )


class VillageReport(Struct, frozen=True, kw_only=True):
    """What a village association reported of a household; never a contact of the quarter (R-066, A-08)."""

    unit: str
    stem: str
    date: dt.date
    helper: str
    household: str
    topics: tuple[str, ...]
    content: str

    @classmethod
    def of(cls, data: Data, unit: str, stem: str) -> VillageReport:
        """Type the record of a village report."""
        return cls(
            unit=unit,
            stem=stem,
            date=dt.date.fromisoformat(data["date"]),
            helper=data["helper"],
            household=data["household"],
            topics=tuple(data["topics"]),
            content=data["content"],
        )


class Strike(Struct, frozen=True, kw_only=True):
    """A county's reasoned removal of a helper or household from a shortfall list of one quarter (A-20)."""

    unit: str
    stem: str
    date: dt.date
    quarter: Quarter
    list: str
    reason: str
    helper: str = ""
    household: str = ""

    @classmethod
    def of(cls, data: Data, unit: str, stem: str) -> Strike:
        """Type the record of a strike."""
        return cls(
            unit=unit,
            stem=stem,
            date=dt.date.fromisoformat(data["date"]),
            quarter=Quarter.parse(data["quarter"]),
            list=data["list"],
            reason=data["reason"],
            helper=data.get("helper", ""),
            household=data.get("household", ""),
        )


class RecheckedHousehold(Struct, frozen=True, kw_only=True):
    """A household that was drawn, and what came of asking it; ``result`` is empty before that (B-10)."""

    household: str
    date: dt.date | None = None
    by: str = ""
    channel: str = ""
    result: str = ""
    note: str = ""

    @classmethod
    def of(cls, data: Data) -> RecheckedHousehold:
        """Type one entry of ``households``."""
        return cls(
            household=data["household"],
            date=day(data.get("date")),
            by=data.get("by", ""),
            channel=data.get("channel", ""),
            result=data.get("result", ""),
            note=data.get("note", ""),
        )


class Recheck(Struct, frozen=True, kw_only=True):
    """A sample of the households that count as contacted in a quarter, drawn by a ``tree`` of records (B-10)."""

    unit: str
    stem: str
    date: dt.date
    quarter: Quarter
    tree: str
    percent: int
    households: tuple[RecheckedHousehold, ...]

    @classmethod
    def of(cls, data: Data, unit: str, stem: str) -> Recheck:
        """Type the record of a re-check."""
        return cls(
            unit=unit,
            stem=stem,
            date=dt.date.fromisoformat(data["date"]),
            quarter=Quarter.parse(data["quarter"]),
            tree=data["tree"],
            percent=data["percent"],
            households=tuple(map(RecheckedHousehold.of, data["households"])),
        )


Event = Meeting | Reminder | Story | Award | Branch | VillageReport | Strike | Recheck

_OF_KIND: dict[str, Callable[[Data, str, str], Event]] = {
    "event-meeting": Meeting.of,
    "event-reminder": Reminder.of,
    "event-story": Story.of,
    "event-award": Award.of,
    "event-branch": Branch.of,
    "event-village": VillageReport.of,
    "event-strike": Strike.of,
    "event-recheck": Recheck.of,
}


def event_of(kind: str, data: Data, unit: str, stem: str) -> Event:
    """Return the event of a record of ``kind`` (the schema's name, such as ``event-meeting``)."""
    return _OF_KIND[kind](data, unit, stem)
