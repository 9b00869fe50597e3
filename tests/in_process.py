"""A command that is run in this process, which goes on after it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch


@contextmanager
def collector_kept() -> Iterator[None]:
    """Undo what a command does to the collector of its process: what it leaves goes with it, and here it would stay."""
    with patch.object(gc, "freeze", int), patch.object(gc, "unfreeze", int):
        try:
            yield
        finally:
            gc.enable()
