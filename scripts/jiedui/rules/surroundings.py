"""The ledger around a subject, read where a rule asks for it, and a record of what was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.model.unit import Unit
from jiedui.model.withdrawal import KEY, as_written, is_withdrawn, standing
from jiedui.records.flat import FlatRecord
from jiedui.rules.directory import EVERY
from jiedui.rules.mistyped import Codes
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from datetime import date

    from jiedui.model.divisions import Divisions
    from jiedui.model.ledger import Ledger
    from jiedui.model.lookup import Lookup
    from jiedui.records.reader import Record
    from jiedui.records.tree import Place
    from jiedui.records.values import Pointer
    from jiedui.rules.directory import Directory

Typed = TypeVar("Typed")
Data = dict[str, Any]


class SubjectTurn(Struct):
    """One subject while it is its turn: of a household, what its record says, be it ``own`` or what of that ``stands``.

    ``asked`` are the questions that were put to the rest of the ledger: what is found in the subject holds for as long
    as their answers are the same (:meth:`~jiedui.rules.directory.Directory.answers`).
    """

    own: Data
    flat: FlatRecord
    stands: Data
    asked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, written: Data | None = None) -> Self:
        """Return the turn of a subject; of a household, its record is ``written``."""
        own = written or {}
        flat = FlatRecord.of(own)
        return cls(own, flat, standing(own) if KEY in flat.keys else own)


class AskedRecords(Mapping[str, Typed], Generic[Typed]):
    """The records of one kind that count, by their ids; each is read and typed when it is asked for."""

    def __init__(self, around: Surroundings, kind: str, typed: Callable[[Data, str], Typed]) -> None:
        self._around, self._kind, self._typed = around, kind, typed
        self._made: dict[str, Typed | None] = {}

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401  (as of any mapping)
        """Return the one of an id, if there is one."""
        self._around.turn.asked.add(name)
        if name not in self._made:
            self._made[name] = self._make(name)
        found = self._made[name]
        return default if found is None else found

    def know(self, name: str, typed: Typed) -> None:
        """Know of the one of an id what is made of it, until it is forgotten."""
        self._made[name] = typed

    def forget(self, name: str) -> None:
        """Make it anew when it is asked for."""
        self._made.pop(name, None)

    def _make(self, name: str) -> Typed | None:
        record = self._around.counting(name, self._kind)
        return None if record is None else self._typed({**record.data, "id": name}, record.place.unit)

    def __getitem__(self, name: str) -> Typed:
        found: Typed | None = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._around.ids(self._kind) if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Surroundings:
    """What a local rule sees: an :class:`~jiedui.rules.around.Around`, its files, and the day of the check.

    Whose ``turn`` it is tells whoever hears the rules; what these ask is entered there.
    """

    def __init__(
        self, directory: Directory, find: Callable[[Place], Record | None], plain: Ledger, as_of: date
    ) -> None:
        """``find`` reads a record, where it can be read; ``plain`` has the policy and the divisions, and no more."""
        # All that a rule sees of the ledger, of its files and of the notice, which it asks for again and again.
        self.ledger, self.files = self, self
        self.policy, self.divisions, self.as_of = plain.policy, plain.divisions, as_of
        self.turn = SubjectTurn.of()
        self._directory, self._find, self._plain = directory, find, plain
        self._codes: dict[str, Codes] = {}
        self.units: AskedRecords[Unit] = AskedRecords(self, "unit", lambda data, _: Unit.of(data))
        self.helpers: AskedRecords[Helper] = AskedRecords(self, "helper", Helper.of)
        self.households: AskedRecords[Household] = AskedRecords(self, "household", Household.as_written)

    def divisions_on(self, when: date) -> Divisions:
        """Return the townships as one knew them on a day."""
        return self._plain.divisions_on(when)

    def township_names(self, unit: str) -> set[str]:
        """Return every name of the townships that a federation manages on any day that is recorded."""
        return self._plain.township_names(unit)

    def unit_name(self, unit: str) -> str:
        """Return what staff call a federation, in short."""
        known = self.units.get(unit)
        return known.short if known else self._plain.unit_name(unit)

    def ids(self, kind: str) -> list[str]:
        """Return the ids of all records of a kind, be they read or not."""
        self.turn.asked.add(EVERY + kind)
        return self._directory.ids(kind)

    def counting(self, name: str, kind: str) -> Record | None:
        """Return the record of an id that stands for it: of two the later one, and none that was withdrawn."""
        found = (self._find(place) for place in reversed(self._directory.places_of(name)) if place.kind == kind)
        return next((record for record in found if record and not is_withdrawn(record.data)), None)

    def written(self, _household: Household) -> Mapping[str, Any]:
        """Return the record of the household that is judged, without the entries that were withdrawn."""
        return self.turn.stands

    def flat(self, _path: str) -> FlatRecord:
        """Return what the record of the household that is judged says, without its order, withdrawn entries or not."""
        return self.turn.flat

    def withdrew(self, _household: Household, need: str) -> bool:
        """Tell whether a need that is not among a household's has but been withdrawn."""
        if self.turn.stands is self.turn.own:  # in most nothing was withdrawn
            return False
        return any(is_withdrawn(item) and item["id"] == need for item in self.turn.own.get("needs", ()))

    def place(self, path: str, pointer: Pointer) -> Pointer:
        """Return where a place of what stands is in the file itself, which holds what was withdrawn besides."""
        is_own = self.turn.stands is not self.turn.own and path.endswith("/household.yml")
        return as_written(self.turn.own, pointer) if is_own else pointer

    def absent(self, identifier: str, known: Container[str], kind: str) -> str:
        """Say in words that an id stands for no ``kind`` of record; nothing if it does, or if its file is faulty.

        Nor anything of a record that a change has taken away: that is told itself, and is to be brought back.
        """
        if identifier in known:
            return ""
        self.turn.asked.add(identifier)
        places = self._directory.places_of(identifier)
        found = [self._find(place) for place in places if self._directory.is_there(place)]
        if identifier in self._directory.astray or not all(found):
            return ""
        if any(record and is_withdrawn(record.data) for record in found):
            return f"{kind} {identifier} 已经撤销。"
        return f"没有编号为 {identifier} 的{kind}。"

    def nearest(self, identifier: str, known: Lookup[object], _kind: str) -> str:
        """Return the one of the ``known`` ids that a mistyped one looks like; else nothing."""
        of = "household" if known is self.households else "helper"
        if of not in self._codes:
            self._codes[of] = Codes(self._directory.ids(of))
        self.turn.asked.add(EVERY + of)
        return self._codes[of].nearest(identifier, known)
