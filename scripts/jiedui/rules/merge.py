"""A merge within a change: what each side of it had in the files that the merged result has otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.review import git, trees
from jiedui.review.merges import changed_between, fork, merge_commits
from jiedui.rules.former import formers
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from jiedui.records.schema import SchemaLibrary
    from jiedui.review.merges import MergeCommit
    from jiedui.rules.former import Former


class MergedSide(Struct, frozen=True, kw_only=True):
    """What came together with ``others``: the commit ``name``. Paths are seen from the ledger's folder.

    ``paths`` are the files that the merged result has otherwise, ``records`` what the side had in them, and ``base``
    what was in those of them that the side had changed, before it did; ``left`` is what lay where the side has nothing
    any more, if any of ``records`` may be that under a new name. ``is_own`` tells that the side is part of the change,
    and not what it is compared with.
    """

    name: str
    others: tuple[str, ...]
    paths: frozenset[str]
    records: tuple[Former, ...]
    base: Mapping[str, Former]
    left: tuple[Former, ...]
    changed: frozenset[str]
    is_own: bool


class Merge(Struct, frozen=True, kw_only=True):
    """A merge: its sides, and what it ``made`` of the files that are otherwise in one of them."""

    name: str
    sides: tuple[MergedSide, ...]
    made: tuple[Former, ...]


def merges_since(root: Path, base: str, revision: str, library: SchemaLibrary) -> Iterator[Merge]:
    """Yield the merges that what is checked out has since the commit ``base``, where ``revision`` parted from it.

    What cannot be read, since the ledger was not there, or since a part of the history is missing, is left out.
    """
    history = _History(root, revision, library)
    for commit in merge_commits(root, base):
        try:
            yield history.merge(commit)
        except git.GitUnavailableError:
            continue


class _History(Struct, frozen=True):
    """The history of a ledger; what is in that of ``revision`` is no part of a change."""

    root: Path
    revision: str
    library: SchemaLibrary

    def merge(self, commit: MergeCommit) -> Merge:
        """Read what came together in a commit, and what came of it."""
        differing = {parent: changed_between(self.root, parent, commit.name) for parent in commit.parents}
        sides = [side for parent, files in differing.items() for side in self._side(commit, parent, files)]
        there = {path for files in differing.values() for path, letter in files.items() if letter != "D"}
        made = self._records(commit.name, there if sides else set())
        return Merge(name=commit.name, sides=tuple(sides), made=made)

    def _side(self, commit: MergeCommit, parent: str, differing: Mapping[str, str]) -> Iterator[MergedSide]:
        """Yield a side of a merge, unless nothing of it can have got lost."""
        others = commit.others(parent)
        begun = fork(self.root, parent, others)
        changed = changed_between(self.root, begun, parent) if begun else {}
        is_own = not git.is_ancestor(self.root, parent, self.revision)
        # What is gone from a side that is no part of the change is seen beside it.
        lost = {path for path, letter in differing.items() if letter != "A" and (is_own or path in changed)}
        if lost:
            former = {path for path in lost if changed.get(path, "A") != "A"}
            is_new = not former.issuperset(lost & changed.keys())
            yield MergedSide(
                name=parent,
                others=others,
                paths=frozenset(differing),
                records=self._records(parent, lost),
                base={record.path: record for record in self._records(begun, former)},
                left=self._records(begun, {path for path, letter in changed.items() if is_new and letter == "D"}),
                changed=frozenset(changed),
                is_own=is_own,
            )

    def _records(self, commit: str, paths: set[str]) -> tuple[Former, ...]:
        return tuple(formers(self.root, trees.tree(self.root, commit), paths, self.library)) if paths else ()
