"""Records as they were at another commit, in the format of now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.migrations.chain import LEDGER
from jiedui.migrations.reading import reader_for
from jiedui.records.kinds import path_of
from jiedui.records.listing import LINK
from jiedui.records.reader import Record
from jiedui.records.tree import placed
from jiedui.review.committed import CommittedTree
from jiedui.review.git import DamagedRepositoryError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from jiedui.records.schema import SchemaLibrary

# What tells the format of all others, and by its place which folder is a ledger.
FORMAT = path_of(LEDGER)


class Former(Record, frozen=True):
    """A record as it was before a change. Of one that was ``faulty`` then, what was right, if it could be read."""

    faulty: bool = False


def formers(root: Path, tree: str, paths: Collection[str], library: SchemaLibrary) -> Iterator[Former]:
    """Yield the records that lie at ``paths`` in the ledger's ``tree`` of another commit: no other is read.

    Raises :class:`~jiedui.review.git.GitUnavailableError` where one of these files is not in it.
    """
    if not paths:
        return
    with CommittedTree(root, tree, {*paths, FORMAT}) as then:
        reader = reader_for(then)
        for path in sorted(paths):
            if not (name := then.listing.file_id(path)):
                raise DamagedRepositoryError(path)
            place = placed(path)
            if place is None or place.path != path or name == LINK.decode():
                continue
            judged = reader(then, place, library)
            if judged.data is None:
                yield Former(place, reader.salvaged(then, place, library), faulty=True)
            else:
                yield Former(place, judged.data)
