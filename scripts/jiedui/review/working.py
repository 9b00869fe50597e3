"""The files of a ledger as they lie in its folder, known by what Git knows of them where it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiedui.records.files import read_bytes
from jiedui.records.listing import CLOSED, FOLDER, NO_FILES
from jiedui.records.memo import Memo
from jiedui.records.scan import hashed, walk
from jiedui.review import git
from jiedui.review.attributes import converts
from jiedui.review.trees import Unlike, index_sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from jiedui.records.scan import Folders, Hidden

# What Git is to compare by, whatever its owner has set: all that the machine tells of a file.
_STRICT = ("-c", "core.trustctime=true", "-c", "core.checkStat=default", "-c", "core.fsmonitor=false", "ls-files", "-z")
# Of what is a file, not changed since Git looked at it and to be looked at. Before the tab there is a 0: no conflict.
_SURE = b"H 100"


class _Seen(NamedTuple):
    """What a look saw: the listing, packed, the folders, and what is hidden in them.

    ``by`` is the sum of Git's index, or nothing where that is not to be relied on. It told the ids of all files but
    ``own``, and those of what is ``beside``: there lies another file than Git knows, or none. Of ``strange`` ones it
    told nothing, be they files or not.
    """

    listing: bytes
    folders: Folders
    hidden: Hidden
    by: bytes
    own: list[bytes]
    beside: dict[bytes, bytes]
    strange: list[bytes]


class WorkingFolder:
    """The folder that a ledger lies in, committed or not.

    What Git says is unchanged is known by the id that it has there; all else is hashed. ``known`` is what was seen
    before: the folders that have not changed since are not read again, and no more is Git's index.

    ``unlike`` is what is not as that index has it; ``None`` where Git does not tell.
    """

    def __init__(self, root: Path, known: Memo | None = None) -> None:
        self.root = root
        known = known or Memo(None)
        seen = _Seen(*known.seen or (b"", {b"": ()}, {}, b"", [], {}, []))
        before = known.listing(seen.listing)
        steps = walk(root, before, seen.folders, seen.hidden)
        index, ids, modified = _told(root, seen.by, steps.attributes)
        if ids is None:
            asked = modified.union(seen.own, seen.beside, steps.changes)
            was = {path: what for path in asked if (what := before.what(path)) not in NO_FILES}
            ids = {path: was[path] for path in was.keys() - seen.own} | seen.beside
            names = {**was, **steps.changes}
        else:
            before = before.changed(steps.changes)
            names = dict[bytes, bytes | None](before.paths())
        files = [path for path, what in names.items() if what and what not in NO_FILES]
        told = {path: ids[path] for path in files if path in ids and path not in modified}
        own = [path for path in files if path not in told]
        beside = {path: ids[path] for path in ids.keys() - told.keys()}
        unknown = {*names, *seen.strange} - ids.keys()
        names.update(told)
        names.update(hashed(root, own, known.stats))
        del ids, told, files  # of each there are as many as files, and what follows has some of that size of its own
        self.listing = before.changed(names)
        strange = sorted(path for path in unknown if self.listing.what(path) not in (b"", FOLDER, CLOSED))
        strange_too = (*strange, *_hidden(steps.hidden))
        there = {path: what for path, what in beside.items() if self.listing.what(path) not in NO_FILES}
        # Behind a link Git looks at files that are not its own: what it has in the place of the link is gone.
        gone = {path for path in beside.keys() - there.keys() if not _is_hidden(path)}
        self.unlike = Unlike.of(modified | gone, strange_too, there, index, known) if index else None
        known.seen = tuple(_Seen(self.listing.packed, steps.folders, steps.hidden, index, own, beside, strange))

    def read(self, path: str) -> bytes:
        """Return what a file says; see :meth:`~jiedui.records.source.LedgerSource.read`."""
        return read_bytes(self.root, path)


def _is_hidden(path: bytes) -> bool:
    """Tell whether a walk passes over a path."""
    return path.startswith(b".") or b"/." in path


def _hidden(names: Hidden) -> Iterator[bytes]:
    """Yield the paths of what is hidden."""
    for folder, inside in names.items():
        yield from (b"/".join((folder, name)) if folder else name for name in inside)


def name_of(root: Path) -> str:
    """Return what a ledger is known by on this machine: the same in all working trees of one repository."""
    try:
        there = git.whereabouts(root)
    except git.GitUnavailableError:
        return str(root.resolve())
    return f"{there.common.resolve()}\n{there.prefix}"


def _told(root: Path, known: bytes, attributes: Iterable[bytes]) -> tuple[bytes, dict[bytes, bytes] | None, set[bytes]]:
    """Return the sum of Git's index, the ids that it has by the paths, and which of the files are not as they were.

    Of the index that is ``known`` the ids are not told again. Without a sum nothing is to be relied on another time: it
    was written meanwhile, or Git does not know the bytes of the files.
    """
    try:
        if converts(root, attributes):
            return b"", {}, set()
        index = git.whereabouts(root).staged
        before = index_sum(index)
        if known and before == known:
            modified = {*git.run_bytes(root, *_STRICT, "--modified").split(b"\0")} - {b""}
            if index_sum(index) == before:
                return before, None, modified
        said = git.run_bytes(root, *_STRICT, "--cached", "--modified", "--stage", "-v")
    except git.GitUnavailableError:
        return b"", {}, set()
    return before if index_sum(index) == before else b"", *_ids(said)


def _ids(said: bytes) -> tuple[dict[bytes, bytes], set[bytes]]:
    """Return the ids of the files that Git is sure of by their paths, and which of them are not as they were."""
    told = said.split(b"\0")[:-1]
    if not told:
        return {}, set()
    path = told[0].index(b"\t") + 1
    name = slice(len(_SURE) + len(b"644 "), path - len(b" 0\t"))
    unsure = set[bytes]()
    if said.startswith(_SURE) + said.count(b"\0" + _SURE) != len(told):
        unsure = {each[path:] for each in told if not each.startswith(_SURE)}
        told = [each for each in told if each.startswith(_SURE)]
    return dict(zip([each[path:] for each in told], [each[name] for each in told], strict=True)), unsure
