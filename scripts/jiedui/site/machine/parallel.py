"""Doing one thing to many items by as many processes as there are processors, where that is possible and worth it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# With fewer items of a few milliseconds, the processes cost more than they save.
MANY = 1000

Item = TypeVar("Item")
Result = TypeVar("Result")


def each(work: Callable[[Item], Result], items: Sequence[Item], *, many: int | None = None) -> Iterator[Result]:
    """Yield ``work(item)`` for each item in order, by several processes if there are ``many`` items or more.

    On Linux a forked process has all that ``work`` draws on at once, be it a whole ledger reckoned before; elsewhere it
    would have to be read anew, so there all is done by this process.
    """
    processors = os.cpu_count() or 1
    if sys.platform != "linux" or processors < 2 or len(items) < (many or MANY):
        yield from map(work, items)
        return
    gc.freeze()  # what is shared stays shared: no collection touches it
    _SHARED[:] = [(work, items)]
    with multiprocessing.get_context("fork").Pool(processors, _leave_signals) as pool:
        yield from pool.imap(_one, range(len(items)), chunksize=25)
    _SHARED.clear()


_SHARED: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def _leave_signals() -> None:
    """Leave it to the process that waits for the others to say that it was stopped: it ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _one(number: int) -> object:
    work, items = _SHARED[0]
    return work(items[number])
