"""The ledger as an audience may see it: made of the records before anything is drawn (B-11, 个人信息保护法 6, 51).

What an audience may not see is not in its ledger. The records are narrowed and not the objects that are made of them,
so that the schemas alone say what is sensitive.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jiedui.model.audience import INTERNAL, OFFICE, PUBLIC, Audience, AudienceKind
from jiedui.model.ledger import Ledger
from jiedui.model.veil import known_by_name, nameless, of_family
from jiedui.records.reader import Record
from jiedui.records.sensitivity import classes, veiled
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.records.reader import Records
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.sensitivity import Classes, Veil

# What everybody may see of a federation: the others' people and doings are none of his.
_PUBLIC_OF_UNIT = frozenset(("id", "prefix", "name", "short", "level", "from", "to", "phone", "supervision_phone"))

# Where a record lists households with what is said of each.
_LISTED = "households"


class Seen(Struct, frozen=True):
    """In which way a record is seen: whole, or behind a ``veil``, and perhaps with the ``keys`` at its top alone.

    Of a list of households those in ``households`` are seen, where it says which.
    """

    veil: Veil | None = None
    keys: frozenset[str] = frozenset()
    households: frozenset[str] = frozenset()

    def __call__(self, data: dict[str, Any], where: Classes) -> dict[str, Any]:
        """Return what is seen of the data of a record, in which ``where`` tells what is sensitive."""
        kept = {key: value for key, value in data.items() if key in self.keys} if self.keys else data
        if self.households:
            kept = {**kept, _LISTED: [item for item in kept[_LISTED] if item["household"] in self.households]}
        shown: dict[str, Any] = veiled(kept, where, self.veil) if self.veil else kept
        return shown


WHOLE, GUEST, NAMELESS = Seen(), Seen(known_by_name), Seen(nameless)
FAMILY, NAME_ONLY = Seen(of_family), Seen(nameless, _PUBLIC_OF_UNIT)


def narrowed(records: Records, ledger: Ledger, audience: Audience, library: SchemaLibrary, as_of: date) -> Ledger:
    """Return the ``ledger``, which is made of the ``records``, as an audience may see it on a day.

    Figures of what it sees whole are those of the whole ledger. Raises ``KeyError`` for a federation or a helper that
    the ledger does not hold.
    """
    if audience.is_internal:
        return ledger
    view = _VIEWS[audience.kind](ledger, audience.of, as_of)
    made = Ledger.of(replace(records, valid=list(_shown(records, view, library))))
    return replace(made, audience=audience, guests=view.guests, without=ledger.without)


def seen(records: Records, ledger: Ledger, audience: Audience, library: SchemaLibrary, as_of: date) -> Iterable[Record]:
    """Return the records that :func:`narrowed` makes a ledger of; raises as it does."""
    if audience.is_internal:
        return records.valid
    return _shown(records, _VIEWS[audience.kind](ledger, audience.of, as_of), library)


def _shown(records: Records, view: _OfEverybody, library: SchemaLibrary) -> Iterator[Record]:
    where = cache(lambda kind: classes(library[kind]))
    for record in records.valid:
        way = view.of(record)
        if way is not None:
            yield Record(record.place, way(record.data, where(record.place.kind)))


def audiences(ledger: Ledger, as_of: date, *, helpers: bool = False) -> tuple[Audience, ...]:
    """Return every audience that a ledger has: those of the city, each county, and perhaps each helper in office."""
    units = (unit for unit in ledger.divisions.in_order(ledger.units.values()) if not unit.is_city)
    people = sorted(item.id for item in ledger.helpers.values() if helpers and item.active_on(as_of))
    return (
        INTERNAL,
        OFFICE,
        PUBLIC,
        *(Audience(AudienceKind.COUNTY, unit.id) for unit in units),
        *(Audience(AudienceKind.HELPER, helper) for helper in people),
    )


class _OfEverybody:
    """What everybody sees: the rules of the programme, where the townships lie, and what the federations are called."""

    guests: frozenset[str] = frozenset()

    def __init__(self, ledger: Ledger, of: str, as_of: date) -> None:
        """Take the whole ledger, whose audience it is, and the day."""

    def of(self, record: Record) -> Seen | None:
        place = record.place
        return NAME_ONLY if place.kind == "unit" else None if place.unit else WHOLE


class _OfOffice(_OfEverybody):
    """All that figures are made of, and nobody by name."""

    def of(self, record: Record) -> Seen | None:
        return NAMELESS if record.place.unit else WHOLE


class _OfSome(_OfEverybody):
    """Somebody's own, whole: federations, helpers, households; who has to do with them as ``guests``.

    What was his, or is his in part, is seen behind a veil, so that his figures stay what they are: with names where he
    has to be told who it was (``by_name``), else with codes alone (``partly``). What goes on with a family that moved
    within the city, or went before it, is seen with what tells that it is the same (``moved``).
    """

    naming: tuple[str, ...] = ("unit", "helper", "household")
    units: frozenset[str] = frozenset()
    helpers: frozenset[str] = frozenset()
    households: frozenset[str] = frozenset()
    by_name: frozenset[str] = frozenset()
    partly: frozenset[str] = frozenset()
    moved: frozenset[str] = frozenset()

    def of(self, record: Record) -> Seen | None:
        place = record.place
        if not place.unit or place.kind == "unit":
            return WHOLE if place.unit in self.units else super().of(record)
        if place.household:
            return self._of_household(record)
        if place.kind == "helper":
            return WHOLE if place.stem in self.helpers else GUEST if place.stem in self.guests else None
        return self._event(record) if place.kind.startswith("event-") else None

    def _of_household(self, record: Record) -> Seen | None:
        home = record.place.household
        if home in self.households:
            return WHOLE
        if home in self.by_name:
            return GUEST
        if home in self.moved:
            return FAMILY
        known = self.households | self.by_name | self.partly
        return NAMELESS if known.intersection((home, *record.data.get("also", ()))) else None

    def _event(self, record: Record) -> Seen | None:
        listed = self.households.intersection(item["household"] for item in record.data.get(_LISTED, ()))
        if listed:
            return Seen(households=listed)
        named = {record.data.get(key) for key in self.naming}
        return WHOLE if named & (self.units | self.helpers | self.households) else None


class _OfCounty(_OfSome):
    """A federation's own, the households elsewhere that its people help, and who from elsewhere helps its own.

    Of those that they helped before it sees who it was.
    """

    def __init__(self, ledger: Ledger, of: str, as_of: date) -> None:
        super().__init__(ledger, of, as_of)
        if of not in ledger.units:
            raise KeyError(of)
        own = {home.id for home in ledger.of_unit(of)}
        self.units = frozenset((of,))
        self.helpers = frozenset(helper.id for helper in ledger.helpers_of(of))
        others = [home for home in ledger.households.values() if home.id not in own]
        known = {home.id for home in others if not self.helpers.isdisjoint(named_by(ledger, home))}
        helped = {home.id for home in others if not self.helpers.isdisjoint(_answering(ledger, home, as_of))}
        self.households = frozenset(own | helped)
        self.by_name = frozenset(known - helped)
        self.moved = frozenset(_moved(ledger, own | known))
        self.guests = frozenset(_people(ledger, own | known) - self.helpers) | known | self.moved

    def of(self, record: Record) -> Seen | None:
        # A bulletin of the city lies in the folder of its federation, and is everybody's there.
        is_own = record.place.unit in self.units and record.place.kind != "bulletin"
        return WHOLE if is_own else super().of(record)


class _OfHelper(_OfSome):
    """A helper's own: himself, and the households that he answers for on the day."""

    naming = ("helper", "household")

    def __init__(self, ledger: Ledger, of: str, as_of: date) -> None:
        super().__init__(ledger, of, as_of)
        self.units = frozenset((ledger.helpers[of].unit,))
        self.helpers = frozenset((of,))
        known = {home.id for home in ledger.households.values() if of in named_by(ledger, home)}
        self.households = frozenset(home for home in known if of in _answering(ledger, ledger.households[home], as_of))
        self.partly = frozenset(known - self.households)
        self.moved = frozenset(_moved(ledger, known))
        self.guests = frozenset(_people(ledger, self.households) - self.helpers) | self.partly | self.moved


