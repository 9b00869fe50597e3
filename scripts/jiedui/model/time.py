"""Days, spans of days and calendar quarters (A-06)."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from jiedui.pattern import pattern
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

DAY = timedelta(days=1)
# Since 1992 the clock is not put forward in summer: of a table of zones nothing is asked, which takes long to find.
ZONE = timezone(timedelta(hours=8))
Spell = TypeVar("Spell")
Known = TypeVar("Known", bound=Struct)
_QUARTER = pattern("([0-9]{4})Q([1-4])")


def today() -> date:
    """Return the date in China now."""
    return datetime.now(ZONE).date()


@lru_cache(maxsize=1 << 13)
def day_of(text: str) -> date:
    """Return the date written ``YYYY-MM-DD``: the same object each time, for many records tell of few days."""
    return date.fromisoformat(text)


def day(text: str | None) -> date | None:
    """Return the date written ``YYYY-MM-DD``, or ``None`` for nothing."""
    return day_of(text) if text else None


def by(known: date | None, when: date) -> date | None:
    """Return a day that had come by ``when``; ``None`` for a later one, which was not known."""
    return known if known and known <= when else None


def altered(item: Known, **values: Any) -> Known:  # noqa: ANN401 (of whatever types the fields have)
    """Return a frozen record with ``values`` in place of its own; itself where they are these, as for most days."""
    for name, value in values.items():
        if getattr(item, name) != value:
            return replace(item, **values)
    return item


class Quarter(NamedTuple):
    """A calendar quarter, such as 2026Q4. Quarters order by time."""

    year: int
    number: int

    @classmethod
    def of(cls, when: date) -> Quarter:
        """Return the quarter that holds ``when``."""
        return cls(when.year, (when.month + 2) // 3)

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Return the quarter written ``2026Q4``; raise ``ValueError`` for anything else.

        The years at both ends of the calendar are none: a quarter has one before and one after it.
        """
        if not (match := _QUARTER.fullmatch(text)) or match[1] in ("0000", "0001", "9999"):
            raise ValueError(text)
        return cls(int(match[1]), int(match[2]))

    @property
    def start(self) -> date:
        """The first day of the quarter."""
        return _first_day(self.year, self.number)

    @property
    def end(self) -> date:
        """The last day of the quarter."""
        return _last_day(self.year, self.number)

    @property
    def next(self) -> Quarter:
        """The quarter after this one."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def previous(self) -> Quarter:
        """The quarter before this one."""
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    @property
    def title(self) -> str:
        """The quarter as official papers write it: 2026年第四季度."""
        return f"{self.year}年{self.ordinal}"

    @property
    def ordinal(self) -> str:
        """The quarter in its year: 第四季度."""
        return f"第{self.numeral}季度"

    @property
    def numeral(self) -> str:
        """The number of the quarter in Chinese: 四."""
        return "一二三四"[self.number - 1]

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


# Each is asked for over and over, for every household.
@lru_cache(maxsize=1 << 10)
def _first_day(year: int, number: int) -> date:
    return date(year, number * 3 - 2, 1)


@lru_cache(maxsize=1 << 10)
def _last_day(year: int, number: int) -> date:
    return Quarter(year, number).next.start - DAY


@lru_cache(maxsize=16)
def quarters(first: date, last: date) -> tuple[Quarter, ...]:
    """Return the quarters from the one of ``first`` to the one of ``last``, both included.

    Those of the programme are asked for once for each household.
    """

    def walk() -> Iterator[Quarter]:
        quarter = Quarter.of(first)
        while quarter.start <= last:
            yield quarter
            quarter = quarter.next

    return tuple(walk())


class Stretch(NamedTuple):
    """Days from ``start`` to ``end``, both included and known."""

    start: date
    end: date


class Span(Struct, frozen=True):
    """Days from ``start`` to ``end``, both included; an ``end`` of ``None`` is open."""

    start: date
    end: date | None = None

    def until(self, when: date) -> Span:
        """Return the span as one knew it on a day: a later end was not known."""
        return Span(self.start, None) if self.end and self.end > when else self

    def covers(self, when: date) -> bool:
        """Tell whether a day is one of the span."""
        return self.start <= when and (self.end is None or when <= self.end)

    def clip(self, first: date, last: date) -> Stretch | None:
        """Return the part within ``first``…``last``, or ``None`` where there is none."""
        start = max(self.start, first)
        end = last if self.end is None else min(self.end, last)
        return Stretch(start, end) if start <= end else None

    def adjoins(self, follower: Span) -> bool:
        """Tell whether another span begins on the day after the last of this one."""
        return self.end is not None and self.end + DAY == follower.start

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a day."""
        return (self.end is None or other.start <= self.end) and (other.end is None or self.start <= other.end)


# The days of what is not dated.
ALWAYS = Span(date.min)


def days_covered(spans: Iterable[Span], first: date, last: date) -> int:
    """Return how many days of ``first``…``last`` at least one of ``spans`` covers."""
    parts = [clip for span in spans if (clip := span.clip(first, last))]
    if len(parts) == 1:  # as most are, and this is asked for every household and quarter
        return (parts[0].end - parts[0].start).days + 1
    total = 0
    reached = first - DAY
    for start, end in sorted(parts):
        start = max(start, reached + DAY)
        if start <= end:
            total += (end - start).days + 1
            reached = end
    return total


def episodes(spans: Iterable[Span]) -> list[Span]:
    """Return ``spans`` joined where they touch or overlap, in order of time."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end or date.max)):
        last = joined[-1] if joined else None
        if last is None or (last.end is not None and span.start - last.end > DAY):
            joined.append(span)
        elif last.end is not None and (span.end is None or span.end > last.end):
            joined[-1] = Span(last.start, span.end)
    return joined


def joined(spells: Iterable[Spell], merged: Callable[[Spell, Spell], Spell | None]) -> tuple[Spell, ...]:
    """Return spells in their order, those that go on the same without a day between as one each.

    ``merged`` gives the one spell that a spell and a later one make, or ``None`` where they are two.
    """
    found: list[Spell] = []
    for spell in spells:
        for number, before in enumerate(found):
            if one := merged(before, spell):
                found[number] = one
                break
        else:
            found.append(spell)
    return tuple(found)


def months_after(when: date, months: int) -> date:
    """Return the same day of the month ``months`` later, or that month's last where it has no such day."""
    year, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    return date(year, month + 1, min(when.day, calendar.monthrange(year, month + 1)[1]))


@lru_cache(maxsize=1024)  # several ask of one person, or of some, one after the other
def age(birth: str, when: date) -> int:
    """Return whole years at ``when`` of one born on ``birth`` (``YYYY-MM-DD``, or ``YYYY`` counted from 1 January).

    A person born on 29 February becomes a year older on 1 March of a common year.
    """
    year, month, number = int(birth[:4]), int(birth[5:7] or 1), int(birth[8:] or 1)
    return when.year - year - ((when.month, when.day) < (month, number))
