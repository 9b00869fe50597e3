"""The figures of a group: a federation, a department, a township, the city; what is its own, its share says."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Self, TypeVar

from jiedui.duties import outing, upkeep
from jiedui.duties.contact import ContactState
from jiedui.duties.coverage import Coverage, coverage
from jiedui.duties.entitlement import GapState, Suspect
from jiedui.duties.participation import Participation, participation
from jiedui.reports.group_rows import HouseholdMember, OverdueQuarter, UndecidedPerson
from jiedui.reports.share import HouseholdNeed
from jiedui.reports.sums import ContactSum, Portion, QuotaSum, joined, total

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
    from fractions import Fraction

    from jiedui.duties.deadline import Due
    from jiedui.model.household import Household
    from jiedui.model.time import Quarter
    from jiedui.reports.day import DayFigures
    from jiedui.reports.group_rows import BenefitGap
    from jiedui.reports.share import Share

Value = TypeVar("Value")

TITLE = "统计"
SERVES: tuple[str, ...] = ("R-010", "R-011", "R-035", "R-037", "R-038", "R-039", "R-042", "R-081", "R-084")


def open_needs(households: Iterable[Household], as_of: date) -> tuple[HouseholdNeed, ...]:
    """Return the needs of households that stand open on a day."""
    return tuple(HouseholdNeed(item, need) for item in households for need in upkeep.open_needs(item, as_of))


def _covered(parts: Sequence[Coverage]) -> Coverage:
    return Coverage(joined(part.roster for part in parts), joined(part.paired for part in parts))


class GroupFigures:
    """The figures of a group, whatever its share is. ``unit`` is the federation whose pages list its rows.

    ``parts`` are the groups that make it up, each household and helper in one of them: what they have is added up.
    """

    # What is found of it lies apart, so that it can be kept where the ledger is another.
    __slots__ = ("__dict__", "figures", "helpers", "households", "parts", "share", "unit")

    def __init__(self, figures: DayFigures, unit: str, share: Share, parts: Sequence[GroupFigures] = ()) -> None:
        self.figures = figures
        self.unit = unit
        self.share = share
        self.parts = parts
        self.households = sorted(share.households, key=attrgetter("id"))
        self.helpers = sorted(share.helpers, key=attrgetter("id"))

    def kept(self, name: str) -> Self:
        """Return it with what was found of the same group by that ``name`` before an edit that touched nobody of it."""
        figures = self.figures
        if (keeping := figures.ledger.keeping) and keeping.lasts:
            self.__dict__ = keeping.of_group(("group", name, figures.asked_on), self.people, dict)
        return self

    @cached_property
    def _found(self) -> dict[Hashable, Any]:
        return {}

    def once(self, name: Hashable, reckon: Callable[[], Value]) -> Value:
        """Return what ``name`` calls of the group, reckoned once: it is to hang on the same as its figures."""
        if name not in self._found:
            self._found[name] = reckon()
        found: Value = self._found[name]
        return found

    def summed(
        self, name: Hashable, reckon: Callable[[GroupFigures], Value], add: Callable[[Sequence[Value]], Value]
    ) -> Value:
        """Return what :meth:`once` does: of a group that others make up, what ``add`` makes of what is theirs."""
        if self.parts:
            return self.once(name, lambda: add([part.summed(name, reckon, add) for part in self.parts]))
        return self.once(name, lambda: reckon(self))

    @property
    def is_empty(self) -> bool:
        """Whether it adds nothing to any figure: nobody in office, and no household or need of any day in its share."""
        quarter, share = self.figures.quarter, self.share
        parts = (share.households, share.raised, share.closed, share.promises, share.period(quarter.start, quarter.end))
        return not self.quota.helpers and not any(parts)

    @property
    def people(self) -> frozenset[str]:
        """The households and helpers, by id, that any figure of the group is of."""
        return frozenset().union(*(part.people for part in self.parts)) if self.parts else self.share.people

    @cached_property
    def active(self) -> list[Household]:
        """The households in the roster today."""
        return [item for item in self.households if item.active_on(self.figures.as_of)]

    @cached_property
    def engaged(self) -> list[Household]:
        """Those of them of whom more is known than their row of the roster: what is counted or listed is theirs."""
        known = self.figures.ledger.engaged
        return [item for item in self.active if item.id in known]

    @property
    def coverage(self) -> Coverage:
        """Who is to be paired, and who is."""
        return self.summed("coverage", GroupFigures._coverage, _covered)

    def _coverage(self) -> Coverage:
        return coverage(self.figures.ledger, self.households, self.figures.as_of)

    @property
    def paired(self) -> list[Household]:
        """The households of the roster with somebody in charge: 已结对, or 在结对, wherever they are counted."""
        known = self.figures.ledger.households
        return [known[item] for item in self.coverage.paired]

    @cached_property
    def in_charge(self) -> list[Household]:
        """All households with somebody in charge, who owes them the same in the roster and outside it."""
        return [item for item in self.engaged if item.primary_on(self.figures.as_of)]

    @property
    def paired_outside(self) -> list[Household]:
        """The households with somebody in charge outside the roster: they do not meet 五(一), for no reason."""
        roster = set(self.coverage.roster)
        return [item for item in self.in_charge if item.id not in roster]

    @property
    def coverage_rate(self) -> Fraction | None:
        """Paired over the roster; ``None`` where the roster is empty."""
        found = self.coverage
        return Portion(len(found.paired), len(found.roster)).rate

    @property
    def quota(self) -> QuotaSum:
        """Sum the quota lines of the helpers in office. What is held beyond one's own quota fills nobody else's gap."""
        return self.summed("quota", GroupFigures._quota, QuotaSum.of)

    def _quota(self) -> QuotaSum:
        lines = [self.figures.quota_lines[helper.id] for helper in self.helpers]
        lines = [line for line in lines if line.state.in_office]
        return QuotaSum(
            helpers=len(lines),
            owed=sum(line.owed for line in lines),
            have=total(line.have for line in lines),
            gap=total(line.gap for line in lines),
            short=tuple(line.helper for line in lines if line.gap),
            grace=tuple(line.helper for line in lines if line.grace_until),
        )

    def contact(self, quarter: Quarter) -> ContactSum:
        """Return one quarter of the group's households by state."""
        return self.summed(quarter, lambda group: group._contact(quarter), ContactSum.joined)

    def _contact(self, quarter: Quarter) -> ContactSum:
        index = self.figures.quarters.index(quarter)
        histories = self.figures.histories
        homes = self.share.period(quarter.start, quarter.end)
        return ContactSum.from_states(quarter, {item.id: histories[item.id][index].state for item in homes})

    def contact_alone(self, quarter: Quarter) -> ContactSum:
        """Return what :meth:`contact` does, with no other quarter reckoned for it."""
        states = self.figures.states(quarter)
        homes = self.share.period(quarter.start, quarter.end)
        return ContactSum.from_states(quarter, {item.id: states[item.id] for item in homes})

    @property
    def contact_now(self) -> ContactSum:
        """The running quarter."""
        return self.contact(self.figures.quarter)

    @property
    def overdue_last(self) -> tuple[str, ...]:
        """The households overdue in the last quarter that is over (R-084, A-20)."""
        closed = self.figures.closed_quarter
        return self.contact(closed).of(ContactState.OVERDUE) if closed else ()

    @cached_property
    def overdue_rows(self) -> tuple[OverdueQuarter, ...]:
        """Every overdue quarter of every household, the latest first (R-084)."""
        histories, quarters = self.figures.histories, self.figures.quarters
        return tuple(
            OverdueQuarter(household, histories[household][index])
            for index in reversed(range(len(quarters)))
            for household in self.contact(quarters[index]).of(ContactState.OVERDUE)
        )

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
        """Who takes part over all staff; ``None`` where there is none."""
        found = self.participation
        return Portion(len(found.paired), len(found.staff)).rate

    @property
    def hard_share(self) -> Fraction | None:
        """How many of the leaders' households are in a category to help first; ``None`` where leaders lead none."""
        found = self.participation
        return Portion(len(found.hard), len(found.led)).rate

    @property
    def intake_open(self) -> tuple[str, ...]:
        """The households whose running pairing lacks any of the five tasks (R-081)."""
        return self.summed("intake", GroupFigures._intake_open, joined)

    def _intake_open(self) -> tuple[str, ...]:
        return tuple(
            item.id
            for item in self.in_charge
            if any(not found.complete(self.figures.as_of) for found in self.figures.intakes[item.id])
        )

    @cached_property
    def open_needs(self) -> tuple[HouseholdNeed, ...]:
        """The needs that are not closed."""
        return open_needs(self.engaged, self.figures.as_of)

    def raised_since(self, first: date) -> int:
        """Return how many needs were raised from a day on."""
        return sum(item.need.raised_on >= first for item in self.share.raised)

    def closed_since(self, first: date) -> int:
        """Return how many needs were closed from a day on."""
        return sum(item.need.closed_on is not None and item.need.closed_on >= first for item in self.share.closed)

    @cached_property
    def open_hazards(self) -> tuple[upkeep.Hazard, ...]:
        """The hazards that nobody has removed."""
        return tuple(
            hazard for item in self.engaged for hazard in self.figures.hazards[item.id] if hazard.removed_on is None
        )

    @cached_property
    def unmonitored(self) -> tuple[str, ...]:
        """Households with a known risk that is not under monitoring (R-035)."""
        return tuple(item.id for item in self.engaged if upkeep.unmonitored_risk(item))

    @cached_property
    def refused(self) -> tuple[str, ...]:
        """Those of them that were reported and refused."""
        return tuple(item.id for item in self.engaged if upkeep.refused_risk(item))

    @property
    def has_limits(self) -> bool:
        """Whether the policy limits how long anything may wait (B-02)."""
        return bool(self.figures.ledger.policy.service.levels)

    @cached_property
    def over_limit(self) -> tuple[Due, ...]:
        """What waits for longer than its working days: needs, risks, hardships and referrals (B-02)."""
        as_of = self.figures.as_of
        found = [due for item in self.engaged for due in self.figures.due[item.id] if due.workdays and due.last < as_of]
        return tuple(sorted(found, key=lambda due: due.sort_key))

    @cached_property
    def benefit_gaps(self) -> tuple[BenefitGap, ...]:
        """The policies recorded as 符合未享受 (R-039)."""
        return tuple(gap for item in self.engaged for gap in self.figures.benefit_gaps[item.id])

    @cached_property
    def suspects(self) -> tuple[Suspect, ...]:
        """Policies that somebody may be missing, each of a person once: a prompt to go and check (R-039)."""
        return tuple(found for found in self._gaps if found.state is GapState.SUSPECT)

    @cached_property
    def reminders(self) -> tuple[Suspect, ...]:
        """What else the rules prompt to look into: a policy enjoyed twice, a certificate that ends (R-039)."""
        return tuple(found for found in self._gaps if found.state is GapState.REMINDER)

    @cached_property
    def settled(self) -> tuple[Suspect, ...]:
        """What people looked into and found to be otherwise, or not wanted: it is prompted no more (R-039)."""
        return tuple(found for found in self._gaps if found.state is GapState.SETTLED)

    @cached_property
    def undecided(self) -> tuple[UndecidedPerson, ...]:
        """The persons of whom a rule cannot tell (R-039)."""
        found: dict[tuple[str, str], list[Suspect]] = {}
        for item in self._gaps:
            if item.state is GapState.UNKNOWN:
                found.setdefault((item.household, item.person), []).append(item)
        return tuple(
            UndecidedPerson(
                household, person, len(items), tuple(dict.fromkeys(name for item in items for name in item.missing))
            )
            for (household, person), items in found.items()
        )

    @property
    def _gaps(self) -> Iterator[Suspect]:
        return (found for item in self.engaged for found in self.figures.suspects[item.id])

    @cached_property
    def out_of_school(self) -> tuple[HouseholdMember, ...]:
        """Disabled children of school age recorded as not at school (R-038)."""
        return tuple(
            HouseholdMember(item, member) for item in self.engaged for member in self.figures.out_of_school[item.id]
        )

    @cached_property
    def able_unhelped(self) -> tuple[HouseholdMember, ...]:
        """Disabled persons able to work, without settled work and without a measure for it (R-037)."""
        return tuple(
            HouseholdMember(item, member) for item in self.engaged for member in self.figures.able_unhelped[item.id]
        )

    def outing_year(self, year: int) -> Counter[str]:
        """Return how many persons are in each outing state in a year (R-042)."""
        return Counter(found.state.value for found in self.outing_rows(year))

    def outing_rows(self, year: int, *states: outing.OutingState) -> tuple[outing.OutingYear, ...]:
        """Return the persons in one of ``states`` (in any, where none is named) in a year (R-042)."""
        return tuple(
            found
            for item in self.share.period(date(year, 1, 1), date(year, 12, 31))
            for found in self.figures.outings[item.id]
            if found.year == year and (not states or found.state in states)
        )

    @cached_property
    def outings_open(self) -> tuple[outing.OutingYear, ...]:
        """The persons of today's roster who have still to take part in this year's activity (R-042)."""
        homes, as_of = self.figures.ledger.households, self.figures.as_of
        still = (outing.OutingState.RUNNING, outing.OutingState.MISSED)
        return tuple(
            found
            for found in self.outing_rows(self.figures.outing_year_now, *still)
            if homes[found.household].active_on(as_of)
        )
