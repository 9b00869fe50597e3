"""Working on a ledger alone: a second process that would write to it at the same time is turned away."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class BusyError(Exception):
    """Another process is working on the folder."""


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the folder ``root``, which the end of the process lets go of in any case; raise :class:`BusyError`.

    Windows, and some disks of a network, know no such hold: there nobody is turned away.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(root, os.O_RDONLY)
    try:
        with suppress(OSError):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BusyError from error
        yield
    finally:
        os.close(handle)
