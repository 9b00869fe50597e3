"""The files of a ledger as they lie in its folder, known by what Git knows of them where it does."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING

from jiedui.records.files import read_bytes
from jiedui.records.listing import FileListing, line
from jiedui.records.scan import hashed, names
from jiedui.review import git
from jiedui.review.attributes import converts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jiedui.records.scan import Stats

# What Git is to compare by, whatever its owner has set: all that the machine tells of a file.
_STRICT = ("-c", "core.trustctime=true", "-c", "core.checkStat=default", "-c", "core.fsmonitor=false")
# Of what is a file, not changed since Git looked at it and to be looked at. Before the tab there is a 0: no conflict.
_SURE = b"H 100"


class WorkingFolder:
    """The folder that a ledger lies in, committed or not.

    What Git says is unchanged is known by the id that it has there; all else is hashed. ``stats`` are what earlier runs
    have hashed: the same files are not read for that again.
    """

    def __init__(self, root: Path, stats: Stats | None = None) -> None:
        self.root = root
        found = names(root)
        known = _known(root, found.attributes)
        lines = [*known.values()]
        others = []
        if [*known] != found.files:
            lines = [known[path] for path in found.files if path in known]
            others = [path for path in found.files if path not in known]
        lines += hashed(root, others, {} if stats is None else stats)
        lines += starmap(line, found.others)
        self.listing = FileListing(sorted(lines))

    def read(self, path: str) -> bytes:
        """Return what a file says; see :meth:`~jiedui.records.source.LedgerSource.read`."""
        return read_bytes(self.root, path)


def name_of(root: Path) -> str:
    """Return what a ledger is known by on this machine: the same in all working trees of one repository."""
    try:
        common, prefix = git.run(root, "rev-parse", "--git-common-dir", "--show-prefix").splitlines()
    except (git.GitUnavailableError, ValueError):
        return str(root.resolve())
    return f"{(root / common).resolve()}\n{prefix}"


def _known(root: Path, attributes: Iterable[bytes]) -> dict[bytes, bytes]:
    """Return the lines of the files below ``root`` of which Git knows the bytes, by their paths."""
    try:
        if converts(root, attributes):
            return {}
        # One look at the index: it may be written meanwhile.
        said = git.run_bytes(root, *_STRICT, "ls-files", "--cached", "--modified", "--stage", "-v", "-z")
    except git.GitUnavailableError:
        return {}
    told = said.split(b"\0")[:-1]
    if not told:
        return {}
    path = told[0].index(b"\t") + 1
    if said.startswith(_SURE) + said.count(b"\0" + _SURE) != len(told):
        unsure = {each[path:] for each in told if not each.startswith(_SURE)}
        told = [each for each in told if each[path:] not in unsure]
    name = slice(len(_SURE) + len(b"644 "), path - len(b" 0\t"))
    paths = [each[path:] for each in told]
    return dict(zip(paths, map(line, paths, [each[name] for each in told]), strict=True))
