"""What is due, by federation, helper and household, with the organisation's own duties and in words (六(二)).

Serves R-084, R-094 … R-097: what has a last day is told before it comes.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain, groupby
from typing import TYPE_CHECKING

from jiedui.duties import cadence
from jiedui.duties.cadence import CadenceState
from jiedui.duties.deadline import Due, DutyKind
from jiedui.model.day_words import left_text
from jiedui.model.time import DAY, Quarter
from jiedui.reports.organisation.cadence import BULLETIN, cadence_table
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jiedui.model.workdays import WorkCalendar
    from jiedui.reports.figures import Figures

TITLE = "近期要办"
SERVES: tuple[str, ...] = ("R-084", "R-094", "R-095", "R-096", "R-097")

ACTIONS = {
    cadence.HEARING: "党组听取结对帮扶工作汇报",
    cadence.DISPATCH: "领导小组办公室调度工作",
    BULLETIN: "印发季通报",
}


def when_text(item: Due, as_of: date, calendar: WorkCalendar) -> str:
    """Say how far the last day of a duty is, in working days where these count.

    What is missed cannot be made up, whatever the number of days; of what has no last day nothing is told.
    """
    if item.on is None:
        return ""
    return "已错过" if item.missed else left_text(item.on, as_of, calendar if item.workdays else None)


class Batch(Struct, frozen=True, dict=True):
    """The duties of one kind in one federation, mostly of one day: what a person looking after all of it sees."""

    items: tuple[Due, ...]

    @property
    def unit(self) -> str:
        """The federation that it concerns."""
        return self.items[0].unit

    @property
    def kind(self) -> DutyKind:
        """What kind of duty it is."""
        return self.items[0].kind

    @property
    def on(self) -> date | None:
        """The last day, if there is one."""
        return self.items[0].on

    @property
    def last(self) -> date:
        """The last day to reckon with."""
        return self.items[0].last

    @property
    def opened(self) -> date:
        """The day on which the last of the duties arose."""
        return max(item.opened for item in self.items)

    @property
    def missed(self) -> bool:
        """Whether the day has passed and nothing was done."""
        return self.items[0].missed

    @property
    def clause(self) -> str:
        """The clause of the notice that asks for it."""
        return self.items[0].clause

    @cached_property
    def households(self) -> tuple[str, ...]:
        """The households concerned, each once."""
        return tuple(dict.fromkeys(item.household for item in self.items if item.household))

    @property
    def key(self) -> str:
        """Its lasting name within the federation, by which calendars and feeds know it again."""
        return f"d-{self.kind.name.lower()}-{self.last}"

    @property
    def title(self) -> str:
        """What is due, in how many households; the organisation's own duties by name."""
        if not self.households:
            return "、".join(item.sentence for item in self.items)
        if self.kind is DutyKind.CONTACT:
            tail = "没有完成联系" if self.missed else "还没有联系"
            return f"{self.items[0].detail}{tail}：{len(self.households)} 户"
        return f"{self.items[0].action}：{len(self.households)} 户"


def batches(items: Iterable[Due]) -> tuple[Batch, ...]:
    """Join what is due on one day by federation and kind, in order of time; what is missed stands apart."""

    def place(item: Due) -> tuple[bool, date, str, int]:
        return not item.missed, item.last, item.unit, item.kind.order

    return tuple(Batch(tuple(found)) for _, found in groupby(sorted(items, key=place), key=place))


class Deadlines:
    """What is due as of the day of ``figures``, for everyone who asks: what each 要办 on a page counts.

    A household, and its federation, has each duty once, whoever owes it: ``figures.due``. A helper has what he himself
    owes, also the contact of a quarter that somebody before him met for the household (A-12): ``by_helper``.
    """

    def __init__(self, figures: Figures) -> None:
        self.as_of = figures.as_of
        self.digest = figures.digest
        self.horizon = figures.as_of + self.digest
        self.by_unit: dict[str, list[Due]] = {unit: [] for unit in figures.unit_order}
        self.by_helper: dict[str, list[Due]] = {}
        ledger = figures.ledger
        for item in chain.from_iterable(figures.due[home] for home in ledger.engaged):
            if item.household not in ledger.guests:
                self.by_unit.setdefault(item.unit, []).append(item)
        for item in chain.from_iterable(figures.due_in_charge[home] for home in ledger.engaged):
            if item.helper and item.helper not in ledger.guests:
                self.by_helper.setdefault(item.helper, []).append(item)
        for item in organisation_due(figures):
            self.by_unit[item.unit].append(item)
        for found in (*self.by_unit.values(), *self.by_helper.values()):
            found.sort(key=lambda item: item.sort_key)

    def passed(self, items: Iterable[Due]) -> list[Due]:
        """Return what is past its last day, what is missed first."""
        return [item for item in items if item.last < self.as_of]

    def near(self, items: Iterable[Due]) -> list[Due]:
        """Return what comes due from the day on within the days of the digest."""
        return [item for item in items if self.as_of <= item.last <= self.horizon]

    def told_on(self, batch: Batch) -> date:
        """Return the day from which :meth:`near` or, what is missed, :meth:`passed` tells all of a batch.

        It does not depend on the day that is asked on, and moves only when another duty joins.
        """
        if batch.missed:
            return batch.last + DAY
        return max(batch.opened, batch.last - self.digest)


def organisation_due(figures: Figures) -> list[Due]:
    """Return the recurring duties of every federation that run and are not done (R-094 … R-096).

    After the programme there is none (五(四)).
    """
    found: list[Due] = []
    if figures.is_over:
        return found
    for row in cadence_table(figures.ledger, figures.asked_on):
        for cell in row.cells:
            opened, last = cell.period.start, cell.period.end
            if row.duty == BULLETIN:  # drawn up in the quarter after its own
                after = Quarter.of(last).next
                opened, last = after.start, after.end
            if cell.state is CadenceState.RUNNING and opened <= figures.as_of:
                period = f"{row.duty}-{cell.period.start}"
                found.append(
                    Due(
                        on=last, opened=opened, kind=DutyKind.ORGANISATION, unit=row.unit, household="", helper="",
                        period=period, action=ACTIONS[row.duty], detail=cell.period.title, clause="六(二)",
                        anchor="hearings" if row.duty == cadence.HEARING else "dispatches",
                    )
                )  # fmt: skip
    return found
