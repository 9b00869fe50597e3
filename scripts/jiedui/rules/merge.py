"""A merge within a change: what each side of it had in the files that the merged result has otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiedui.review import git
from jiedui.review.merges import changed_between, fork, merge_commits
from jiedui.rules.former import formers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from jiedui.records.schema import SchemaLibrary
    from jiedui.review.merges import MergeCommit
    from jiedui.rules.former import Former


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedSide:
    """What came together with ``others``: the commit ``name``. Paths are seen from the ledger's folder.

    ``paths`` are the files that the merged result has otherwise, ``records`` what the side had in them, and ``base``
    what was in those of them that the side had changed, before it did. ``is_own`` tells that the side is part of the
    change, and not what it is compared with.
    """

    name: str
    others: tuple[str, ...]
    paths: frozenset[str]
    records: tuple[Former, ...]
    base: Mapping[str, Former]
    changed: frozenset[str]
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A merge: its sides, and what it ``made`` of the files that are otherwise in one of them."""

    name: str
    sides: tuple[MergedSide, ...]
    made: tuple[Former, ...]


def merges_since(root: Path, base: str, revision: str, library: SchemaLibrary) -> Iterator[Merge]:
    """Yield the merges that what is checked out has since the commit ``base``, where ``revision`` parted from it.

    What cannot be read, since the ledger was not there, or since a part of the history is missing, is left out.
    """
    for commit in merge_commits(root, base):
        try:
            yield _merge(root, commit, revision, library)
        except git.GitUnavailableError:
            continue


def _merge(root: Path, commit: MergeCommit, revision: str, library: SchemaLibrary) -> Merge:
    sides, paths = [], set[str]()
    for parent in commit.parents:
        differing = changed_between(root, parent, commit.name)
        paths |= {path for path, letter in differing.items() if letter != "D"}
        if lost := {path for path, letter in differing.items() if letter != "A"}:
            sides.append(_side(root, commit, parent, frozenset(differing), lost, revision, library))
    made = formers(root, git.tree(root, commit.name), paths, library) if sides else ()
    return Merge(name=commit.name, sides=tuple(sides), made=tuple(made))


def _side(  # noqa: PLR0913  (what a side is asked for)
    root: Path,
    commit: MergeCommit,
    parent: str,
    differing: frozenset[str],
    lost: set[str],
    revision: str,
    library: SchemaLibrary,
) -> MergedSide:
    others = commit.others(parent)
    begun = fork(root, parent, others)
    changed = changed_between(root, begun, parent) if begun else {}
    there = {path for path in lost if changed.get(path, "A") != "A"}
    base = formers(root, git.tree(root, begun), there, library) if there else ()
    return MergedSide(
        name=parent,
        others=others,
        paths=differing,
        records=tuple(formers(root, git.tree(root, parent), lost, library)),
        base={record.path: record for record in base},
        changed=frozenset(changed),
        is_own=not git.is_ancestor(root, parent, revision),
    )
