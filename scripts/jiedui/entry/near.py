"""The ledger near what a command is about: of all that is there, what is asked for is read, and no more."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from jiedui.model.ledger import Ledger
from jiedui.model.policy import PolicyMissingError
from jiedui.records.reader import Records
from jiedui.records.tree import placed
from jiedui.rules.marks import mark
from jiedui.rules.surroundings import Surroundings
from jiedui.rules.walk import Walk
from jiedui.struct import field, replace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.visit import Visit
    from jiedui.records.reader import Record
    from jiedui.records.tree import Place
    from jiedui.rules.engine import Engine


class NearRecords:
    """The records of a ledger that is looked at, as :class:`~jiedui.records.reader.AnyRecords`."""

    def __init__(self, look: Engine) -> None:
        self.look = look

    @property
    def root(self) -> Path:
        """The folder of the ledger."""
        return self.look.root

    @cached_property
    def broken(self) -> list[Place]:
        """Where the records lie that cannot be read."""
        return self.look.broken

    @cached_property
    def valid(self) -> list[Record]:
        """All records that can be read, in order of path."""
        directory = self.look.directory
        inner = [place for home in directory.homes for place in Walk(directory.listing, home).places]
        found = map(self.look.record, sorted((*directory.places, *inner), key=lambda place: place.path))
        return list(filter(None, found))

    @property
    def codes(self) -> set[str]:
        """The codes that are used, be their records valid or not."""
        directory = self.look.directory
        return {place.stem for place in (*directory.places, *directory.homes, *self.broken)}

    def at(self, path: str) -> Record | None:
        """Return the record of a path, if there is a valid one."""
        place = placed(path)
        return self.look.record(place) if place and place.path == path else None

    def named(self, kind: str, code: str) -> Record | None:
        """Return the record of a kind that has a code: of two the later one."""
        places = (place for place in reversed(self.look.directory.places_of(code)) if place.kind == kind)
        return next(filter(None, map(self.look.record, places)), None)

    def of_kind(self, kind: str) -> list[Record]:
        """Return the records of a kind."""
        return (
            [item for item in self.valid if item.place.kind == kind] if kind == "visit" else self.look.records_of(kind)
        )

    def called(self, kind: str, name: str) -> list[Record]:
        """Return the households or the helpers that have a name, as :func:`~jiedui.model.names.folded` writes it."""
        known, wanted = self.look.summaries, mark(name)
        if kind == "helper":
            found = [item.path for item in known.helpers.values() if item.called == wanted]
        else:
            homes = known.households.values()
            found = [item.path for item in homes if any(person.called == wanted for person in item.people)]
        return list(filter(None, map(self.at, found)))


class _AskedVisits(Mapping[str, list["Visit"]]):
    """The contacts in the folders of households, each read when it is asked for."""

    def __init__(self, look: Engine) -> None:
        self._look = look
        self._read: dict[str, list[Visit]] = {}

    def __getitem__(self, household: str) -> list[Visit]:
        if household not in self._read:
            self._read[household] = [*self._look.visits(household)]
        if not self._read[household]:
            raise KeyError(household)
        return self._read[household]

    def __iter__(self) -> Iterator[str]:
        return (home.household for home in self._look.directory.homes if home.household in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class NearLedger(Ledger, kw_only=True):
    """The ledger that is looked at: helpers, households and contacts are read when they are asked for.

    ``changed`` are the households whose records say something else than what was looked at, and is ``written``.
    """

    look: Engine
    written: Any
    changed: Mapping[str, Household] = field(default_factory=dict)

    @classmethod
    def near(cls, look: Engine, as_of: date) -> NearLedger:
        """Return the ledger of a look as of a day; see :meth:`Policy.of` for the error."""
        plain = look.plain
        if isinstance(plain, PolicyMissingError):
            raise plain
        small = Ledger.of(Records(look.root, look.small))
        around = Surroundings(look.directory, look.record, plain, as_of)
        made: dict[str, Any] = {name: getattr(small, name) for name in small.__struct_fields__}
        made |= {"helpers": around.helpers, "households": around.households, "visits": _AskedVisits(look)}
        return cls(**made, look=look, written=around.households)

    def contacts(self, household: str) -> list[Visit]:
        """Return the contacts with a household in order of time, those kept in other households' folders included."""
        elsewhere = (folder.id for folder, _ in self.look.summaries.elsewhere.get(household, ()))
        visits = (visit for folder in {household, *elsewhere} for visit in self.visits.get(folder, ()))
        found = (visit for visit in visits for named in visit.households if named == household)
        return sorted(found, key=lambda visit: (visit.date, visit.household, visit.stem))

    def households_of(self, helper: str) -> list[Household]:
        """Return the households that a helper is or was paired with, in order of id."""
        found = {item.id for item in self.look.summaries.households_of(helper)} - self.changed.keys()
        for code, home in self.changed.items():
            if any(pairing.helper == helper for pairing in home.pairings):
                found.add(code)
        return [self.households[code] for code in sorted(found)]

    def helpers_of(self, unit: str) -> list[Helper]:
        """Return the helpers on a federation's roster."""
        there = (place.stem for place in self.look.directory.places if (place.kind, place.unit) == ("helper", unit))
        return [helper for code in there if (helper := self.helpers.get(code)) and helper.unit == unit]

    def goes_on(self, household: str) -> list[Household]:
        """Return the households whose records go on that of one which moved away."""
        known = self.look.summaries.households.values()
        return [self.households[item.id] for item in known if item.moved_from == household]

    def with_household(self, changed: Household) -> Ledger:
        """Return a ledger in which the record of a household says something else."""
        beside = {**self.changed, changed.id: changed}
        return replace(self, changed=beside, households=cast("dict[str, Household]", ChainMap(beside, self.written)))
