"""Records as they were at another commit, in the format of now."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.migrations.chain import LEDGER
from jiedui.migrations.reading import reader_for
from jiedui.records.kinds import path_of
from jiedui.records.reader import Record, read_ledger
from jiedui.review import trees

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from jiedui.records.schema import SchemaLibrary

# What tells the format of all others, and by its place which folder is a ledger.
FORMAT = path_of(LEDGER)


@dataclass(frozen=True, slots=True)
class Former(Record):
    """A record as it was before a change. Of one that was ``faulty`` then, what was right, if it could be read."""

    faulty: bool = False


def formers(root: Path, tree: str, paths: Collection[str], library: SchemaLibrary) -> Iterator[Former]:
    """Yield the records that lie at ``paths`` in the ledger's ``tree`` of another commit: no other is read.

    Raises :class:`~jiedui.review.git.GitUnavailableError` where one of these files is not in it.
    """
    if not paths:
        return
    wanted = {*paths, FORMAT} if trees.holds(root, tree, FORMAT) else paths
    with tempfile.TemporaryDirectory() as folder:
        then = trees.unpack(root, tree, Path(folder), wanted)
        reader = reader_for(then)
        records = read_ledger(then, library, read=reader)
        yield from (Former(record.place, record.data) for record in records.valid if record.path in paths)
        for place in records.broken:
            if place.path in paths:
                yield Former(place, reader.salvaged(then, place, library), faulty=True)
