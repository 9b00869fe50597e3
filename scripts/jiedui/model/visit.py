"""走访/联系: one contact with one or more households (R-033, R-084, R-085)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import starmap
from operator import attrgetter
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.model.time import day_of
from jiedui.struct import Struct

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

HOME = "入户"
# What is said of a hazard that nobody looked for.
NOT_LOOKED = "未查"
_NONE: Mapping[str, str] = {}
# Whom one may have talked to, in the order of the form.
COUNTERPARTS = ("本人", "监护人", "成年家庭成员", "其他人")


class Progress(Struct, frozen=True):
    """What a visit did about a need: 提出, 推进 or 办结."""

    need: str
    action: str
    note: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Progress:
        """Type one entry of ``needs``."""
        return cls(data["id"], data["action"], data.get("note", ""))


class HazardLook(NamedTuple):
    """What a home visit found of one hazard, by its key: 无, 有 or 未查 (R-036)."""

    key: str
    found: str


class Visit(Struct, frozen=True, kw_only=True):
    """One contact. ``stem`` is the file's name; ``also`` lists further households contacted at the same time.

    ``counterpart`` is whom it was with, which may be left out where nobody was ``reached``.
    """

    household: str
    stem: str
    date: dt.date
    by: str
    channel: str
    reached: bool
    counterpart: str
    entered_on: dt.date
    channel_note: str
    also: tuple[str, ...]
    companions: int | None
    topics: tuple[str, ...]
    preached: tuple[str, ...]
    hazards: tuple[HazardLook, ...]
    satisfaction: int | None
    progress: tuple[Progress, ...]
    content: str

    @property
    def households(self) -> tuple[str, ...]:
        """All households of this contact, the file's own first."""
        return (self.household, *self.also)

    @property
    def seldom(self) -> frozenset[str]:
        """Which of the fields it has, by their keys, that most contacts leave out."""
        told = {"also": self.also, "companions": self.companions, "hazards": self.hazards, "needs": self.progress}
        return frozenset([key for key, value in told.items() if value])

    @classmethod
    def of(cls, data: Mapping[str, Any], household: str, stem: str) -> Visit:
        """Type the record of a contact that lies in the folder of ``household`` in a file called ``stem``."""
        get = data.get
        return cls(
            household=intern(household),
            stem=stem,
            date=day_of(data["date"]),
            by=intern(data["by"]),
            channel=intern(data["channel"]),
            reached=data["reached"],
            counterpart=intern(get("counterpart", "")),
            entered_on=day_of(data["entered_on"]),
            channel_note=get("channel_note", ""),
            also=tuple(get("also", ())),
            companions=get("companions"),
            topics=_words(tuple(get("topics", ()))),
            preached=_words(tuple(get("preached", ()))),
            hazards=_looks(tuple(get("hazards", _NONE).items())),
            satisfaction=get("satisfaction"),
            progress=tuple(map(Progress.of, get("needs", ()))),
            content=get("content", ""),
        )


_by_date = attrgetter("date")


def between(visits: Sequence[Visit], first: dt.date, last: dt.date) -> Sequence[Visit]:
    """Return those of some contacts, which are in order of time, that were made on days from ``first`` to ``last``."""
    start = bisect_left(visits, first, key=_by_date)
    return visits[start : bisect_right(visits, last, lo=start, key=_by_date)]


# Most contacts say one of few things: what they say alike is the same object.
@lru_cache(maxsize=1 << 12)
def _words(found: tuple[str, ...]) -> tuple[str, ...]:
    return found


@lru_cache(maxsize=1 << 12)
def _looks(found: tuple[tuple[str, str], ...]) -> tuple[HazardLook, ...]:
    return tuple(starmap(HazardLook, found))
