"""The figures of one day: every duty of every helper and household reckoned once, and summed by unit.

Pages, prints and tests read these objects; nothing is counted anywhere else, so two pages cannot disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from jiedui.duties import contact, coverage, deadline, entitlement, intake, outing, quota, upkeep
from jiedui.duties.contact import Book, ContactQuarter, ContactState
from jiedui.duties.deadline import Due
from jiedui.duties.entitlement import GapState, Suspect
from jiedui.duties.participation import Participation, participation
from jiedui.duties.quota import QuotaLine
from jiedui.model.helper import Helper
from jiedui.model.household import Household, Member
from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter

TITLE = "统计"
SERVES: tuple[str, ...] = ("R-010", "R-011", "R-035", "R-037", "R-038", "R-039", "R-042", "R-081", "R-084")


@dataclass(frozen=True, slots=True)
class QuotaSum:
    """应、实、差 of a group of helpers: households owed, held and lacking, and how many helpers lack any."""

    helpers: int
    owed: int
    have: Fraction
    gap: Fraction
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactSum:
    """One quarter of a group of households: ids by state. 应联系 is met + running + overdue."""

    quarter: Quarter
    by_state: dict[ContactState, tuple[str, ...]]

    def of(self, *states: ContactState) -> tuple[str, ...]:
        return tuple(sorted(household for state in states for household in self.by_state.get(state, ())))

    @property
    def met(self) -> tuple[str, ...]:
        return self.of(ContactState.DONE, ContactState.LATE)

    @property
    def due(self) -> tuple[str, ...]:
        return self.of(*(state for state in ContactState if state.due))

    @property
    def rate(self) -> Fraction | None:
        """Met over due; ``None`` where nothing is due."""
        return Fraction(len(self.met), len(self.due)) if self.due else None


class Figures:
    """All figures of a ledger as of a day, for one unit's households and helpers or for the whole city."""

    def __init__(self, ledger: Ledger, as_of: date) -> None:
        self.ledger = ledger
        self.as_of = as_of
        self.quarter = Quarter.of(min(max(as_of, ledger.policy.programme.start), ledger.policy.end))

    @cached_property
    def quarters(self) -> tuple[Quarter, ...]:
        return self.ledger.policy.quarters

    @property
    def quarter_number(self) -> int:
        """The number of the running quarter within the programme, from 1."""
        return self.quarters.index(self.quarter) + 1

    @property
    def closed_quarter(self) -> Quarter | None:
        """The last quarter of the programme that is over, or ``None`` before the first has ended."""
        return next((quarter for quarter in reversed(self.quarters) if quarter.end < self.as_of), None)

    @property
    def outing_year_now(self) -> int:
        """The running year of the yearly activity, within the programme (R-042)."""
        return min(self.as_of.year, self.ledger.policy.end.year)

    @cached_property
    def books(self) -> dict[str, Book]:
        return {book.household.id: book for book in contact.books(self.ledger, self.as_of)}

    @cached_property
    def histories(self) -> dict[str, tuple[ContactQuarter, ...]]:
        """Each household's state in every quarter of the programme."""
        return {household: contact.history(book) for household, book in self.books.items()}

    @cached_property
    def quota_lines(self) -> dict[str, QuotaLine]:
        return {
            helper.id: quota.quota_line(self.ledger, helper, self.as_of)
            for _, helper in sorted(self.ledger.helpers.items())
        }

    @cached_property
    def intakes(self) -> dict[str, list[intake.Intake]]:
        """The five tasks of each household's running 主责 pairing."""
        return {
            household: intake.intakes(self.ledger, item, self.as_of)
            for household, item in sorted(self.ledger.households.items())
        }

    @cached_property
    def outings(self) -> dict[str, list[outing.OutingYear]]:
        return {
            household: outing.outing_years(item, self.ledger.policy, self.as_of)
            for household, item in sorted(self.ledger.households.items())
        }

    @cached_property
    def hazards(self) -> dict[str, list[upkeep.Hazard]]:
        return {
            household: upkeep.hazards(self.ledger, item, self.as_of)
            for household, item in sorted(self.ledger.households.items())
        }

    @cached_property
    def due(self) -> dict[str, list[Due]]:
        """What is due in each household."""
        return {household: deadline.household_due(self.ledger, book) for household, book in self.books.items()}

    @cached_property
    def suspects(self) -> dict[str, list[Suspect]]:
        """What each household may be missing or what cannot be told, by the rules that its federation uses (R-039)."""
        return {
            household: entitlement.suspects(item, self.ledger.policy, self.as_of)
            for household, item in sorted(self.ledger.households.items())
        }

    @cached_property
    def city(self) -> GroupFigures:
        """The whole ledger."""
        return GroupFigures(self, "", list(self.ledger.households.values()), list(self.ledger.helpers.values()))

    @cached_property
    def units(self) -> dict[str, GroupFigures]:
        """Each federation by id, the city's first, then in the order of their names' codes."""
        return {
            unit: GroupFigures(self, unit, self.ledger.of_unit(unit), self.ledger.helpers_of(unit))
            for unit in self.unit_order
        }

    @cached_property
    def unit_order(self) -> tuple[str, ...]:
        """Federations in the order of the divisions list, the city's own first, unlisted ones last."""
        listed = dict.fromkeys(
            list(self.ledger.divisions.counties.values())
            + [township.unit for township in self.ledger.divisions.townships]
        )
        order = {unit: number for number, unit in enumerate(listed)}
        units = self.ledger.units
        return tuple(sorted(units, key=lambda unit: (not units[unit].is_city, order.get(unit, len(order)), unit)))

    def group(self, keep: Callable[[Household], bool], helpers: list[Helper] | None = None) -> GroupFigures:
        """Return the figures of the households that ``keep`` admits, such as those of one township."""
        return GroupFigures(self, "", [item for item in self.ledger.households.values() if keep(item)], helpers or [])


