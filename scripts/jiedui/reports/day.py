"""What each household and helper is on a day: contacts, quotas, tasks, activities, hazards, entitlements.

Everything is a pure function of ledger and day, reckoned once and kept for all who ask.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self, TypeVar

from jiedui.duties import contact, deadline, entitlement, intake, outing, promise, quota, upkeep
from jiedui.duties.benefit import ENTITLED, states_on
from jiedui.duties.contact import Book
from jiedui.model.time import DAY, Quarter
from jiedui.reports.group_rows import BenefitGap
from jiedui.reports.when_asked import WhenAsked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, timedelta

    from jiedui.duties.contact import ContactQuarter, ContactState
    from jiedui.duties.deadline import Due
    from jiedui.duties.entitlement import Suspect
    from jiedui.duties.promise import Promise
    from jiedui.duties.quota import QuotaLine
    from jiedui.model.entitlement import EntitlementRule
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.member import Member
    from jiedui.model.policy import Policy
    from jiedui.model.workdays import WorkCalendar


Value = TypeVar("Value")


class DayFigures:
    """What each household and helper of a ledger is as of a day, reckoned once and shared by all groups.

    Duties stop with the programme (五(四)): asked for a day after it, ``as_of`` is its last day, whose state stays, and
    every period is over on ``asked_on``, the day that was asked for.

    ``narrowed`` says that the ledger holds no more than what was known on the day.
    """

    def __init__(self, ledger: Ledger, as_of: date, *, narrowed: bool = False) -> None:
        self.ledger = ledger if narrowed else ledger.until(as_of)
        self.asked_on = as_of
        self.as_of = min(as_of, ledger.policy.end)
        self.quarter = Quarter.of(max(self.as_of, ledger.policy.programme.start))

    @classmethod
    def of(cls, ledger: Ledger, as_of: date) -> Self:
        """Return the figures of a ledger as of a day, for whoever is not the only one to ask for that day."""
        known = ledger.until(as_of)
        return known.whole_of((cls, as_of), lambda: cls(known, as_of, narrowed=True))

    def under(self, policy: Policy) -> Self:
        """Return the figures of the same day by other readings: what was known on it is the same."""
        found = type(self)(self.ledger.under(policy), self.asked_on, narrowed=True)
        before = self.ledger.policy
        if policy.quotas == before.quotas and policy.agrees(before, quota.SETTINGS):
            found.__dict__["quota_lines"] = self.quota_lines
        return found

    @property
    def is_over(self) -> bool:
        """Whether the programme has ended by the day that was asked for."""
        return self.asked_on > self.as_of

    @property
    def digest(self) -> timedelta:
        """How far the lists of what is due look ahead."""
        return self.ledger.policy.settings.digest_days * DAY

    @property
    def calendar(self) -> WorkCalendar:
        """Which days are worked."""
        return self.ledger.policy.service.calendar

    @cached_property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters of the programme."""
        return self.ledger.policy.quarters

    @property
    def quarter_number(self) -> int:
        """The number of the running quarter within the programme, from 1."""
        return self.quarters.index(self.quarter) + 1

    @property
    def closed_quarter(self) -> Quarter | None:
        """The last quarter of the programme that is over, or ``None`` before the first has ended."""
        return next((quarter for quarter in reversed(self.quarters) if quarter.end < self.asked_on), None)

    @property
    def outing_year_now(self) -> int:
        """The running year of the yearly activity, within the programme (R-042)."""
        return self.as_of.year

    @cached_property
    def books(self) -> Mapping[str, Book]:
        """Each household's book of contacts."""
        known = contact.books(self.ledger, self.asked_on)
        return WhenAsked(self.ledger.households, lambda item: Book(self.ledger, item, self.asked_on), known)

    def _of_each(self, name: str, reckon: Callable[[Household], Value]) -> Mapping[str, Value]:
        """Return a figure of each household, as kept or reckoned; of one that is listed alone, when it is asked for."""
        known = self.ledger.of_each(f"{name} {self.asked_on}", self.ledger.engaged, reckon)
        return WhenAsked(self.ledger.households, reckon, known)

    @cached_property
    def histories(self) -> Mapping[str, tuple[ContactQuarter, ...]]:
        """Each household's state in every quarter of the programme."""
        return self._of_each("histories", lambda item: self.books[item.id].history)

    def states(self, quarter: Quarter) -> Mapping[str, ContactState]:
        """Return each household's state in a quarter, without a look at the others: for whoever asks for few."""
        return self._of_each(f"states {quarter}", lambda item: self.books[item.id].quarter(quarter).state)

    @cached_property
    def quota_lines(self) -> dict[str, QuotaLine]:
        """Each helper's quota."""
        return self.ledger.of_each(
            f"quota_lines {self.asked_on}",
            self.ledger.helpers,
            lambda helper: quota.quota_line(self.ledger, helper, self.as_of),
        )

    @cached_property
    def intakes(self) -> Mapping[str, list[intake.Intake]]:
        """The five tasks of each household's running 主责 pairing."""
        return self._of_each("intakes", lambda item: intake.intakes(self.ledger, item, self.as_of))

    @cached_property
    def outings(self) -> Mapping[str, list[outing.OutingYear]]:
        """The yearly activity of each household's persons."""
        return self._of_each("outings", lambda item: outing.outing_years(item, self.ledger.policy, self.asked_on))

    @cached_property
    def promises(self) -> Mapping[str, list[Promise]]:
        """The measures promised to each household."""
        return self._of_each("promised", lambda item: promise.promises(item, self.as_of))

    @cached_property
    def hazards(self) -> Mapping[str, list[upkeep.Hazard]]:
        """The hazards found in each household."""
        return self._of_each("hazards", lambda item: upkeep.hazards(self.ledger, item, self.as_of))

    @cached_property
    def benefit_gaps(self) -> Mapping[str, tuple[BenefitGap, ...]]:
        """The policies recorded of each household as 符合未享受 (R-039): of the day, and not lost with the hardship."""
        return self._of_each("benefit_gaps", self._benefit_gaps)

    def _benefit_gaps(self, household: Household) -> tuple[BenefitGap, ...]:
        policy, as_of = self.ledger.policy, self.as_of
        return tuple(
            BenefitGap(household, member, key)
            for member in household.present_on(as_of)
            for key, state in states_on(household, member, policy, as_of).items()
            if state == ENTITLED
        )

    @cached_property
    def out_of_school(self) -> Mapping[str, tuple[Member, ...]]:
        """The disabled children of school age of each household recorded as not at school (R-038)."""
        policy, as_of = self.ledger.policy, self.as_of
        return self._of_each("out_of_school", lambda item: entitlement.school_age_not_enrolled(item, policy, as_of))

    @cached_property
    def able_unhelped(self) -> Mapping[str, tuple[Member, ...]]:
        """The disabled persons of each household able to work, without settled work and a measure for it (R-037)."""
        policy, as_of = self.ledger.policy, self.as_of
        return self._of_each("able_unhelped", lambda item: entitlement.able_without_measure(item, policy, as_of))

    @cached_property
    def due(self) -> Mapping[str, list[Due]]:
        """What is due in each household."""
        return self._of_each("due", lambda item: deadline.household_due(self.ledger, self.books[item.id]))

    @cached_property
    def due_in_charge(self) -> Mapping[str, list[Due]]:
        """What is due in each household to the one in charge: all of it, and the contacts that he alone owes (A-12)."""
        return self._of_each("due_in_charge", self._due_in_charge)

    def _due_in_charge(self, household: Household) -> list[Due]:
        own = deadline.own_contacts(self.ledger, self.books[household.id])
        return sorted([*self.due[household.id], *own], key=lambda item: item.sort_key)

    @cached_property
    def rules(self) -> dict[str, tuple[EntitlementRule, ...]]:
        """The rules that tell of policies somebody may be missing, in use in each federation (R-039)."""
        policy = self.ledger.policy
        return {unit: entitlement.rules_in_use(policy, unit, self.as_of) for unit in self.ledger.units}

    @cached_property
    def suspects(self) -> Mapping[str, list[Suspect]]:
        """What the rules that its federation uses tell of each household: all that is listed (R-039).

        Of one that stands on the roster and no more is known of, nothing is asked yet.
        """
        policy, as_of, rules = self.ledger.policy, self.as_of, self.rules
        return self._of_each(
            "suspects",
            lambda item: [] if item.is_listed else entitlement.suspects(item, policy, as_of, rules.get(item.unit)),
        )
