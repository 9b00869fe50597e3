"""Doing one thing to many items by as many processes as there are processors, where that is possible and worth it."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import contextmanager, nullcontext
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# With fewer items of a few milliseconds, the processes cost more than they save.
MANY = 1000
# So many items go to a process at once; the first go one by one, since they may take long.
_TOGETHER, _ALONE = 25, 100
_PROCESSORS = os.cpu_count() or 1

Item = TypeVar("Item")
Result = TypeVar("Result")


def are_shared(items: Sequence[object], *, many: int | None = None) -> bool:
    """Tell whether several processes see to ``items``: if there are ``many`` or more."""
    return sys.platform == "linux" and _PROCESSORS > 1 and len(items) >= (many or MANY)


def each(
    work: Callable[[Item], Result], items: Sequence[Item], *, many: int | None = None, turns: int | None = None
) -> Iterator[Result]:
    """Yield ``work(item)`` for each item in order, by several processes if there are ``many`` items or more.

    On Linux a forked process has all that ``work`` draws on at once, be it a whole ledger reckoned before; elsewhere it
    would have to be read anew, so there all is done by this process. What a process looks at becomes in time a copy of
    its own: after so many ``turns``, of some items each, another one takes its place.
    """
    if not are_shared(items, many=many):
        yield from map(work, items)
        return
    with _pool(_PROCESSORS, work, items, turns) as results:
        yield from results


@contextmanager
def meanwhile(
    work: Callable[[Item], Result], items: Sequence[Item], *, many: int | None = None
) -> Iterator[Iterator[Result]]:
    """Let one other process begin with ``work(item)`` for each item while this one goes on; give what came, in order.

    Where :func:`each` would leave it to this process, so does this: when the results are asked for.
    """
    with _pool(1, work, items, None) if are_shared(items, many=many) else nullcontext(map(work, items)) as results:
        yield results


@contextmanager
def _pool(
    processes: int, work: Callable[[Item], Result], items: Sequence[Item], turns: int | None
) -> Iterator[Iterator[Result]]:
    import multiprocessing

    kept = gc.get_freeze_count()
    gc.freeze()  # what is shared stays shared: no collection touches it
    _SHARED[:] = [(work, items)]
    try:
        with multiprocessing.get_context("fork").Pool(processes, _leave_signals, maxtasksperchild=turns) as pool:
            yield chain.from_iterable(pool.imap(_some, _parted(len(items))))
    finally:
        _SHARED.clear()
        if not kept:  # whoever has frozen something goes on with it
            gc.unfreeze()


_SHARED: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def _leave_signals() -> None:
    """Leave it to the process that waits for the others to say that it was stopped: it ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _parted(count: int) -> list[range]:
    alone = min(count, _ALONE)
    starts = [*range(alone), *range(alone, count, _TOGETHER)]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], count], strict=True)]


def _some(numbers: range) -> list[Any]:
    work, items = _SHARED[0]
    return [work(items[number]) for number in numbers]
