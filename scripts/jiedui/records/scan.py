"""The walk over all files below a folder, each with the content id of what it says.

What was hashed once is known again by its size, its times and its place on the disk. A file that was written when it
was hashed, or shortly before, may be written again without a difference in these: it is hashed the next time, too.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, NamedTuple

from jiedui.records.files import read_bytes
from jiedui.records.listing import CLOSED, DEVICE, FOLDER, LINK, UNREADABLE, content_id, line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Stats = dict[bytes, tuple[int, int, int, int, bytes]]
"""What is known of files by their paths: size, times of change in nanoseconds (of text and of file), inode, and id."""

# The times of files may be as coarse as this (FAT), in nanoseconds.
_COARSE = 2_000_000_000


class Names(NamedTuple):
    """What lies below a folder: ``files`` by their paths, sorted, and by its path what stands in the place of one.

    ``attributes`` are the files in which Git is told what becomes of files on their way to the disk.
    """

    files: list[bytes]
    others: list[tuple[bytes, bytes]]
    attributes: list[bytes]


def names(root: Path) -> Names:
    """Return what lies below ``root``, without what is hidden; links are not followed."""
    found = Names([], [], [])
    folders = [(os.fsencode(root), b"")]
    while folders:
        where, prefix = folders.pop()
        try:
            with os.scandir(where) as entries:
                inner, is_empty = _sorted_out(entries, prefix, found)
        except OSError:
            found.others.append((prefix[:-1], CLOSED))
            continue
        folders += inner
        if is_empty and prefix:
            found.others.append((prefix[:-1], FOLDER))
    found.files.sort()
    return found


def _sorted_out(
    entries: Iterable[os.DirEntry[bytes]], prefix: bytes, found: Names
) -> tuple[list[tuple[bytes, bytes]], bool]:
    """Enter what lies in a folder; return the folders in it, and whether there is nothing."""
    folders: list[tuple[bytes, bytes]] = []
    before = len(found.files) + len(found.others)
    for entry in entries:
        path = prefix + entry.name
        if entry.name.startswith(b"."):
            if entry.name == b".gitattributes":
                found.attributes.append(path)
        elif entry.is_file(follow_symlinks=False):
            found.files.append(path)
        elif entry.is_dir(follow_symlinks=False):
            folders.append((entry.path, path + b"/"))
        else:
            found.others.append((path, LINK if entry.is_symlink() else DEVICE))
    return folders, not folders and before == len(found.files) + len(found.others)


def hashed(root: Path, files: Iterable[bytes], stats: Stats) -> list[bytes]:
    """Return the lines of some files below ``root`` for a :class:`~jiedui.records.listing.FileListing`.

    ``stats`` is what is known by now; afterwards it holds what is known of these files, and nothing of others. One that
    cannot be read has a line, too.
    """
    known, start = stats.copy(), os.fsencode(root) + b"/"
    stats.clear()
    lines = []
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
                if max(seen.st_mtime_ns, seen.st_ctime_ns) < now - _COARSE:
                    stats[path] = (*mark, what)
        except OSError:
            pass
        lines.append(line(path, what))
    return lines
