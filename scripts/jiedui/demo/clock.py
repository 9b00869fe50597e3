"""The days that a generated ledger may speak of: from the start of the programme to the as-of date, never beyond."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.model.time import Quarter, quarters
from jiedui.struct import Struct

if TYPE_CHECKING:
    from jiedui.model.policy import Policy


class Clock(Struct, frozen=True):
    """``start`` is the first day of the programme, ``today`` the last day on which anything can have happened."""

    start: date
    today: date
    quarters: tuple[Quarter, ...]

    @classmethod
    def of(cls, policy: Policy, as_of: date) -> Clock:
        """Return the clock of a ledger as of a day; nothing happens after the programme's last."""
        today = min(as_of, policy.end)
        return cls(policy.programme.start, today, quarters(policy.programme.start, today))

    def ago(self, days: int) -> date:
        """Return the day ``days`` before today, but not before the start."""
        return max(self.start, self.today - timedelta(days=days))

    def clip(self, day: date) -> date:
        """Return ``day`` moved into the span from start to today."""
        return min(max(day, self.start), self.today)

    def back(self, count: int) -> Quarter | None:
        """Return the quarter ``count`` before the running one (0), or ``None`` where the programme had not begun."""
        return self.quarters[-1 - count] if count < len(self.quarters) else None

    def offset(self, quarter: Quarter) -> int:
        """Return how many quarters ``quarter`` lies before the running one."""
        return len(self.quarters) - 1 - self.quarters.index(quarter)

    def after(self, day: date, days: int) -> date:
        """Return the day ``days`` after ``day``, but not after today."""
        return min(day + timedelta(days=days), self.today)
