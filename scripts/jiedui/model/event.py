"""Events of a federation: meetings, reminders, stories, awards, branch pairings, village reports, strikes.

Each lies in ``records/<unit>/events/<date>-<kind>[-n].yml``; ``unit`` is the federation whose folder it lies in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jiedui.model.time import Quarter, day


@dataclass(frozen=True, slots=True)
class Meeting:
    """A hearing (听取汇报, R-094), a dispatch (调度, R-095) or another meeting."""

    unit: str
    stem: str
    date: dt.date
    kind: str
    title: str
    host: str
    attendees: int | None
    minutes: str
    decisions: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder (提醒) or supervision (督办) to a federation or a helper, and its answer (R-097)."""

    unit: str
    stem: str
    date: dt.date
    kind: str
    to_unit: str
    to_helper: str
    reason: str
    quarter: Quarter | None
    content: str
    due_on: dt.date | None
    answered_on: dt.date | None
    answer: str


@dataclass(frozen=True, slots=True)
class Story:
    """A good practice or a typical case; shown only with consent and without identity (R-104, R-107)."""

    unit: str
    stem: str
    date: dt.date
    kind: str
    title: str
    content: str
    helper: str
    consent: bool
    anonymised: bool

    @property
    def may_be_shown(self) -> bool:
        return self.consent and self.anonymised


@dataclass(frozen=True, slots=True)
class Award:
    """A commendation of a federation, a helper or a social force (R-105)."""

    unit: str
    stem: str
    date: dt.date
    to_unit: str
    to_helper: str
    form: str
    reason: str
    document: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A party branch of the city federation paired with a grass-roots organisation (R-071)."""

    unit: str
    stem: str
    date: dt.date
    branch: str
    partner: str
    to: dt.date | None
    activities: tuple[tuple[dt.date, str], ...]


@dataclass(frozen=True, slots=True)
class VillageReport:
    """What a village association reported of a household; never a contact of the quarter (R-066, A-08)."""

    unit: str
    stem: str
    date: dt.date
    helper: str
    household: str
    topics: tuple[str, ...]
    content: str


@dataclass(frozen=True, slots=True)
class Strike:
    """A county's reasoned removal of a helper or household from a shortfall list of one quarter (A-20)."""

    unit: str
    stem: str
    date: dt.date
    quarter: Quarter
    list: str
    helper: str
    household: str
    reason: str


Event = Meeting | Reminder | Story | Award | Branch | VillageReport | Strike


def event_of(kind: str, data: Mapping[str, Any], unit: str, stem: str) -> Event:
    """Return the event of a record of ``kind`` (the schema's name, such as ``event-meeting``)."""
    when = dt.date.fromisoformat(data["date"])
    get = data.get
    match kind:
        case "event-meeting":
            return Meeting(
                unit, stem, when, data["kind"], data["title"], get("host", ""), get("attendees"), get("minutes", ""),
                get("decisions", ""),
            )  # fmt: skip
        case "event-reminder":
            quarter = Quarter.parse(data["quarter"]) if "quarter" in data else None
            return Reminder(
                unit, stem, when, data["kind"], get("unit", ""), get("helper", ""), data["reason"], quarter,
                data["content"], day(get("due_on")), day(get("answered_on")), get("answer", ""),
            )  # fmt: skip
        case "event-story":
            return Story(
                unit, stem, when, data["kind"], data["title"], data["content"], get("helper", ""), data["consent"],
                data["anonymised"],
            )  # fmt: skip
        case "event-award":
            return Award(
                unit, stem, when, get("unit", ""), get("helper", ""), data["form"], data["reason"], get("document", "")
            )
        case "event-branch":
            activities = tuple((dt.date.fromisoformat(item["date"]), item["content"]) for item in get("activities", ()))
            return Branch(unit, stem, when, data["branch"], data["partner"], day(get("to")), activities)
        case "event-village":
            return VillageReport(
                unit, stem, when, data["helper"], data["household"], tuple(data["topics"]), data["content"]
            )
        case "event-strike":
            return Strike(
                unit, stem, when, Quarter.parse(data["quarter"]), data["list"], get("helper", ""),
                get("household", ""), data["reason"],
            )  # fmt: skip
    raise ValueError(kind)