class GroupFigures:
    """The figures of a group of households and helpers: a unit, a township, the city."""

    def __init__(self, figures: Figures, unit: str, households: list[Household], helpers: list[Helper]) -> None:
        self.figures = figures
        self.unit = unit
        self.households = sorted(households, key=lambda item: item.id)
        self.helpers = sorted(helpers, key=lambda item: item.id)

    @cached_property
    def active(self) -> list[Household]:
        """The households in the roster today."""
        return [item for item in self.households if item.active_on(self.figures.as_of)]

    @cached_property
    def coverage(self) -> coverage.Coverage:
        return coverage.coverage(self.figures.ledger, self.households, self.figures.as_of)

    @property
    def coverage_rate(self) -> Fraction | None:
        found = self.coverage
        return Fraction(len(found.paired), len(found.roster)) if found.roster else None

    @cached_property
    def quota(self) -> QuotaSum:
        """Sum the quota lines of the helpers in office. What is held beyond one's own quota fills nobody else's gap."""
        lines = [self.figures.quota_lines[helper.id] for helper in self.helpers]
        lines = [line for line in lines if line.state is not quota.QuotaState.LEFT]
        return QuotaSum(
            helpers=len(lines),
            owed=sum(line.owed for line in lines),
            have=sum((line.have for line in lines), Fraction()),
            gap=sum((line.gap for line in lines), Fraction()),
            short=tuple(line.helper for line in lines if line.gap),
        )

    def contact(self, quarter: Quarter) -> ContactSum:
        """Return one quarter of the group's households by state."""
        index = self.figures.quarters.index(quarter)
        by_state: dict[ContactState, list[str]] = {}
        for household in self.households:
            by_state.setdefault(self.figures.histories[household.id][index].state, []).append(household.id)
        return ContactSum(quarter, {state: tuple(found) for state, found in by_state.items()})

    @property
    def contact_now(self) -> ContactSum:
        return self.contact(self.figures.quarter)

    @property
    def overdue_last(self) -> tuple[str, ...]:
        """The households overdue in the last quarter that is over (R-084, A-20)."""
        closed = self.figures.closed_quarter
        return self.contact(closed).of(ContactState.OVERDUE) if closed else ()

    @cached_property
    def overdue_rows(self) -> tuple[tuple[str, ContactQuarter], ...]:
        """Every overdue quarter of every household as (household, quarter), the latest first (R-084)."""
        rows = [
            (household.id, state)
            for household in self.households
            for state in self.figures.histories[household.id]
            if state.state is ContactState.OVERDUE
        ]
        return tuple(sorted(rows, key=lambda row: row[1].quarter, reverse=True))

    @property
    def overdue_ever(self) -> int:
        """How many household-quarters of the programme are overdue."""
        return len(self.overdue_rows)

    @cached_property
    def participation(self) -> Participation:
        """Who takes part, and which households the leaders lead (R-010, R-011)."""
        return participation(self.figures.ledger, self.helpers, self.figures.as_of)

    @property
    def participation_rate(self) -> Fraction | None:
        found = self.participation
        return Fraction(len(found.paired), len(found.staff)) if found.staff else None

    @property
    def hard_share(self) -> Fraction | None:
        """How many of the leaders' households are in a category to help first; ``None`` where leaders lead none."""
        found = self.participation
        return Fraction(len(found.hard), len(found.led)) if found.led else None

    @cached_property
    def intake_open(self) -> tuple[str, ...]:
        """The households whose running pairing lacks any of the five tasks (R-081)."""
        return tuple(
            item.id
            for item in self.active
            if any(not found.complete(self.figures.as_of) for found in self.figures.intakes[item.id])
        )

    @cached_property
    def open_needs(self) -> tuple[tuple[str, str], ...]:
        """Open needs as (household, need id)."""
        return tuple((item.id, need.id) for item in self.active for need in upkeep.open_needs(item, self.figures.as_of))

    @cached_property
    def open_hazards(self) -> tuple[upkeep.Hazard, ...]:
        return tuple(
            hazard for item in self.active for hazard in self.figures.hazards[item.id] if hazard.removed_on is None
        )

    @cached_property
    def unmonitored(self) -> tuple[str, ...]:
        """Households with a known risk that is not under monitoring (R-035)."""
        return tuple(item.id for item in self.active if upkeep.unmonitored_risk(item))

    @cached_property
    def benefit_gaps(self) -> tuple[tuple[str, str, str], ...]:
        """Policies recorded as 符合未享受: (household, member id, benefit key) (R-039)."""
        return tuple(
            (item.id, member.id, key)
            for item in self.active
            for member in item.members
            for key, state in member.benefits.items()
            if state == "符合未享受"
        )

    @cached_property
    def suspects(self) -> tuple[Suspect, ...]:
        """Policies that somebody may be missing, one for each person and rule: a prompt to go and check (R-039)."""
        return tuple(found for found in self._gaps if found.state is GapState.SUSPECT)

    @cached_property
    def undecided(self) -> tuple[tuple[str, str, int, tuple[str, ...]], ...]:
        """Persons of whom a rule cannot tell: (household, member id, rules, the fields to fill in) (R-039)."""
        found: dict[tuple[str, str], list[Suspect]] = {}
        for item in self._gaps:
            if item.state is GapState.UNKNOWN:
                found.setdefault((item.household, item.person), []).append(item)
        return tuple(
            (household, person, len(items), tuple(dict.fromkeys(name for item in items for name in item.missing)))
            for (household, person), items in found.items()
        )

    @property
    def _gaps(self) -> Iterator[Suspect]:
        return (found for item in self.active for found in self.figures.suspects[item.id])

    @cached_property
    def out_of_school(self) -> tuple[tuple[str, Member], ...]:
        """Disabled children of school age recorded as not at school, with their households (R-038)."""
        policy, as_of = self.figures.ledger.policy, self.figures.as_of
        return tuple(
            (item.id, member)
            for item in self.active
            for member in entitlement.school_age_not_enrolled(item, policy, as_of)
        )

    @cached_property
    def able_unhelped(self) -> tuple[tuple[str, Member], ...]:
        """Disabled persons able to work, without settled work and without a measure for it (R-037)."""
        policy, as_of = self.figures.ledger.policy, self.figures.as_of
        return tuple(
            (item.id, member)
            for item in self.active
            for member in entitlement.able_without_measure(item, policy, as_of)
        )

    def outing_year(self, year: int) -> Counter[str]:
        """Return how many persons are in each outing state in a year (R-042)."""
        return Counter(found.state.value for found in self.outing_rows(year))

    def outing_rows(self, year: int, *states: outing.OutingState) -> tuple[outing.OutingYear, ...]:
        """Return the persons in one of ``states`` (in any, where none is named) in a year (R-042)."""
        return tuple(
            found
            for item in self.households
            for found in self.figures.outings[item.id]
            if found.year == year and (not states or found.state in states)
        )

    @cached_property
    def outings_open(self) -> tuple[outing.OutingYear, ...]:
        """The persons of today's roster who have still to take part in this year's activity (R-042)."""
        active = {item.id for item in self.active}
        still = (outing.OutingState.RUNNING, outing.OutingState.MISSED)
        return tuple(
            found for found in self.outing_rows(self.figures.outing_year_now, *still) if found.household in active
        )
