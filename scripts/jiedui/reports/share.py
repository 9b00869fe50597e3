"""What a group's figures are of: its part of the households, helpers, quarters, needs and promises of a ledger.

There are two views. By residence (户的属地), a household is its federation's with all that ever was of it. By
workplace (责任人的单位), each quarter, year, need and promise is of the department whose staff answered for it, each
once, and what nobody answers for is kept apart: so the departments' shares make the federations', and these with the
rest the city's.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from jiedui.duties import answer, promise
from jiedui.duties.answer import Answer
from jiedui.reports.department import Department, department
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from jiedui.duties.promise import Promise
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.need import Need
    from jiedui.reports.day import DayFigures

TITLE = "算给谁"
SERVES: tuple[str, ...] = ("R-098",)

# What staff call the two views.
BY_RESIDENCE, BY_WORKPLACE = "户的属地", "责任人的单位"

Part = TypeVar("Part")


class HouseholdNeed(Struct, frozen=True):
    """A need with its household."""

    household: Household
    need: Need


class Share(Protocol):
    """A group's part of a ledger as of a day; every list holds what was known on it."""

    @property
    def households(self) -> list[Household]:
        """The households on the day."""

    @property
    def helpers(self) -> list[Helper]:
        """The helpers on the day."""

    @property
    def raised(self) -> list[HouseholdNeed]:
        """The needs by the day on which they were raised."""

    @property
    def closed(self) -> list[HouseholdNeed]:
        """The needs that were closed, by that day."""

    @property
    def promises(self) -> list[Promise]:
        """The measures promised."""

    @property
    def people(self) -> frozenset[str]:
        """The households and helpers, by id, that anything of it is of."""

    def period(self, first: date, last: date) -> list[Household]:
        """Return the households whose quarter or year, ``first`` … ``last``, is the group's, in order of id.

        Those that are listed and no more, in whose quarters and years nothing is, are left out.
        """


class ResidenceShare(Struct, frozen=True, dict=True):
    """Households whole, and helpers: those of a federation, a township, the city."""

    households: list[Household]
    helpers: list[Helper]
    figures: DayFigures

    @cached_property
    def raised(self) -> list[HouseholdNeed]:
        """The needs of the households."""
        return [HouseholdNeed(item, need) for item in self._engaged for need in item.needs]

    @cached_property
    def closed(self) -> list[HouseholdNeed]:
        """Those of them that are closed."""
        return [item for item in self.raised if item.need.closed_on]

    @cached_property
    def promises(self) -> list[Promise]:
        """The measures promised for the households."""
        found = self.figures.promises
        return [item for household in self._engaged for item in found[household.id]]

    @cached_property
    def people(self) -> frozenset[str]:
        """The households and helpers."""
        return frozenset([*[item.id for item in self.households], *[item.id for item in self.helpers]])

    def period(self, first: date, last: date) -> list[Household]:
        """Return the households but for those that are listed: their every quarter and year is the group's."""
        del first, last
        return self._in_order

    @cached_property
    def _in_order(self) -> list[Household]:
        return sorted(self._engaged, key=lambda item: item.id)

    @cached_property
    def _engaged(self) -> list[Household]:
        known = self.figures.ledger.engaged
        return [item for item in self.households if item.id in known]


