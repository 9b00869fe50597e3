"""入户五件事: the five tasks of the first visit of each pairing (R-081, 五(四)2; A-10)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.duties.contact import counts
from jiedui.model.policy import VISITING
from jiedui.model.visit import HOME
from jiedui.struct import Struct

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.pairing import Pairing
    from jiedui.model.policy import Policy

TITLE = "入户五件事"
SERVES: tuple[str, ...] = ("R-081",)


class Task(Struct, frozen=True):
    """One of the five tasks of a pairing: done when, and by when it was due."""

    key: str
    name: str
    done_on: date | None
    deadline: date

    def state(self, as_of: date) -> str:
        """Return 已完成, 迟完成, 待完成 or 逾期 as of a day."""
        if self.done_on and self.done_on <= as_of:
            return "已完成" if self.done_on <= self.deadline else "迟完成"
        return "待完成" if as_of <= self.deadline else "逾期"


class Intake(Struct, frozen=True):
    """The five tasks of one 主责 pairing."""

    household: str
    helper: str
    start: date
    tasks: tuple[Task, ...]

    def open_tasks(self, as_of: date) -> tuple[Task, ...]:
        """Return the tasks that are not done by a day, in the order of the notice."""
        return tuple(task for task in self.tasks if task.state(as_of) in ("待完成", "逾期"))

    def complete(self, as_of: date) -> bool:
        """Tell whether all five tasks are done by a day, late or not."""
        return not self.open_tasks(as_of)


def deadline(pairing: Pairing, policy: Policy) -> date:
    """Return the last day for the tasks: the end of the visiting phase, or ``initial_visit_days`` after the start.

    Whichever is later counts (A-10).
    """
    phase = policy.phase(VISITING)
    later = pairing.span.start + timedelta(days=policy.settings.initial_visit_days)
    return max(phase.span.end, later) if phase.span.end else later


def intakes(ledger: Ledger, household: Household, as_of: date) -> list[Intake]:
    """Return the intake of each 主责 pairing of a household that is open on ``as_of``."""
    return [
        intake_of(ledger, household, pairing)
        for pairing in household.pairings
        if pairing.is_primary and pairing.span.covers(as_of)
    ]


def intake_of(ledger: Ledger, household: Household, pairing: Pairing) -> Intake:
    """Return the intake of a 主责 pairing of a household, also of one that has ended."""
    done = {
        "visit": first_visit(ledger, household, pairing),
        "form": pairing.form_on,
        "card": pairing.card_on,
        "onsite": pairing.onsite_on,
        "module": pairing.module_on,
    }
    due = deadline(pairing, ledger.policy)
    tasks = tuple(Task(item.key, item.name, done[item.key], due) for item in ledger.policy.intake)
    return Intake(household.id, pairing.helper, pairing.span.start, tasks)


def first_visit(ledger: Ledger, household: Household, pairing: Pairing) -> date | None:
    """Return the day of the helper's first home visit in the pairing at which somebody was met."""
    return next(
        (
            visit.date
            for visit in ledger.contacts(household.id)
            if visit.channel == HOME
            and visit.by == pairing.helper
            and pairing.span.covers(visit.date)
            and counts(visit, ledger.policy)
        ),
        None,
    )
