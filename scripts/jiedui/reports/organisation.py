"""The programme's organisation: leading group, who answers, meetings, reminders, what is missing (六(一), 六(二))."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jiedui.duties import cadence
from jiedui.duties.cadence import CadencePeriod, CadenceState, Period
from jiedui.model.event import Meeting, Reminder
from jiedui.model.time import Quarter
from jiedui.model.unit import DIRECT, FIRST, Office, Unit
from jiedui.reports.figures import Figures
from jiedui.reports.sums import Portion

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from jiedui.model.ledger import Ledger

TITLE = "组织和制度"
SERVES: tuple[str, ...] = ("R-090", "R-091", "R-092", "R-093", "R-094", "R-095", "R-096", "R-097", "R-110")

# The order of 附件1.
POSTS = ("组长", "副组长", "成员", "办公室主任", "办公室副主任")
BULLETIN = "季通报"
DEPARTMENT = "牵头部门"


@dataclass(frozen=True, slots=True)
class LeadingGroup:
    """The leading group and its office on a day, in the order of 附件1.

    ``vacant`` are the posts that were held before and are not now: the last holder's spell. Successors fill in without
    another document (附件1).
    """

    as_of: date
    holders: tuple[Office, ...]
    vacant: tuple[Office, ...]

    def of(self, kind: str) -> tuple[Office, ...]:
        """Return the holders of one kind, such as 副组长."""
        return tuple(item for item in self.holders if item.kind == kind)


def leading_group(ledger: Ledger, as_of: date) -> LeadingGroup:
    """Return who is in the leading group and its office on a day (R-090, R-091, R-110)."""
    spells = [item for unit in _units(ledger, as_of) if unit.is_city for item in unit.leading_group]
    spells.sort(key=lambda item: POSTS.index(item.kind))
    holders = tuple(item for item in spells if item.span.covers(as_of))
    held = {(item.kind, item.post) for item in holders}
    last: dict[tuple[str, str], Office] = {}
    for item in sorted(spells, key=lambda item: item.span.start):
        if item.span.start <= as_of and (item.kind, item.post) not in held:
            last[item.kind, item.post] = item
    return LeadingGroup(as_of, holders, tuple(sorted(last.values(), key=lambda item: POSTS.index(item.kind))))


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who answers for a federation's work on a day, and which department does it (R-092, R-093)."""

    unit: str
    lead_department: str
    first: Office | None
    direct: Office | None

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing, in the notice's words."""
        found = ((DEPARTMENT, self.lead_department), (FIRST, self.first), (DIRECT, self.direct))
        return tuple(name for name, value in found if not value)


def responsibilities(ledger: Ledger, as_of: date) -> tuple[Responsibility, ...]:
    """Return every federation's responsible persons on a day, the city's first (六(一))."""
    return tuple(
        Responsibility(
            unit.id, unit.lead_department, unit.responsible_on(FIRST, as_of), unit.responsible_on(DIRECT, as_of)
        )
        for unit in _units(ledger, as_of)
    )


def meetings(ledger: Ledger, as_of: date, unit: str = "") -> list[Meeting]:
    """Return the meetings held by a day, of one federation or of all, the latest first (R-094, R-095)."""
    found = [item for item in ledger.events_of(Meeting, unit) if item.date <= as_of]
    return sorted(found, key=lambda item: item.date, reverse=True)


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


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """One reminder and its state."""

    reminder: Reminder
    state: ReminderState


@dataclass(frozen=True, slots=True)
class Reminders:
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


@dataclass(frozen=True, slots=True)
class CadenceRow:
    """One recurring duty of one federation over the whole programme."""

    unit: str
    duty: str
    cells: tuple[CadencePeriod, ...]

    @property
    def missing(self) -> tuple[Period, ...]:
        """The periods that are over and in which nothing was done."""
        return tuple(cell.period for cell in self.cells if cell.state is CadenceState.MISSING)


def cadence_table(ledger: Ledger, as_of: date) -> tuple[CadenceRow, ...]:
    """Return the hearings of every federation by half-year, and the city's dispatches and bulletins by quarter.

    Serves R-094, R-095 and R-096 (六(二)): the party groups of all federations hear a report, the office of the leading
    group, which is the city's, dispatches and issues the bulletin.
    """
    policy = ledger.policy
    rows = []
    for unit in _units(ledger, as_of):
        events = ledger.events.get(unit.id, [])
        rows.append(CadenceRow(unit.id, cadence.HEARING, tuple(cadence.hearings(policy, events, as_of))))
        if unit.is_city:
            issued = map(Quarter.parse, ledger.bulletins)
            rows.append(CadenceRow(unit.id, cadence.DISPATCH, tuple(cadence.dispatches(policy, events, as_of))))
            rows.append(CadenceRow(unit.id, BULLETIN, tuple(cadence.bulletins(policy, issued, as_of))))
    return tuple(rows)


def _units(ledger: Ledger, as_of: date) -> list[Unit]:
    """Return the federations in the order of the overview."""
    return [ledger.units[unit] for unit in Figures(ledger, as_of).unit_order]
