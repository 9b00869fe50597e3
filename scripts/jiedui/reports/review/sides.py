"""A ledger before a change and after it, and what became of each record in between."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from os.path import lexists
from typing import TYPE_CHECKING

from jiedui.model.ledger import Ledger
from jiedui.model.patching import patched
from jiedui.model.policy import PolicyMissingError
from jiedui.model.time import Quarter
from jiedui.records.finding import redact, shown
from jiedui.records.reader import Record, Records
from jiedui.rules.context import Files
from jiedui.rules.loss.succession import Continued, Succession, succession
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from jiedui.records.schema import RecordSchema, SchemaLibrary
    from jiedui.rules.change import LedgerChange


# The id of a helper, wherever it stands in words.
_HELPER = re.compile(r"[A-Z]{2,4}-B-[0-9A-Z]{4}")

# So many characters of the name of a visit's file are its day.
_DAY = 10


class BothSides:
    """Both sides of a change as of a day. ``records`` are those of now, as they were read.

    What the change left alone is the same on both sides. ``before`` and ``after`` are the ledgers, ``None`` where the
    policy of that side is not usable.
    """

    def __init__(self, records: Records, change: LedgerChange, library: SchemaLibrary, as_of: date) -> None:
        self.change = change
        self.library = library
        self.as_of = as_of
        self.broken = tuple(place for place in records.broken if place.path in change.paths)
        self.files = Files.of(records)
        self._now = {record.path: record for record in records.valid if record.path not in change.forgotten}
        self._root = records.root

    @cached_property
    def after(self) -> Ledger | None:
        """The ledger of now."""
        return self._ledger(self._now.values())

    @cached_property
    def before(self) -> Ledger | None:
        """The ledger of before; of a new one ``None``."""
        if not self.change.tree:
            return None
        former = {item.path: Record(item.place, item.data) for item in self.change.before if not item.faulty}
        touched = self.change.paths & (self._now.keys() | former.keys())
        changes = ((self._now.get(path), former.get(path)) for path in sorted(touched))
        kept = (record for path, record in self._now.items() if path not in self.change.paths)
        return (self.after and patched(self.after, changes)) or self._ledger((*kept, *former.values()))

    def _ledger(self, valid: Iterable[Record]) -> Ledger | None:
        try:
            return Ledger.of(Records(self._root, list(valid)))
        except PolicyMissingError:
            return None

    def way(self, path: str) -> str:
        """Return what became of a file that differs: 新增, 修改 or 删除; what Git was told to forget is gone."""
        if path in self.change.added:
            return "新增"
        return "修改" if lexists(self._root / path) and path not in self.change.forgotten else "删除"

    @cached_property
    def records(self) -> frozenset[str]:
        """Where records lie that can be read or not, or lay that are gone; what has become something else is none."""
        gone = (record.path for record in self.change.before if self.way(record.path) == "删除")
        return frozenset((*self._now, *(place.path for place in self.broken), *gone))

    @property
    def comparable(self) -> tuple[Ledger | None, Ledger | None]:
        """Both ledgers, without the households and helpers of whom one side cannot be read."""
        faulty = (record.place for record in self.change.before if record.faulty)
        unknown = {place.household or place.stem for place in (*self.broken, *faulty)}
        return _without(self.before, unknown), _without(self.after, unknown)

    @cached_property
    def succession(self) -> Succession:
        """What became of the records of before that go by an id, a day or a name."""
        return succession(self.change, self.files)

    @cached_property
    def continued(self) -> tuple[Continued, ...]:
        """Each record that goes on, with what it was; a kind of which there is one by its path."""
        found = self.succession
        told = {record.path for record in (*found.gone, *(pair.before for pair in (*found.continued, *found.replaced)))}
        others = (
            Continued(record, self._now[record.path])
            for record in self.change.before
            if record.path not in told and record.path in self._now
        )
        return tuple(sorted((*found.continued, *others), key=lambda pair: pair.now.path))

    @cached_property
    def renamed(self) -> frozenset[tuple[str, str]]:
        """The federations that go on in another folder, by both: what lies in it goes with them."""
        units = ((before.place.unit, now.place.unit) for before, now in self.continued if now.place.kind == "unit")
        return frozenset((old, new) for old, new in units if old != new)

    @cached_property
    def added(self) -> tuple[Record, ...]:
        """The records that go on none of before, in the order of their paths; what took the place of one is none."""
        old = {pair.now.path for pair in (*self.continued, *self.succession.replaced)}
        fresh = self.change.paths - old
        return tuple(self._now[path] for path in sorted(fresh) if path in self._now)

    def schema(self, record: Record) -> RecordSchema:
        """Return the schema of a record."""
        return self.library[record.place.kind]

    def home(self, household: str) -> str:
        """Return a household as staff know it: who it is called after, and its id."""
        for ledger in (self.after, self.before):
            if ledger and household in ledger.households:
                return f"{redact(shown(ledger.households[household].head.name))}（{household}）"
        return household

    def helper(self, helper: str) -> str:
        """Return the name of a helper; an id that nobody has stands for itself."""
        for ledger in (self.after, self.before):
            if ledger and helper in ledger.helpers:
                return redact(shown(ledger.helpers[helper].name))
        return helper

    @cached_property
    def units(self) -> dict[str, str]:
        """What staff call the federations, by folder: as they did before a change that may call one anew."""
        ledger = self.before or self.after
        return {unit: redact(shown(ledger.unit_name(unit))) for unit in ledger.units} if ledger else {}

    def unit(self, unit: str) -> str:
        """Return what staff call a federation, one that is new, too."""
        return self.units.get(unit) or redact(shown(self.after.unit_name(unit) if self.after else unit))

    def told(self, words: str) -> str:
        """Return words with the names of helpers before their ids."""

        def named(found: re.Match[str]) -> str:
            name = self.helper(found[0])
            return name if name == found[0] else f"{name}（{found[0]}）"

        return _HELPER.sub(named, words)

    def is_closed(self, day: str) -> bool:
        """Tell whether the quarter of a day, as records write it, is over; that of a day that is none is not."""
        quarter = quarter_of(day)
        return quarter is not None and quarter.end < self.as_of

    def subject(self, record: Record) -> str:
        """Return what a record is called in a line."""
        place = record.place
        match place.kind:
            case "household":
                return self.home(place.stem)
            case "visit":
                closed = f"（{quarter_of(place.stem)}，已经结束）" if self.is_closed(place.stem) else ""
                return f"{self.home(place.household)}{place.stem} 的联系{closed}"
            case "helper":
                return f"{self.helper(place.stem)}（{place.stem}）"
            case "unit":
                return self.unit(place.stem)
        title = str(self.schema(record).root["title"])
        return f"{self.unit(place.unit)} {place.stem}（{title}）" if place.unit else title


def quarter_of(day: str) -> Quarter | None:
    """Return the quarter of a day as records write it, or as a file is called after it; ``None`` of a faulty one."""
    try:
        return Quarter.of(date.fromisoformat(day[:_DAY]))
    except ValueError:
        return None


def _without(ledger: Ledger | None, unknown: Collection[str]) -> Ledger | None:
    if ledger is None or not unknown:
        return ledger
    households = {key: item for key, item in ledger.households.items() if key not in unknown}
    helpers = {key: item for key, item in ledger.helpers.items() if key not in unknown}
    return replace(ledger, households=households, helpers=helpers)