def _answering(ledger: Ledger, home: Household, when: date) -> set[str]:
    """Return who answers for a household on a day, paired or by a promise that is not kept yet, or is his deputy."""
    if not home.active_on(when):
        return set()
    found = {spell.helper for spell in home.pairings_on(when)}
    found.update(item.by for need in home.needs for item in need.measures if item.done_on is None)
    pauses = (pause for name in found & ledger.helpers.keys() for pause in ledger.helpers[name].pauses)
    return found.union(pause.deputy for pause in pauses if pause.span.covers(when))


def _moved(ledger: Ledger, households: Iterable[str]) -> set[str]:
    """Return the records of the families of ``households`` elsewhere: before and after they moved within the city."""
    moves = [{home.id, home.moved_from} for home in ledger.households.values() if home.moved_from in ledger.households]
    known, found = set(households), set[str]()
    while new := {name for move in moves if move & (known | found) for name in move} - known - found:
        found |= new
    return found


def _people(ledger: Ledger, households: Iterable[str]) -> set[str]:
    """Return which helpers have or had to do with households."""
    return {name for home in households for name in named_by(ledger, ledger.households[home])} & ledger.helpers.keys()


def named_by(ledger: Ledger, home: Household) -> set[str]:
    """Return who is or was paired with a household, promised it something, made a contact with it, or is a deputy.

    He acts for whoever is paired or promised something.
    """
    found = {spell.helper for spell in home.pairings}
    found.update(item.by for need in home.needs for item in need.measures)
    deputies = (pause.deputy for name in found & ledger.helpers.keys() for pause in ledger.helpers[name].pauses)
    return found.union(deputies, (visit.by for visit in ledger.contacts(home.id)))


_VIEWS: dict[AudienceKind, Callable[[Ledger, str, date], _OfEverybody]] = {
    AudienceKind.COUNTY: _OfCounty,
    AudienceKind.HELPER: _OfHelper,
    AudienceKind.OFFICE: _OfOffice,
    AudienceKind.PUBLIC: _OfEverybody,
}
