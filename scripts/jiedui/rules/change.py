"""A change: how the ledger differs from the commit from which the change began."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.migrations.chain import LEDGER
from jiedui.migrations.reading import reader_for
from jiedui.records.kinds import path_of
from jiedui.records.reader import read_ledger
from jiedui.review import git

if TYPE_CHECKING:
    from jiedui.records.reader import Record
    from jiedui.records.schema import SchemaLibrary

# What tells the format of all others.
_FORMAT = path_of(LEDGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerChange:
    """What one change does to the files of a ledger's repository, as paths from the ledger's folder.

    ``commit`` is the full name of the commit that it began from; ``paths`` are the files that differ from then, and
    ``added`` those of them that were not there; those outside the ledger begin with ``../``. ``before`` are the records
    that the ledger's others held then, brought to the format of now; one that could not be read then is not among them.
    """

    commit: str
    paths: frozenset[str]
    added: frozenset[str]
    before: tuple[Record, ...] = ()


def change_since(root: Path, revision: str, library: SchemaLibrary) -> LedgerChange:
    """Return what has changed below ``root`` since the history of ``revision`` and that of now parted.

    What only ``revision`` has got since then is no part of it. Raises :class:`~jiedui.review.git.GitUnavailableError`.
    """
    found = git.differing(root, git.merge_base(root, revision))
    return LedgerChange(commit=found.commit, paths=found.paths, added=found.added, before=_before(root, found, library))


def _before(root: Path, found: git.Differing, library: SchemaLibrary) -> tuple[Record, ...]:
    """Return the records of then in the files that differ: no other is read, for most changes touch a few."""
    there = {path for path in found.there if not path.startswith("../")}
    if not there:
        return ()
    unchanged = _FORMAT not in found.added and os.path.lexists(root / _FORMAT)
    wanted = there | {_FORMAT} if unchanged else there
    with tempfile.TemporaryDirectory() as folder:
        then = git.unpack(root, git.tree(root, found.commit), Path(folder), wanted)
        records = read_ledger(then, library, read=reader_for(then))
    return tuple(record for record in records.valid if record.path in there)
