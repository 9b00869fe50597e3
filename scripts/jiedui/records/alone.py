"""Working in a folder alone: a second process that would write there at the same time is turned away."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class BusyError(Exception):
    """Another process is working in the folder."""


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Hold ``folder``, which the end of the process lets go of in any case; raise :class:`BusyError`.

    Tells whether the hold is real: Windows, and some disks of a network, know none, and nobody is turned away there.
    """
    if sys.platform == "win32":
        yield False
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield _held(handle)
    finally:
        os.close(handle)


def _held(handle: int) -> bool:
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BusyError from error
    except OSError:
        return False
    return True
