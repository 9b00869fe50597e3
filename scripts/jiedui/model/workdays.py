"""Working days: Monday to Friday, as the State Council arranges the holidays and the days worked instead (调休).

Of a year whose arrangement is not announced only the holidays fixed by law are known; of one that the policy does not
list, nothing but the weekends.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jiedui.model.time import DAY, Span
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SATURDAY = 5


class Holiday(Struct, frozen=True):
    """The days off of one holiday."""

    name: str
    span: Span

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Holiday:
        """Type one entry of ``holidays``."""
        return cls(data["name"], Span(date.fromisoformat(data["from"]), date.fromisoformat(data["to"])))


class WorkYear(Struct, frozen=True):
    """The arrangement of one year; ``document`` is empty while it is not announced.

    ``workdays`` are the Saturdays and Sundays on which people work instead.
    """

    year: int
    document: str
    holidays: tuple[Holiday, ...]
    workdays: tuple[date, ...]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> WorkYear:
        """Type one entry of ``years``."""
        return cls(
            data["year"],
            data.get("document", ""),
            tuple(map(Holiday.of, data["holidays"])),
            tuple(map(date.fromisoformat, data.get("workdays", ()))),
        )


class WorkCalendar:
    """Which days are worked, and how to count them."""

    def __init__(self, years: Iterable[WorkYear] = ()) -> None:
        self.years = tuple(years)
        self._worked = frozenset(found for year in self.years for found in year.workdays)
        self._off = frozenset(
            date.fromordinal(number)
            for year in self.years
            for holiday in year.holidays
            for number in range(holiday.span.start.toordinal(), (holiday.span.end or date.min).toordinal() + 1)
        )

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is of the same years."""
        return isinstance(other, WorkCalendar) and other.years == self.years

    def __hash__(self) -> int:
        """Return what calendars of the same years share."""
        return hash(self.years)

    def works(self, when: date) -> bool:
        """Tell whether a day is a working day."""
        return when in self._worked or (when.weekday() < _SATURDAY and when not in self._off)

    def after(self, when: date, days: int) -> date:
        """Return the working day that many working days after a day, which is not counted; the day itself for 0."""
        while days:
            when += DAY
            days -= self.works(when)
        return when

    def between(self, first: date, last: date) -> int:
        """Return how many working days come after ``first``, up to and with ``last``; 0 where it is not later."""
        return sum(self.works(date.fromordinal(day)) for day in range(first.toordinal() + 1, last.toordinal() + 1))
