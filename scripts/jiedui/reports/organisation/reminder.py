"""督办: reminders to federations and helpers, and whether they were answered (R-097, 六(二))."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jiedui.model.event import Reminder
from jiedui.reports.sums import Portion
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from jiedui.model.ledger import Ledger


class ReminderState(StrEnum):
    """How a reminder stands on a day. One without a deadline is never late."""

    ANSWERED = "已答复"
    LATE = "逾期答复"
    OPEN = "待答复"
    OVERDUE = "逾期未答复"

    @property
    def is_closed(self) -> bool:
        """Whether it was answered, in time or not."""
        return self in (ReminderState.ANSWERED, ReminderState.LATE)


class ReminderLine(Struct, frozen=True):
    """One reminder and its state."""

    reminder: Reminder
    state: ReminderState


class Reminders(Struct, frozen=True):
    """The 督办 ledger: every reminder given by a day, the latest first (R-097, 六(二))."""

    lines: tuple[ReminderLine, ...]

    def of(self, *states: ReminderState) -> tuple[ReminderLine, ...]:
        """Return the reminders in any of the states, the latest first."""
        return tuple(line for line in self.lines if line.state in states)

    @property
    def closed(self) -> tuple[ReminderLine, ...]:
        """The reminders that were answered."""
        return tuple(line for line in self.lines if line.state.is_closed)

    @property
    def closed_share(self) -> Fraction | None:
        """办结率: answered over given; ``None`` where none was given."""
        return Portion(len(self.closed), len(self.lines)).rate


def reminders(ledger: Ledger, as_of: date, *, unit: str = "", helper: str = "") -> Reminders:
    """Return the reminders given by a day: all, those to one federation, or those to one helper."""
    found = [
        ReminderLine(item, _reminder_state(item, as_of))
        for item in ledger.events_of(Reminder)
        if item.date <= as_of and unit in ("", item.to_unit) and helper in ("", item.to_helper)
    ]
    return Reminders(tuple(sorted(found, key=lambda line: line.reminder.date, reverse=True)))


def _reminder_state(item: Reminder, as_of: date) -> ReminderState:
    if item.answered_on and item.answered_on <= as_of:
        return ReminderState.LATE if item.due_on and item.answered_on > item.due_on else ReminderState.ANSWERED
    return ReminderState.OVERDUE if item.due_on and item.due_on < as_of else ReminderState.OPEN
