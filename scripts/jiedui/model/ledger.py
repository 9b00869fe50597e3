"""The ledger: every record of a folder, by id, with the lookups that rules and duties need."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from jiedui.model.audience import INTERNAL, Audience, AudienceKind
from jiedui.model.divisions import NO_DIVISIONS, Divisions
from jiedui.model.event import Event, event_of
from jiedui.model.helper import Helper
from jiedui.model.household import MOVED, Household
from jiedui.model.policy import Policy
from jiedui.model.time import Quarter
from jiedui.model.unit import Unit
from jiedui.model.visit import Visit, between
from jiedui.model.withdrawal import WithdrawnRecord, is_withdrawn
from jiedui.struct import Struct, field, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Set

    from jiedui.model.keeping import Keeping
    from jiedui.records.reader import AnyRecords, Record

OneEvent = TypeVar("OneEvent", bound=Event)
Item = TypeVar("Item")
Value = TypeVar("Value")


class Ledger(Struct, kw_only=True, dict=True):
    """All records of one ledger. What was withdrawn is left out, be it a record or an entry of a household's lists.

    A federation, helper or household is known by the name of its file or folder, whatever it says of itself.

    ``visits`` holds each contact once, under the household whose folder it lies in; :meth:`contacts` finds it from
    every household that it names. ``events`` are each federation's, in order of time; ``bulletins`` are the frozen ones
    of the city's federation by quarter (``2026Q3``), as they are written. Of households and helpers that were withdrawn
    ``withdrawn`` tells no more than that and when, for they are kept for as long as others, unless they were erased.
    ``without`` are, in words, the federations that it is made without, where it is the sound part of one with errors.
    ``audience`` is who may see it; ``guests`` are those of its helpers and households by id that are there because
    somebody of the audience has to do with them: they have no figures of their own.
    """

    policy: Policy
    divisions: Divisions = NO_DIVISIONS
    units: dict[str, Unit] = field(default_factory=dict)
    helpers: dict[str, Helper] = field(default_factory=dict)
    households: dict[str, Household] = field(default_factory=dict)
    visits: dict[str, list[Visit]] = field(default_factory=dict)
    events: dict[str, list[Event]] = field(default_factory=dict)
    bulletins: dict[str, dict[str, Any]] = field(default_factory=dict)
    withdrawn: tuple[WithdrawnRecord, ...] = ()
    without: str = ""
    audience: Audience = INTERNAL
    guests: frozenset[str] = frozenset()

    # Where it is kept in memory while its records are edited, and the day of which it is as one knew it: no fields, so
    # that what is made of it does not take them over.
    keeping = cast("Keeping | None", None)
    _day = cast("date | None", None)

    @cached_property
    def _known_whole(self) -> dict[str, date]:
        # What of :attr:`_whole_since` the ledger that this one was made of knew already.
        return {}

    @property
    def whole(self) -> str:
        """What staff call all of it: the city, but for what it is made without."""
        name = self.units[self._owner].short if self._owner else "全市"
        return f"{name}（不含{self.without}）" if self.without else name

    @cached_property
    def _owner(self) -> str:
        """The one federation that it is of, where it is narrowed to somebody's own."""
        of = self.audience.of
        return self.helpers[of].unit if self.audience.kind is AudienceKind.HELPER else of

    def owns(self, unit: str) -> bool:
        """Tell whether it is of a federation; narrowed to somebody's own, it knows the others by name alone."""
        return self._owner in ("", unit)

    @cached_property
    def own_units(self) -> dict[str, Unit]:
        """The federations that it is of."""
        return {key: unit for key, unit in self.units.items() if self.owns(key)}

    @cached_property
    def own_helpers(self) -> dict[str, Helper]:
        """The helpers that it is of: all but guests."""
        return _without(self.helpers, self.guests)

    @cached_property
    def own_households(self) -> dict[str, Household]:
        """The households that it is of: all but guests."""
        return _without(self.households, self.guests)

    @classmethod
    def of(cls, records: AnyRecords) -> Ledger:
        """Build the ledger from what was read; see :meth:`Policy.of` for the error."""
        by_kind: dict[str, list[Record]] = {}
        for record in records.valid:
            by_kind.setdefault(record.place.kind, []).append(record)
        policy = {record.place.stem: record.data for record in records.valid if record.place.kind.startswith("policy-")}
        ledger = cls(policy=Policy.of(policy))
        for record in by_kind.get("divisions", ()):
            ledger.divisions = Divisions.of(record.data)
        for record in by_kind.get("unit", ()):
            ledger.units[record.place.stem] = Unit.of(_named(record))
        for record in _kept(by_kind.get("helper", ())):
            ledger.helpers[record.place.stem] = Helper.of(_named(record), record.place.unit)
        for record in _kept(by_kind.get("household", ())):
            ledger.households[record.place.stem] = Household.as_written(_named(record), record.place.unit)
        for record in _kept(by_kind.get("visit", ())):
            ledger.visits.setdefault(record.place.household, []).append(
                Visit.of(record.data, record.place.household, record.place.stem)
            )
        for visits in ledger.visits.values():
            visits.sort(key=lambda visit: (visit.date, visit.stem))
        ledger._add_events(by_kind)
        people = (record for kind in ("household", "helper") for record in by_kind.get(kind, ()))
        ledger.withdrawn = tuple(filter(None, map(WithdrawnRecord.of, people)))
        return ledger

    def _add_events(self, by_kind: Mapping[str, Iterable[Record]]) -> None:
        for kind, items in by_kind.items():
            if kind.startswith("event-"):
                for record in _kept(items):
                    self.events.setdefault(record.place.unit, []).append(
                        event_of(kind, record.data, record.place.unit, record.place.stem)
                    )
        self.events = {
            unit: sorted(events, key=lambda event: (event.date, event.stem))
            for unit, events in sorted(self.events.items())
        }
        for record in by_kind.get("bulletin", ()):
            if record.place.unit in self.units and self.units[record.place.unit].is_city:
                self.bulletins[record.place.stem] = record.data

    def until(self, when: date) -> Ledger:
        """Return the ledger as one knew it on a day: what began, ended or was found later is not in it.

        What has no day is as it is now. Whoever asks for a figure of a day asks such a ledger, so that what is recorded
        afterwards never changes it. What comes after the programme belongs to no figure; only the bulletin on its last
        quarter is drawn up after it. One that is of a day already knows of no later one.
        """
        if self._day and self._day <= when:
            return self
        return self.keeping.ledger(when, partial(self._until, when)) if self.keeping else self._until(when, None)

    def _until(self, when: date, before: Ledger | None) -> Ledger:
        """Return it as of a day; ``before`` is that of the same day before an edit: whom it did not touch stays."""
        issued = {key: data for key, data in self.bulletins.items() if Quarter.parse(key).end < when}
        asked, when = when, min(when, self.policy.end)
        divisions = self.divisions.until(when)
        same = self.keeping.same if self.keeping and before else frozenset()
        before = before or self
        whole = self._whole_since
        known = (
            (key, item if key in whole and whole[key] <= when else item.until(when))
            for key, item in self.households.items()
            if key not in same
        )
        homes = _linked({key: _placed(household, divisions) for key, household in known if household})
        if same:
            stay = {key: home for key in same if (home := before.households.get(key))}
            homes = {key: home for key in self.households if (home := homes.get(key) or stay.get(key))}
        found = replace(
            self,
            divisions=divisions,
            units={key: unit.until(when) for key, unit in self.units.items()},
            helpers={
                key: before.helpers[key] if key in same else helper.until(when) for key, helper in self.helpers.items()
            },
            households=homes,
            # That of before, of an earlier day, may not know of contacts made since with one that an edit left alone.
            visits={
                key: before.visits[key] if key in same and key in before.visits else _by(items, when)
                for key, items in self.visits.items()
            },
            events={unit: [item for item in items if item.date <= when] for unit, items in self.events.items()},
            bulletins=issued,
        )
        found._day = asked
        # Of whom nothing is known today nothing was known before.
        found.__dict__["engaged"] = {key: found.households[key] for key in self.engaged if key in found.households}
        found._known_whole = {key: since for key, since in whole.items() if since <= when and key in found.households}
        if "_contacts" in self.__dict__:  # those of an earlier day are the first of these
            contacts = ((key, _by(visits, when)) for key, visits in self._contacts.items())
            found.__dict__["_contacts"] = {key: visits for key, visits in contacts if visits}
        return found

    @cached_property
    def _whole_since(self) -> dict[str, date]:
        """When the households were registered of which nothing was found later: most of a roster."""
        rest = {key: home for key, home in self.households.items() if key not in self._known_whole}
        found = self.of_each("whole since", rest, _whole_since, in_passing=True)
        return self._known_whole | {key: since for key, since in found.items() if since}

    @cached_property
    def engaged(self) -> dict[str, Household]:
        """The households of which more is known than their row of the roster, by id, in order.

        The others, most of a roster, are listed alone (:attr:`Household.is_listed`) and nobody contacted them: what is
        counted or listed of what was asked, found, promised or done is none of theirs. In a ledger as of a day one
        of which more became known later is engaged already.
        """
        found = self.of_each("engaged", self.households, self._is_engaged, in_passing=True)
        return {key: self.households[key] for key, engaged in found.items() if engaged}

    def _is_engaged(self, home: Household) -> bool:
        return not home.is_listed or bool(self.contacts(home.id))

    @cached_property
    def own_engaged(self) -> dict[str, Household]:
        """Those of them that it is of: all but guests."""
        return _without(self.engaged, self.guests)

    def under(self, policy: Policy) -> Ledger:
        """Return the same records by other readings; what is known of these without any is not looked for again."""
        of = repr((policy.settings, policy.quotas))
        if self.keeping and self.keeping.lasts:
            return self.keeping.ledger(of, lambda _: self._under(policy))
        return self._under(policy)

    def _under(self, policy: Policy) -> Ledger:
        found = replace(self, policy=policy)
        found.__dict__.update(_day=self._day, _contacts=self._contacts, _pairings=self._pairings, engaged=self.engaged)
        return found

    @cached_property
    def _turns(self) -> list[date]:
        return [date.min, *self.divisions.turns()]

    @cached_property
    def _divisions(self) -> dict[date, Divisions]:
        return {}

    def of_each(
        self, name: str, items: Mapping[str, Item], reckon: Callable[[Item], Value], *, in_passing: bool = False
    ) -> dict[str, Value]:
        """Return something of each of ``items`` by id, in order: as kept under its ``name``, or as ``reckon`` says.

        It is to hang on the household or helper itself, those that it names or that name it, and the policy. What is
        asked for ``in_passing`` is kept where an edit may follow, and nowhere else: who asks keeps what comes of it.
        """
        if self.keeping and (self.keeping.lasts or not in_passing):
            return self.keeping.of_each(name, items, reckon)
        return {key: reckon(item) for key, item in sorted(items.items())}

    def whole_of(self, name: Hashable, reckon: Callable[[], Value]) -> Value:
        """Return what ``name`` calls of the ledger as a whole: where an edit may follow, it is reckoned once."""
        if self.keeping and self.keeping.lasts:
            return self.keeping.whole(name, reckon)
        return reckon()

    def divisions_on(self, when: date) -> Divisions:
        """Return the townships as one knew them on a day: names, managers and mergers of that day."""
        turn = self._turns[bisect_right(self._turns, when) - 1]
        if turn not in self._divisions:
            self._divisions[turn] = self.divisions.until(turn)
        return self._divisions[turn]

    @cached_property
    def _township_names(self) -> dict[str, set[str]]:
        return {}

    def township_names(self, unit: str) -> set[str]:
        """Return every name of the townships that a federation manages on any day that is recorded."""
        if unit not in self._township_names:
            self._township_names[unit] = self.divisions.names_ever(unit)
        return self._township_names[unit]

    def placed(self, household: Household, when: date) -> Household:
        """Return a household with the name that its township had on a day."""
        return _placed(household, self.divisions_on(when))

    def events_of(self, kind: type[OneEvent], unit: str = "") -> list[OneEvent]:
        """Return the events of a kind, of one federation or of all, in order of federation and time."""
        return [
            event
            for owner, events in sorted(self.events.items())
            if unit in ("", owner)
            for event in events
            if isinstance(event, kind)
        ]

    @cached_property
    def _contacts(self) -> dict[str, list[Visit]]:
        index: dict[str, list[Visit]] = {}
        for visits in self.visits.values():
            for visit in visits:
                for household in visit.households:
                    index.setdefault(household, []).append(visit)
        for contacts in index.values():
            # Those of one folder are in order.
            if contacts[0].household != contacts[-1].household or len({visit.household for visit in contacts}) > 1:
                contacts.sort(key=lambda visit: (visit.date, visit.household, visit.stem))
        return index

    def contacts(self, household: str) -> list[Visit]:
        """Return the contacts with a household in order of time, those kept in other households' folders included."""
        return self._contacts.get(household, [])

    @cached_property
    def _pairings(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for _, household in sorted(self.households.items()):
            for helper in dict.fromkeys(pairing.helper for pairing in household.pairings):
                index.setdefault(helper, []).append(household.id)
        return index

    def households_of(self, helper: str) -> list[Household]:
        """Return the households that a helper is or was paired with, in order of id."""
        return [self.households[household] for household in self._pairings.get(helper, ())]

    def goes_on(self, household: str) -> list[Household]:
        """Return the households whose records go on that of one which moved away."""
        return [item for item in self.households.values() if item.moved_from == household]

    def with_household(self, changed: Household) -> Ledger:
        """Return a ledger in which the record of a household says something else."""
        return replace(self, households={**self.households, changed.id: changed})

    def around(self, households: Iterable[str]) -> Ledger:
        """Return the ledger of some households alone.

        With them go those that they go on and those that go on them, their contacts, and whoever is paired with them.
        """
        found: dict[str, Household] = {}
        left = [*households]
        while left:
            code = left.pop()
            if code not in found and (home := self.households.get(code)):
                found[code] = home
                left += [home.moved_from, *(item.id for item in self.goes_on(code))]
        folders = {visit.household for code in found for visit in self.contacts(code)}
        helpers = {pairing.helper for home in found.values() for pairing in home.pairings}
        return Ledger(
            policy=self.policy,
            divisions=self.divisions,
            units=self.units,
            helpers={code: helper for code in sorted(helpers) if (helper := self.helpers.get(code))},
            households=found,
            visits={code: self.visits[code] for code in folders},
            events=self.events,
        )

    def unit_name(self, unit: str) -> str:
        """Return what staff call a federation, in short.

        One whose record cannot be read is called as its county; an id that nobody has stands for itself.
        """
        if unit in self.units:
            return self.units[unit].short
        return next((county for county, owner in self.divisions.counties.items() if owner == unit), unit)

    def of_unit(self, unit: str) -> list[Household]:
        """Return the households that a federation manages."""
        return [household for household in self.households.values() if household.unit == unit]

    def helpers_of(self, unit: str) -> list[Helper]:
        """Return the helpers on a federation's roster."""
        return [helper for helper in self.helpers.values() if helper.unit == unit]

    def last_day(self) -> date | None:
        """Return the latest day on which a contact was made or entered, or ``None`` for an empty ledger."""
        contacts = (visit for visits in self.visits.values() for visit in visits)
        return max((max(visit.date, visit.entered_on) for visit in contacts), default=None)


def _whole_since(home: Household) -> date | None:
    return home.registered_on if home.until(home.registered_on) is home else None


def _without(items: dict[str, Item], guests: Set[str]) -> dict[str, Item]:
    return {key: item for key, item in items.items() if key not in guests} if guests else items


def _by(visits: list[Visit], when: date) -> list[Visit]:
    """Return those of a folder that were made by a day; the same list where all were."""
    return visits if not visits or visits[-1].date <= when else [*between(visits, date.min, when)]


def _placed(household: Household, divisions: Divisions) -> Household:
    """Return a household with the name that its township had on the day of ``divisions``."""
    found = divisions.find(household.county, household.recorded_township)
    name = found.name if found else household.recorded_township
    return household if name == household.township else replace(household, township=name)


def _linked(households: dict[str, Household]) -> dict[str, Household]:
    """Return households each with the record that it continues and the one that continues it, where it moved."""
    moved = [item for item in households.values() if item.moved_from in households]
    for later in sorted(moved, key=lambda item: item.registered_on):
        before = households[later.moved_from]
        if before.closed_on and before.closed_reason == MOVED:
            households[before.id] = before.continued_by(later)
            households[later.id] = replace(households[later.id], before=before)
    return households


def _named(record: Record) -> dict[str, Any]:
    """Return what a record says, under the id that its place gives: by that, and nothing else, others find it."""
    return {**record.data, "id": record.place.stem}


def _kept(items: Iterable[Record]) -> Iterable[Record]:
    return (record for record in items if not is_withdrawn(record.data))
