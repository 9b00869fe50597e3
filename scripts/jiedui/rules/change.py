"""A change: how the ledger differs from the commit from which the change began."""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING

from jiedui.review import git, trees
from jiedui.review.bases import merge_base
from jiedui.review.trigger import Whereabouts, Wording
from jiedui.rules.former import FORMAT, Former, formers
from jiedui.rules.merge import Merge, merges_since
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from jiedui.records.schema import SchemaLibrary

_HOUSEHOLD = "/household.yml"
# The ledger is so many folders above that of a household: the federation's, and the one of its households.
_DEPTH = 3
OUTSIDE = "../"


class LedgerMovedError(git.GitUnavailableError):
    """The ledger lies elsewhere than at the commit that a change began from, and nobody can tell where it lay."""

    remedy = (
        "台账文件夹换了地方，分不清那个版本里哪一个文件夹是它，没有办法核对记录少了没有。"
        "先把整个台账文件夹（连同 policy）移回原来的地方，检查、合并；以后只移这一个文件夹，别的不改，再合并一次。"
    )


class LedgerChange(Struct, frozen=True, kw_only=True):
    """What one change does to the files of a ledger's repository, as paths from the ledger's folder.

    ``commit`` is the full name of the commit that it began from; ``paths`` are the files that differ from then, and
    ``added`` those of them that were not there; those outside the ledger begin with ``../``. ``before`` are the records
    that the ledger's others held then, brought to the format of now. ``tree`` is the tree of the ledger then, empty
    where there was none, and ``folder`` the way to where it lay, empty where that is where it lies. ``forgotten`` are
    the files that lie there still, but that Git was told to forget: to everybody else they are gone. ``wordings`` are
    what is written beside the files, ``merges`` what came together in the change, and ``is_merged`` tells that nobody
    can write it otherwise any more.
    """

    commit: str
    paths: frozenset[str]
    added: frozenset[str]
    before: tuple[Former, ...] = ()
    tree: str = ""
    folder: str = ""
    forgotten: frozenset[str] = frozenset()
    wordings: tuple[Wording, ...] = ()
    merges: tuple[Merge, ...] = ()
    is_merged: bool = False


def change_since(
    root: Path,
    revision: str,
    library: SchemaLibrary,
    wordings: Iterable[Wording] = (),
    unlike: trees.Unlike | None = None,
) -> LedgerChange:
    """Return what has changed below ``root`` since the history of ``revision`` and that of now parted.

    What only ``revision`` has got since then is no part of it. ``wordings`` are what is written about the change, the
    messages of its commits aside, which Git knows; ``unlike`` is what :func:`~jiedui.review.trees.differing` may be
    told. Raises :class:`~jiedui.review.git.GitUnavailableError`, and as such :class:`LedgerMovedError`, where nothing
    can be compared.
    """
    return _change(root, trees.differing(root, merge_base(root, revision), unlike), revision, library, wordings)


def committed_since(
    root: Path, revision: str, library: SchemaLibrary, wordings: Iterable[Wording] = ()
) -> LedgerChange:
    """Return what :func:`change_since` does, as far as it is committed, whatever lies below ``root``.

    Of the ledger no more need lie there than the change has touched and what is in no household's folder.
    """
    return _change(root, trees.differing_commit(root, merge_base(root, revision)), revision, library, wordings)


def _change(
    root: Path, found: trees.Differing, revision: str, library: SchemaLibrary, wordings: Iterable[Wording]
) -> LedgerChange:
    folder = _folder(root, found)
    tree = _tree(root, found.commit, folder)
    if folder:
        found = _moved(root, found, tree)
    written = tuple(_messages(root, found.commit))
    return LedgerChange(
        commit=found.commit,
        paths=found.paths,
        added=found.added,
        before=tuple(formers(root, tree, _of(found.there), library)) if tree else (),
        tree=tree,
        folder=folder,
        forgotten=found.forgotten,
        wordings=(*wordings, *written),
        merges=tuple(merges_since(root, found.commit, revision, library)) if written else (),
    )


def merged_since(root: Path, commit: str, library: SchemaLibrary) -> LedgerChange:
    """Return what was merged since ``commit``, as far as no check of the files tells it: what was written, and how."""
    return LedgerChange(
        commit=commit,
        paths=frozenset(),
        added=frozenset(),
        wordings=tuple(_messages(root, commit)),
        merges=tuple(merges_since(root, commit, commit, library)),
        is_merged=True,
    )


def _messages(root: Path, commit: str) -> Iterator[Wording]:
    for name, text in git.messages(root, commit).items():
        yield Wording(Whereabouts.COMMIT, text, name)


def _folder(root: Path, found: trees.Differing) -> str:
    """Return the way from a ledger's folder to where it lay: a folder that was a ledger and is none any more.

    Of several such it is the one whose households are here, each at its place.
    """
    if _was_there(root, found):
        return ""
    gone = [path for path in found.there if not os.path.lexists(root / path)]
    folders = [path.removesuffix(FORMAT) for path in gone if path.endswith(f"/{FORMAT}")]
    households = [path for path in gone if path.startswith(OUTSIDE) and path.endswith(_HOUSEHOLD)]
    if len(folders) > 1:
        here = {folder for folder in folders for path in households if _came(path, folder, found)}
        folders = [*here]
    elif not folders and all(_lay_in_a_ledger(root, path) for path in households):
        return ""
    if len(folders) != 1:
        raise LedgerMovedError
    return folders[0]


def _came(path: str, folder: str, found: trees.Differing) -> bool:
    """Tell whether what is gone from a folder has come into the ledger's, at the same place in it."""
    return path.startswith(folder) and path.removeprefix(folder) in found.added


def _lay_in_a_ledger(root: Path, household: str) -> bool:
    """Tell whether a household that is gone lay in a ledger that still stands beside this one: it is missed there."""
    ledger = (root / household).parents[_DEPTH]
    return (ledger / FORMAT).exists() and any(ledger.glob(f"*/households/*{_HOUSEHOLD}"))


def _was_there(root: Path, found: trees.Differing) -> bool:
    """Tell whether the ledger lay then where it lies now."""
    return FORMAT in found.there or (FORMAT not in found.added and os.path.lexists(root / FORMAT))


def _tree(root: Path, commit: str, folder: str) -> str:
    path = posixpath.normpath(posixpath.join(git.prefix(root), folder)) if folder else None
    try:
        return trees.tree(root, commit, "" if path == "." else path)
    except git.GitUnavailableError:  # there was no such folder, hence no ledger: all of it is new
        return ""


def _moved(root: Path, found: trees.Differing, tree: str) -> trees.Differing:
    """Return what differs where a folder is compared with that of then, and all beside it with what was beside it."""
    inside = trees.differing_tree(root, found.commit, tree)
    return trees.Differing(
        commit=found.commit,
        there=_of(found.there, inside=False) | _of(inside.there),
        added=_of(found.added, inside=False) | _of(inside.added),
    )


def _of(paths: frozenset[str], *, inside: bool = True) -> frozenset[str]:
    """Return those of ``paths`` that lie in the ledger's folder, or those that do not."""
    return frozenset(path for path in paths if path.startswith(OUTSIDE) != inside)
