"""What the records said that somebody's workbook was made of: as of its commit, or else as they are now (B-09)."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Protocol

from jiedui.migrations.reading import read, reader_for
from jiedui.records.listing import content_id
from jiedui.review import trees
from jiedui.review.committed import CommittedTree
from jiedui.review.git import GitUnavailableError
from jiedui.review.working import WorkingFolder
from jiedui.sighting import kept_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set
    from pathlib import Path

    from jiedui.records.finding import Judged
    from jiedui.records.reader import Records
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.tree import Place


# A commit as a workbook names it: no branch, nor anything else that Git finds one by, which may be another by now.
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class Base(Protocol):
    """The records that others are compared with. ``paths`` are those of all files, from the ledger's root."""

    paths: Set[str]

    def known(self, path: str) -> dict[str, Any] | None:
        """Return what a record said, where that is known without reading it; it is nobody's to change."""

    def says(self, path: str, text: str) -> bool:
        """Tell whether a file says this text and nothing else, without reading it as a record."""

    def read(self, places: Iterable[Place], library: SchemaLibrary) -> Iterator[Judged]:
        """Yield records, of this format whatever theirs was, in the order of their ``places``."""


class CommitBase:
    """The records of the ledger below ``root`` as they were at a commit; ``now`` are those of today, if they are read.

    Raises :class:`~jiedui.review.git.GitUnavailableError` where that is not here.
    """

    def __init__(self, root: Path, commit: str, now: LedgerBase | None = None) -> None:
        if not _COMMIT.fullmatch(commit):
            raise GitUnavailableError(commit)
        self._then, self._now = CommittedTree(root, trees.tree(root, commit)), now
        self.paths: Set[str] = frozenset(map(os.fsdecode, self._then.listing.paths()))
        self._changed = self._then.listing.differing(WorkingFolder(root, kept_of(root)).listing) if now else set()

    def known(self, path: str) -> dict[str, Any] | None:
        """Return what a record said, where it still says it: then Git is not asked for it."""
        return self._now.known(path) if self._now and path not in self._changed else None

    def says(self, path: str, text: str) -> bool:
        """Tell whether a file said this text: by the name that Git gives to a text."""
        name = self._then.listing.file_id(path)
        return content_id(text.encode("utf-8"), name) == name

    def read(self, places: Iterable[Place], library: SchemaLibrary) -> Iterator[Judged]:
        """Yield records as they were."""
        with self._then as then:
            reader = reader_for(then)
            for place in places:
                yield reader(then, place, library)


class LedgerBase:
    """The records of a ledger as they are now."""

    def __init__(self, records: Records) -> None:
        self._root = records.root
        self._said = {record.path: record.data for record in records.valid}
        self.paths: Set[str] = self._said.keys() | {place.path for place in records.broken}

    def known(self, path: str) -> dict[str, Any] | None:
        """Return what a record says."""
        return self._said.get(path)

    def says(self, path: str, text: str) -> bool:
        """Tell whether a file says this text, line ends apart."""
        return (self._root / path).read_bytes().replace(b"\r\n", b"\n") == text.encode("utf-8")

    def read(self, places: Iterable[Place], library: SchemaLibrary) -> Iterator[Judged]:
        """Yield records as they are."""
        return (read(self._root, place, library) for place in places)
