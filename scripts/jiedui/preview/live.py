"""A ledger kept in memory while its files are edited: what changed is read anew, all else stays as it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.check import records_of
from jiedui.migrations.reading import read
from jiedui.model.following import follow
from jiedui.model.ledger import Ledger
from jiedui.model.patching import patched
from jiedui.records.contents import content_of
from jiedui.records.reader import Record, Records
from jiedui.records.tree import Place, Tree, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from jiedui.records.reader import Progress
    from jiedui.records.schema import SchemaLibrary


class LiveLedger:
    """The ledger of a folder as it was read last.

    ``contents`` are the ids of what its records say, by path. Raises as :meth:`Ledger.of` does where the policy cannot
    be read.
    """

    def __init__(self, root: Path, library: SchemaLibrary, progress: Progress | None = None) -> None:
        self._root, self._library = root, library
        self._by_path = {record.path: record for record in records_of(root, library, progress).valid}
        self.contents = {path: content_of(record) for path, record in self._by_path.items()}
        self.ledger = Ledger.of(self._records())
        follow(self.ledger, None)

    def refresh(self, paths: Iterable[str]) -> list[Place]:
        """Read again what lies at ``paths``, or below them; return the places whose records are other ones by now."""
        changed: list[Place] = []
        before: dict[str, Record] = {}
        for place in sorted(self._places(paths), key=lambda place: place.path):
            was, found = self._by_path.get(place.path), read(self._root, place, self._library)
            if found.data == (was.data if was else None):
                continue
            changed.append(place)
            if was:
                before[place.path] = self._by_path.pop(place.path)
            if found.data is not None:
                self._by_path[place.path] = Record(place, found.data)
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
        changes = ((before.get(place.path), self._by_path.get(place.path)) for place in changed)
        last, self.ledger = self.ledger, patched(self.ledger, changes) or Ledger.of(self._records())
        follow(self.ledger, last)

    def _records(self) -> Records:
        return Records(self._root, valid=[self._by_path[path] for path in sorted(self._by_path)])


def _above(path: str) -> list[str]:
    """Return the folders that a path lies in, seen from the ledger's root."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(len(parts))]
