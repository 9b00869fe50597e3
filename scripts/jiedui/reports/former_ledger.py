"""The ledger as it was: of the records that a tree in Git holds, brought to the format of now."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.migrations import format as formats
from jiedui.migrations.chain import CURRENT
from jiedui.migrations.reading import reader_for
from jiedui.model.ledger import Ledger
from jiedui.model.policy import PolicyMissingError
from jiedui.records.reader import read_ledger
from jiedui.review import trees

if TYPE_CHECKING:
    from jiedui.records.schema import SchemaLibrary


class UnreadableThenError(Exception):
    """The records of then cannot be read by the software of now; the text names a file or a setting."""


class NewerThenError(Exception):
    """The records of then have a newer format than the software of now; the text is its number."""


def ledger_at(root: Path, tree: str, library: SchemaLibrary) -> Ledger:
    """Return the ledger of ``root`` as a tree of its records holds it; records of an older format are migrated.

    Raises :class:`UnreadableThenError`, :class:`NewerThenError`, and
    :class:`~jiedui.review.git.GitUnavailableError` without the tree.
    """
    with tempfile.TemporaryDirectory() as folder:
        then = trees.unpack(root, tree, Path(folder))
        if formats.of(then) > CURRENT:
            raise NewerThenError(formats.of(then))
        records = read_ledger(then, library, read=reader_for(then))
    if records.broken:
        raise UnreadableThenError(records.broken[0].path)
    try:
        return Ledger.of(records)
    except PolicyMissingError as error:
        raise UnreadableThenError("、".join(map(str, error.args))) from error
