"""The ledger as it was when a bulletin was frozen, found in Git by what the bulletin names.

A bulletin names the commit and, since the commit of a branch is gone once the branch was squashed, the tree of the
records too: whichever commit brought that tree to the main line, the records of the bulletin are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.reports.bulletin.reason import Reckoned
from jiedui.reports.former_ledger import NewerThenError, UnreadableThenError, ledger_at
from jiedui.review import git, trees

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jiedui.model.ledger import Ledger
    from jiedui.records.schema import SchemaLibrary


def tree_of(root: Path, record: Mapping[str, Any]) -> str:
    """Return the tree of the records that a bulletin was reckoned from: its commit's or, without that, the one named.

    Raises :class:`~jiedui.review.git.GitUnavailableError` where neither is there.
    """
    try:
        return trees.tree(root, str(record["commit"]))
    except git.GitUnavailableError:
        named = str(record.get("tree", ""))
        if named and trees.has_tree(root, named):
            return named
        raise


def names_its_commit(root: Path, record: Mapping[str, Any]) -> bool:
    """Tell whether the commit that a bulletin names is there and holds the records."""
    try:
        return bool(trees.tree(root, str(record["commit"])))
    except git.GitUnavailableError:
        return False


def reckoned(root: Path, library: SchemaLibrary) -> Reckoned:
    """Return what tells the computation and the records apart, as far as Git and the records of then allow it."""

    def ledger_of(record: Mapping[str, Any]) -> Ledger | None:
        try:
            return ledger_at(root, tree_of(root, record), library)
        except (UnreadableThenError, NewerThenError, git.GitUnavailableError):
            return None

    return Reckoned(ledger_of)
