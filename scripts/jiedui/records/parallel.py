"""Doing one thing to many items by as many processes as there are processors, where that is possible and worth it."""

from __future__ import annotations

import gc
import mmap
import os
import signal
import sys
from contextlib import contextmanager
from itertools import chain, takewhile
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.pool import IMapIterator
    from multiprocessing.process import BaseProcess

# With fewer items of a few milliseconds, the processes cost more than they save.
MANY = 1000
# So many items go to a process at once; the first go one by one, since they may take long.
_TOGETHER, _ALONE = 25, 100
_PROCESSORS = os.cpu_count() or 1
# By what a pool ends its processes.
_END = {signal.SIGTERM}
# After so many seconds without an answer it is looked whether all processes are still there.
_PATIENCE = 1

PARTING = Lock()
"""Held while processes part. A thread beside takes it around whatever may take a lock: one that another thread holds
then is held for ever in the new process."""


class LostProcessError(Exception):
    """A process that worked for this one was ended from outside, mostly for want of memory: nothing comes of it.

    ``remedy`` is what is said of it, up to what is then to be done once more.
    """

    remedy = "一个帮忙的进程被系统停掉了，多半是内存不够。先关掉别的程序，"


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
    its own: after so many ``turns`` of each, of some items, others take their places.
    """
    if not are_shared(items, many=many):
        yield from map(work, items)
        return
    parts = _parted(len(items))
    together = turns * _PROCESSORS if turns else len(parts)
    with _frozen():
        for start in range(0, len(parts), together):
            with _pool(_PROCESSORS, work, items, parts[start : start + together]) as results:
                yield from results


@contextmanager
def meanwhile(
    work: Callable[[Item], Result], items: Sequence[Item], *, many: int | None = None
) -> Iterator[Iterator[Result]]:
    """Let one other process begin with ``work(item)`` for each item while this one goes on; give what came, in order.

    Where :func:`each` would leave it to this process, so does this: when the results are asked for.
    """
    if not are_shared(items, many=many):
        yield map(work, items)
        return
    with _frozen(), _pool(1, work, items, _parted(len(items))) as results:
        yield results


@contextmanager
def ahead(
    work: Callable[[Item], Result], items: Sequence[Item], *, many: int | None = None
) -> Iterator[Iterator[Result]]:
    """As :func:`meanwhile`, but only as far as the other process has come when the results are asked for.

    They are those of the first items; of the others none is begun with. Where this process would do it, there are none.
    """
    with mmap.mmap(-1, 1) as asked:

        def in_time(item: Item) -> tuple[Result] | None:
            return None if asked[0] else (work(item),)

        def come(found: Iterator[tuple[Result] | None]) -> Iterator[Result]:
            asked[0] = True
            for results in takewhile(bool, found):
                yield from results or ()

        with meanwhile(in_time, items, many=many) as found:
            yield come(found)


@contextmanager
def _frozen() -> Iterator[None]:
    """Keep from any collection what is there: what is shared stays shared."""
    kept = gc.get_freeze_count()
    gc.freeze()
    try:
        yield
    finally:
        if not kept:  # whoever has frozen something goes on with it
            gc.unfreeze()


@contextmanager
def _pool(
    processes: int, work: Callable[[Item], Result], items: Sequence[Item], parts: Sequence[range]
) -> Iterator[Iterator[Result]]:
    """Let processes do the ``parts``, by number, of the items.

    All of them part here, before there are threads of the pool: one that took another's place would part from a thread.
    """
    import multiprocessing

    with PARTING, _unended():
        before = {*multiprocessing.active_children()}
        pool = multiprocessing.get_context("fork").Pool(processes, _begin, (work, items))
        parted = {*multiprocessing.active_children()} - before
    with pool:
        yield chain.from_iterable(_waited_for(pool.imap(_some, parts), parted))


@contextmanager
def _unended() -> Iterator[None]:
    """Let processes that part be ended once they have begun (:func:`_begin`): before, Python forgets that they were.

    One is, and would be waited for for ever, where the others have done all before it has as much as begun.
    """
    held = signal.pthread_sigmask(signal.SIG_BLOCK, _END)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _waited_for(results: IMapIterator[list[Result]], processes: Iterable[BaseProcess]) -> Iterator[list[Result]]:
    """Yield what comes of each part; raises :class:`LostProcessError`: of what such a one was at, nothing ever comes.

    A pool only puts another in its place. (An executor would tell, and itself waits for ever where it has to end one
    that is just answering.)
    """
    from multiprocessing import TimeoutError as NothingYet

    while True:
        try:
            yield results.next(_PATIENCE)
        except StopIteration:
            return
        except NothingYet:
            if any(process.exitcode is not None for process in processes):
                raise LostProcessError from None


# In a process that works for another: what it is to do, and of which items.
_SHARED: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def _begin(work: Callable[[Any], Any], items: Sequence[Any]) -> None:
    """Begin as a process that works for another, which ends it where it was itself stopped."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _END)
    _SHARED[:] = [(work, items)]


def _parted(count: int) -> list[range]:
    alone = min(count, _ALONE)
    starts = [*range(alone), *range(alone, count, _TOGETHER)]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], count], strict=True)]


def _some(numbers: range) -> list[Any]:
    work, items = _SHARED[0]
    return [work(items[number]) for number in numbers]
