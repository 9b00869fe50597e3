"""By what a file of a site is known that nobody has written since: nothing else is read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

FileStamp = tuple[int, int]
"""The size of a file, and when it was written, in nanoseconds. Whoever writes pages only means to; that is enough here.

Of records, which people edit, more is asked: see :mod:`jiedui.records.scan`."""


def stamp_of(found: os.stat_result) -> FileStamp:
    """Return the stamp of a file that was looked at."""
    return found.st_size, found.st_mtime_ns
