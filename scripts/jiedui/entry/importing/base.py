"""What the records said that somebody's workbook was made of: as of its commit, or else as they are now (B-09)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from jiedui.migrations.reading import read, reader_for
from jiedui.records.listing import content_id
from jiedui.review import trees
from jiedui.review.committed import CommittedTree
from jiedui.review.git import GitUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set
    from pathlib import Path

    from jiedui.records.finding import Judged
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.tree import Place


# A commit as a workbook names it: no branch, nor anything else that Git finds one by, which may be another by now.
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class Base(Protocol):
    """The records that others are compared with. ``paths`` are those of all files, from the ledger's root."""

    paths: Set[str]

    def says(self, path: str, text: str) -> bool:
        """Tell whether a file says this text and nothing else, without reading it as a record."""

    def read(self, places: Iterable[Place], library: SchemaLibrary) -> Iterator[Judged]:
        """Yield records, of this format whatever theirs was, in the order of their ``places``."""


class CommitBase:
    """The records of the ledger below ``root`` as they were at a commit.

    Raises :class:`~jiedui.review.git.GitUnavailableError` where that is not here.
    """

    def __init__(self, root: Path, commit: str) -> None:
        if not _COMMIT.fullmatch(commit):
            raise GitUnavailableError(commit)
        self._root, self._then = root, CommittedTree(root, trees.tree(root, commit))
        self._names = self._then.listing.below("")
        self.paths: Set[str] = self._names.keys()

    def says(self, path: str, text: str) -> bool:
        """Tell whether a file said this text: by the name that Git gives to a text."""
        name = self._names[path]
        return content_id(text.encode("utf-8"), name) == name

    def read(self, places: Iterable[Place], library: SchemaLibrary) -> Iterator[Judged]:
        """Yield records as they were."""
        with self._then as then:
            reader = reader_for(then)
            for place in places:
                yield reader(self._root if self._is_still(place.path) else then, place, library)

    def _is_still(self, path: str) -> bool:
        """Tell whether a file says what it did: then Git, which takes ten times as long, is not asked for it."""
        try:
            return content_id((self._root / path).read_bytes(), self._names[path]) == self._names[path]
        except OSError:
            return False


class LedgerBase:
    """The records of the ledger below ``root`` as they are now, at these ``places``."""

    def __init__(self, root: Path, places: Iterable[Place]) -> None:
        self._root = root
        self.paths: Set[str] = frozenset(place.path for place in places)

    def says(self, path: str, text: str) -> bool:
        """Tell whether a file says this text, line ends apart."""
        return (self._root / path).read_bytes().replace(b"\r\n", b"\n") == text.encode("utf-8")

    def read(self, places: Iterable[Place], library: SchemaLibrary) -> Iterator[Judged]:
        """Yield records as they are."""
        return (read(self._root, place, library) for place in places)
