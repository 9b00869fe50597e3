"""The walk over all files below a folder, each with the content id of what it says.

What was hashed once is known again by its size, its times and its place on the disk, and which names a folder holds by
its times and its place. What was written when it was looked at, or shortly before, may be written again without a
difference in these: it is looked at the next time, too.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from jiedui.records.files import read_bytes
from jiedui.records.listing import CLOSED, DEVICE, FOLDER, LINK, NO_FILES, UNREADABLE, content_id
from jiedui.records.parallel import MANY, each

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from jiedui.records.listing import FileListing

Stats = dict[bytes, tuple[int, int, int, int, bytes]]
"""What is known of files by their paths: size, times of change in nanoseconds (of text and of file), inode, and id."""

Folders = dict[bytes, tuple[int, ...]]
"""What is known of folders by their paths: the times of change and the inode; nothing of one that tells no change."""

Hidden = dict[bytes, tuple[bytes, ...]]
"""By the paths of the folders that hold any, the names in them that begin with a dot."""

FILE = b"file"
"""What stands in place of the content id of a file that was not asked for yet."""

# The times of files may be as coarse as this (FAT), in nanoseconds.
_COARSE = 2_000_000_000
# The times of change of a disk that is so coarse (exFAT) are no sign that nothing was put into a folder.
_FINE = 10_000_000
_ATTRIBUTES = b".gitattributes"
# So many folders a process looks at together.
_TOGETHER = 100


class Steps(NamedTuple):
    """What a walk comes to: which ``folders`` there are, and what of them is ``hidden``.

    ``changes`` are by its path what lies where something else did before, or with ``None`` that nothing does now.
    """

    folders: Folders
    hidden: Hidden
    changes: dict[bytes, bytes | None]

    @property
    def attributes(self) -> list[bytes]:
        """The folders in which Git is told what becomes of files."""
        return [folder for folder, names in self.hidden.items() if _ATTRIBUTES in names]


def walk(root: Path, before: FileListing, folders: Folders, hidden: Hidden) -> Steps:
    """Walk over all below ``root``, without what is hidden; links are not followed.

    ``before`` is what lay there when the ``folders`` were as they are known, and ``hidden`` what of them was: of those
    that are still so nothing is asked. Where nothing is known, several processes walk over what is much.
    """
    found, start, now = Steps(folders.copy(), hidden.copy(), {}), os.fsencode(root) + b"/", time.time_ns()
    if not (before.lines or any(folders.values())):
        _walk_new(start, before, found, now)
        return found
    stale = [name for name, known in folders.items() if not known or known != _times(start + name)]
    stale.sort(reverse=True)  # a folder comes before those in it
    while stale:
        folder = stale.pop()
        if folder in found.folders:
            stale += _look(start, folder, before, found, now)
    return found


def _walk_new(start: bytes, before: FileListing, found: Steps, now: int) -> None:
    """Enter all that lies in a folder of which nothing is known, level by level."""
    level = [b""]
    while level:
        parts = [level[at : at + _TOGETHER] for at in range(0, len(level), _TOGETHER)]
        level = []
        for steps, new in each(partial(_look_at, start, before, now), parts, many=MANY // _TOGETHER):
            found.folders.update(steps.folders)
            found.hidden.update(steps.hidden)
            found.changes.update(steps.changes)
            level += new


def _look_at(start: bytes, before: FileListing, now: int, folders: Sequence[bytes]) -> tuple[Steps, list[bytes]]:
    """Return what lies in some folders, and the folders in them."""
    found = Steps({}, {}, {})
    return found, [inner for folder in folders for inner in _look(start, folder, before, found, now)]


def _look(start: bytes, folder: bytes, before: FileListing, found: Steps, now: int) -> list[bytes]:
    """Enter what lies in a folder now; return the folders in it that are not known."""
    times, entries = _times(start + folder), _entries(start + folder)
    found.folders[folder] = times if entries is not None and _tells(times, now) else ()
    found.hidden.pop(folder, None)
    here, was = entries or {}, before.inside(folder)
    if hidden := tuple(sorted(name for name in here if name.startswith(b"."))):
        found.hidden[folder] = hidden
        for name in hidden:
            del here[name]
    prefix = folder and folder + b"/"
    for name, what in was.items():
        if name and what in (FOLDER, CLOSED) and here.get(name) != FOLDER:  # the ledger itself has no name
            _forget(prefix + name, before, found)
        elif name not in here or (here[name] == FOLDER and what not in NO_FILES):
            found.changes[prefix + name] = None
    if entries is None or (folder and not here):
        found.changes[folder] = CLOSED if entries is None else FOLDER
    new = []
    for name, what in here.items():
        if what == FOLDER:
            if prefix + name not in found.folders:
                found.folders[prefix + name] = ()
                new.append(prefix + name)
        elif what != FILE or was.get(name, b"") in NO_FILES:
            found.changes[prefix + name] = what
    return new


def _forget(folder: bytes, before: FileListing, found: Steps) -> None:
    """Enter that a folder has gone, with all in it."""
    found.changes.update(dict.fromkeys((folder, *before.paths(folder))))
    inner = folder + b"/"
    for known in (found.folders, found.hidden):
        for name in [name for name in known if name == folder or name.startswith(inner)]:
            del known[name]


def _entries(folder: bytes) -> dict[bytes, bytes] | None:
    """Return what lies in a folder, by the names; ``None`` where it cannot be opened."""
    try:
        with os.scandir(folder) as entries:
            return {each.name: _kind(each) for each in entries}
    except OSError:
        return None


def _kind(entry: os.DirEntry[bytes]) -> bytes:
    if entry.is_file(follow_symlinks=False):
        return FILE
    if entry.is_dir(follow_symlinks=False):
        return FOLDER
    return LINK if entry.is_symlink() else DEVICE


def _times(folder: bytes) -> tuple[int, ...]:
    """Return what tells whether other names lie in a folder than before; nothing of what is none."""
    try:
        seen = os.lstat(folder)
    except OSError:
        return ()
    return (seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino) if stat.S_ISDIR(seen.st_mode) else ()


def _tells(times: tuple[int, ...], now: int) -> bool:
    """Tell whether whatever is put into a folder after ``now`` shows in its times."""
    fine = sys.platform != "win32" and bool(times) and times[1] % _FINE != 0
    return fine and is_settled(max(times[:2]), now)


def is_settled(changed: int, now: int) -> bool:
    """Tell whether whatever is written after ``now`` shows in the times of what ``changed`` last then, both in ns."""
    return changed < now - _COARSE


def hashed(root: Path, files: Iterable[bytes], stats: Stats) -> dict[bytes, bytes]:
    """Return the content ids of some files below ``root``.

    ``stats`` is what is known by now; afterwards it holds what is known of these files, and nothing of others. One that
    cannot be read has what stands in place of an id.
    """
    known, start = stats.copy(), os.fsencode(root) + b"/"
    stats.clear()
    ids = {}
    for path in files:
        what = UNREADABLE
        try:
            seen = os.lstat(start + path)
            mark = (seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino)
            before = known.get(path)
            if before and before[:4] == mark:
                what, stats[path] = before[4], before
            else:
                now = time.time_ns()
                what = content_id(read_bytes(root, os.fsdecode(path))).encode()
                if is_settled(max(seen.st_mtime_ns, seen.st_ctime_ns), now):
                    stats[path] = (*mark, what)
        except OSError:
            pass
        ids[path] = what
    return ids
