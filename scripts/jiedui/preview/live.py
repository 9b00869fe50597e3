"""A ledger kept in memory while its files are edited: what changed is read anew, all else stays as it was made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiedui.migrations.reading import read
from jiedui.model.household import Household
from jiedui.model.ledger import Ledger
from jiedui.model.narrowing import follow
from jiedui.model.visit import Visit
from jiedui.model.withdrawal import is_withdrawn, standing
from jiedui.records.contents import content_of
from jiedui.records.reader import Record, Records, read_ledger
from jiedui.records.tree import Place, Tree, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from jiedui.records.reader import Progress
    from jiedui.records.schema import SchemaLibrary

# The kinds of record in whose stead the objects made of them are put; of any other the ledger is made anew.
_PATCHED = ("household", "visit")


class LiveLedger:
    """The ledger of a folder as it was read last.

    ``contents`` are the ids of what its records say, by path. Raises as :meth:`Ledger.of` does where the policy cannot
    be read.
    """

    def __init__(self, root: Path, library: SchemaLibrary, progress: Progress | None = None) -> None:
        self._root, self._library = root, library
        self._by_path = {record.path: record for record in read_ledger(root, library, progress, read).valid}
        self.contents = {path: content_of(record) for path, record in self._by_path.items()}
        self.ledger = Ledger.of(self._records())
        follow(self.ledger, None)

    def refresh(self, paths: Iterable[str]) -> list[Place]:
        """Read again what lies at ``paths``, or below them; return the places whose records are other ones by now."""
        before = dict(self._by_path)
        for place in self._places(paths):
            found = read(self._root, place, self._library)
            if found.data is None:
                self._by_path.pop(place.path, None)
            elif place.path not in before or before[place.path].data != found.data:
                self._by_path[place.path] = Record(place, found.data)
        changed = [
            (before.get(path) or self._by_path[path]).place
            for path in sorted(before.keys() | self._by_path.keys())
            if before.get(path) is not self._by_path.get(path)
        ]
        if changed:
            self._take(changed, before)
        return changed

    def _places(self, paths: Iterable[str]) -> list[Place]:
        """Return where records lie or lay at ``paths``; where one is a folder, or was, those below it."""
        wanted = set(paths)
        known = [place for path in wanted if (place := placed(path))]
        if len(known) == len(wanted):
            return known
        there = {place.path: place for place in Tree(self._root).places}
        there |= {path: record.place for path, record in self._by_path.items() if path not in there}
        return [place for path, place in there.items() if wanted & {path, *_above(path)}]

    def _take(self, changed: Sequence[Place], before: dict[str, Record]) -> None:
        for place in changed:
            self.contents.pop(place.path, None)
            if record := self._by_path.get(place.path):
                self.contents[place.path] = content_of(record)
        patched = self._patched(changed, before) if all(place.kind in _PATCHED for place in changed) else None
        last, self.ledger = self.ledger, patched or Ledger.of(self._records())
        follow(self.ledger, last)

    def _patched(self, changed: Sequence[Place], before: dict[str, Record]) -> Ledger | None:
        """Return the ledger with other households and contacts in the places of what changed.

        ``None`` where one is new or gone: the others' order would be another.
        """
        households, visits = dict(self.ledger.households), dict(self.ledger.visits)
        for place in changed:
            record, was = self._by_path.get(place.path), before.get(place.path)
            if place.household not in households:
                return None
            if place.kind == "household":
                if not (record and was) or is_withdrawn(record.data):
                    return None
                named = {**record.data, "id": place.stem}
                households[place.household] = Household.of(standing(named), place.unit)
            elif place.household in visits:
                others = [item for item in visits[place.household] if item.stem != place.stem]
                if record and not is_withdrawn(record.data):
                    others.append(Visit.of(record.data, place.household, place.stem))
                if not others:
                    return None
                visits[place.household] = sorted(others, key=lambda visit: (visit.date, visit.stem))
            else:
                return None
        return replace(self.ledger, households=households, visits=visits)

    def _records(self) -> Records:
        return Records(self._root, valid=[self._by_path[path] for path in sorted(self._by_path)])


def _above(path: str) -> list[str]:
    """Return the folders that a path lies in, seen from the ledger's root."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(len(parts))]