class Answers:
    """Each department's share of a ledger as of a day, reckoned once for all departments."""

    def __init__(self, ledger: Ledger, as_of: date) -> None:
        self.ledger = ledger
        self.as_of = as_of
        self._known: dict[Answer | str | None, Department] = {}
        self._periods: dict[tuple[date, date], Mapping[Department, list[Household]]] = {}

    def department(self, found: Answer | None) -> Department:
        """Return the department by which one answers."""
        helper = self.ledger.helpers.get(found.helper) if found else None
        # Of one office there is one department, whatever the day.
        known_by = helper.id if helper and len(helper.roles) == 1 else found
        if known_by not in self._known:
            self._known[known_by] = department(self.ledger, found)
        return self._known[known_by]

    def _place(self, of: str, found: Answer | None) -> Department | None:
        """Return the department by which one answers for what is ``of`` a household or helper.

        Of a narrowed ledger it is of its own staff, wherever that is, and nobody of its own: of others ``None``.
        """
        place = self.department(found)
        own = self.ledger.owns(place.unit) if place.unit else of not in self.ledger.guests
        return place if own else None

    def _of_homes(
        self,
        name: str,
        parts: Callable[[Household], Iterable[tuple[Part, Answer | None]]],
        homes: Mapping[str, Household],
    ) -> Mapping[Department, list[Part]]:
        """Return what ``name`` calls of ``homes``, by the department of who answers for it."""
        found = self.ledger.of_each(
            f"{name} {self.as_of}",
            homes,
            lambda home: [(part, self._place(home.id, answered)) for part, answered in parts(home)],
            in_passing=True,
        )
        return _sorted(item for items in found.values() for item in items)

    @cached_property
    def helpers(self) -> Mapping[Department, list[Helper]]:
        """The helpers by the department of the day, or the last one."""
        helpers = self.ledger.own_helpers
        found = self.ledger.of_each(
            f"place {self.as_of}", helpers, lambda helper: self._place(helper.id, Answer(helper.id, self.as_of))
        )
        return _sorted((helpers[key], place) for key, place in found.items())

    @cached_property
    def households(self) -> Mapping[Department, list[Household]]:
        """The households by who is in charge on the day."""
        return self._of_homes(
            "in charge", lambda home: [(home, answer.of_day(home, self.as_of))], self.ledger.households
        )

    @cached_property
    def raised(self) -> Mapping[Department, list[HouseholdNeed]]:
        """The needs by who was in charge when they were raised."""
        return self._of_homes(
            "raised",
            lambda home: [(HouseholdNeed(home, need), answer.of_day(home, need.raised_on)) for need in home.needs],
            self.ledger.engaged,
        )

    @cached_property
    def closed(self) -> Mapping[Department, list[HouseholdNeed]]:
        """The needs that are closed, by who was in charge when they were."""
        return self._of_homes(
            "closed",
            lambda home: [
                (HouseholdNeed(home, need), answer.of_day(home, need.closed_on))
                for need in home.needs if need.closed_on
            ],
            self.ledger.engaged,
        )  # fmt: skip

    @cached_property
    def promises(self) -> Mapping[Department, list[Promise]]:
        """The measures by who kept them or owes them."""
        return self._of_homes(
            "promises",
            lambda home: [
                (item, answer.of_promise(self.ledger, home, item.measure, self.as_of))
                for item in promise.promises(home, self.as_of)
            ],
            self.ledger.engaged,
        )

    @cached_property
    def _quarters(self) -> dict[tuple[date, date], int]:
        """The quarters as far as they have come, each with its number."""
        begun = [item for item in self.ledger.policy.quarters if item.start <= self.as_of]
        return {(item.start, min(item.end, self.as_of)): number for number, item in enumerate(begun)}

    @cached_property
    def _by_quarter(self) -> Mapping[str, tuple[Department | None, ...]]:
        """By whom each household's quarters are answered for."""
        return self.ledger.of_each(
            f"quarters {self.as_of}",
            self._helped,
            lambda home: tuple(self._place(home.id, answer.of_period(home, *span)) for span in self._quarters),
        )

    def period(self, first: date, last: date) -> Mapping[Department, list[Household]]:
        """Return the households by who answers for a quarter or year of theirs, as far as that has come.

        They are in no order: they are asked for by several departments together.
        """
        span = first, min(last, self.as_of)
        if span not in self._periods:
            if span in self._quarters:
                number = self._quarters[span]
                found = {key: places[number] for key, places in self._by_quarter.items()}
            else:
                found = self.ledger.of_each(
                    f"place {span}", self._helped, lambda home: self._place(home.id, answer.of_period(home, *span)),
                    in_passing=True,
                )  # fmt: skip
            shares = _sorted((self._helped[key], place) for key, place in found.items())
            places = shares.keys() | self._unhelped.keys()
            self._periods[span] = {key: [*shares.get(key, ()), *self._unhelped.get(key, ())] for key in places}
        return self._periods[span]

    @cached_property
    def _unhelped(self) -> Mapping[Department, list[Household]]:
        """The others of whom anything is known, whose every quarter and year is of one department."""
        homes = self.ledger.engaged
        return _sorted((home, self._place(key, None)) for key, home in homes.items() if key not in self._helped)

    @cached_property
    def _helped(self) -> Mapping[str, Household]:
        """The households that anybody ever answered for."""
        return {key: home for key, home in self.ledger.engaged.items() if home.pairings or home.before}

    @cached_property
    def people(self) -> Mapping[Department, set[str]]:
        """The households and helpers, by id, that anything of a department's share is of."""
        found: dict[Department, set[str]] = defaultdict(set)
        for place, helpers in self.helpers.items():
            found[place].update(item.id for item in helpers)
        for place, homes in self.households.items():
            found[place].update(item.id for item in homes)
        for needs in (self.raised, self.closed):
            for place, rows in needs.items():
                found[place].update(row.household.id for row in rows)
        for place, promises in self.promises.items():
            found[place].update(item.household for item in promises)
        for home, places in self._by_quarter.items():
            for answered in {*places}:
                if answered is not None:
                    found[answered].add(home)
        return found

    @cached_property
    def departments(self) -> tuple[Department, ...]:
        """Every department with any share, in order."""
        return tuple(sorted(self.people, key=lambda item: item.sort_key))


def _sorted(parts: Iterable[tuple[Part, Department | None]]) -> Mapping[Department, list[Part]]:
    """Return parts by their department, those that have one."""
    shares: dict[Department, list[Part]] = defaultdict(list)
    for part, place in parts:
        if place is not None:
            shares[place].append(part)
    return shares


class WorkplaceShare(Struct, frozen=True):
    """What the staff of some departments answer for."""

    answers: Answers
    departments: tuple[Department, ...]

    def _joined(self, shares: Mapping[Department, list[Part]]) -> Iterator[Part]:
        return (part for name in self.departments for part in shares.get(name, ()))

    @property
    def households(self) -> list[Household]:
        """The households that they are in charge of on the day."""
        return list(self._joined(self.answers.households))

    @property
    def helpers(self) -> list[Helper]:
        """They themselves."""
        return list(self._joined(self.answers.helpers))

    @property
    def raised(self) -> list[HouseholdNeed]:
        """The needs raised while they were in charge."""
        return list(self._joined(self.answers.raised))

    @property
    def closed(self) -> list[HouseholdNeed]:
        """The needs closed while they were in charge."""
        return list(self._joined(self.answers.closed))

    @property
    def promises(self) -> list[Promise]:
        """The measures that they kept or owe."""
        return list(self._joined(self.answers.promises))

    @property
    def people(self) -> frozenset[str]:
        """The households and helpers of their shares."""
        return frozenset().union(*(self.answers.people.get(name, ()) for name in self.departments))

    def period(self, first: date, last: date) -> list[Household]:
        """Return the households whose quarter or year they answer for."""
        return sorted(self._joined(self.answers.period(first, last)), key=lambda item: item.id)
