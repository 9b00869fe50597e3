"""Doing one thing to many items by as many processes as there are processors, where that is possible and worth it."""

from __future__ import annotations

import gc
import mmap
import os
import signal
import sys
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice, takewhile
from math import inf
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess
    from queue import SimpleQueue

# With fewer items of a few milliseconds, the processes cost more than they save.
MANY = 1000
# So many items go to a process at once; the first go one by one, since they may take long, and at the end fewer and
# fewer, so that none waits long for another's last ones.
_TOGETHER, _ALONE = 25, 100
_PROCESSORS = os.cpu_count() or 1
# Of so many parts the processes know that they are to be done; a pipe holds more.
_KNOWN = 1000
# The number of a part in the pipe, of which the system gives so many bytes to one process alone.
_BYTES = 4

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
    work: Callable[[Item], Result], items: Sequence[Item], *, many: int | None = None, mebibytes: int | None = None
) -> Iterator[Result]:
    """Yield ``work(item)`` for each item in order, by several processes if there are ``many`` items or more.

    On Linux a forked process has all that ``work`` draws on at once, be it a whole ledger reckoned before; elsewhere it
    would have to be read anew, so there all is done by this process. What a process looks at becomes in time a copy of
    its own: once that comes to so many ``mebibytes`` another takes its place, when a result is asked for.
    """
    if not are_shared(items, many=many):
        yield from map(work, items)
        return
    with _frozen(), _pool(_PROCESSORS, work, items, mebibytes) as workers:
        yield from _in_order(workers.hear(), workers.count)


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
    from queue import SimpleQueue

    answers: SimpleQueue[bytes | Exception] = SimpleQueue()
    with _frozen(), _pool(1, work, items, answers=answers) as workers:
        yield _in_order(iter(answers.get, None), workers.count)


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


class _Workers:
    """Processes that ``do`` parts of something by their numbers, of which there are ``count``.

    Any of them may be killed at any moment. In a pool of the standard library one that waits for work holds a lock,
    which nobody gets any more if it is killed, and whoever ends the pool waits for ever: here they share nothing but
    the pipe of what is to be done, and each answers by one of its own.
    """

    def __init__(self, do: Callable[[int], bytes], count: int, mebibytes: float) -> None:
        self._do, self.count, self._mebibytes = do, count, mebibytes
        self._known, self._tell = os.pipe()
        self._answers: dict[Connection, ForkProcess] = {}
        self._gone: list[ForkProcess] = []
        self._numbers = iter(range(count))
        for _ in range(_KNOWN):
            self._tell_next()

    def part(self, processes: int = 1) -> None:
        """Let more processes part."""
        import multiprocessing

        fork = multiprocessing.get_context("fork")
        with _undisturbed():
            for _ in range(processes):
                reader, writer = fork.Pipe(duplex=False)
                given = self._do, self._mebibytes, self._known, self._tell, writer, [reader, *self._answers]
                process = fork.Process(target=_begin, args=given, daemon=True)
                process.start()
                self._answers[reader] = process
                writer.close()

    def hear(self) -> Iterator[bytes]:
        """Yield what they answer until all is done; raises :class:`LostProcessError` where one of them is gone.

        Where one makes room, another takes its place if there is something left for it.
        """
        from multiprocessing.connection import wait

        left = self.count
        while left:
            for reader in cast("list[Connection]", wait([*self._answers])):
                try:
                    answer = reader.recv_bytes()
                except (EOFError, OSError):
                    raise LostProcessError from None
                if answer:
                    left -= 1
                    self._tell_next()
                    yield answer
                    continue
                self._gone.append(self._answers.pop(reader))
                reader.close()
                if left > len(self._answers):
                    with PARTING:
                        self.part()

    def kill(self) -> None:
        """End those that are left, whatever they are doing: nobody is heard any more."""
        for process in self._answers.values():
            process.kill()

    def close(self) -> None:
        """Wait until all have ended, and close what they were told and answered by."""
        for process in (*self._answers.values(), *self._gone):
            process.join()
        for reader in self._answers:
            reader.close()
        os.close(self._known)
        os.close(self._tell)

    def _tell_next(self) -> None:
        for number in islice(self._numbers, 1):
            os.write(self._tell, number.to_bytes(_BYTES))


@contextmanager
def _pool(
    processes: int,
    work: Callable[[Item], Result],
    items: Sequence[Item],
    mebibytes: int | None = None,
    answers: SimpleQueue[bytes | Exception] | None = None,
) -> Iterator[_Workers]:
    """Let processes do ``work`` on items; into ``answers`` goes what they answer while this one does something else."""
    parts = _parted(len(items))
    workers = _Workers(partial(_done, work, items, parts), len(parts), inf if mebibytes is None else mebibytes)
    hearing = Thread(target=_hear, args=(workers, answers), daemon=True)
    try:
        with PARTING:
            workers.part(processes)
            if answers is not None:  # once they have parted: before there is a thread of its own
                hearing.start()
        yield workers
    finally:
        workers.kill()
        if hearing.is_alive():
            hearing.join()
        workers.close()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let nothing end this process while others part, and none of these before it has begun (:func:`_begin`).

    Until then it would do what this one does when it is stopped, or forget that it was.
    """
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _hear(workers: _Workers, answers: SimpleQueue[bytes | Exception]) -> None:
    try:
        for answer in workers.hear():
            answers.put(answer)
    except Exception as error:
        answers.put(error)


def _in_order(answers: Iterator[bytes | Exception], count: int) -> Iterator[Any]:
    """Yield what comes of the items of each part; raises its error, or that which ends all."""
    import pickle

    came: dict[int, tuple[bool, Any]] = {}
    for number in range(count):
        while number not in came:
            answer = next(answers)
            if isinstance(answer, Exception):
                raise answer
            part, done, value = pickle.loads(answer)
            came[part] = done, value
        done, value = came.pop(number)
        if not done:
            raise value
        yield from value


def _begin(  # noqa: PLR0913  (what a process is given as it parts)
    do: Callable[[int], bytes],
    mebibytes: float,
    known: int,
    tell: int,
    answers: Connection,
    readers: Iterable[Connection],
) -> None:
    """Work for another process, which alone hears Ctrl-C, until it ends this one or is gone itself.

    Once it has touched so many ``mebibytes`` of its own it says that it makes room, by an answer of nothing.
    """
    import resource

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    os.close(tell)  # what is the other's alone ends with it
    for reader in readers:
        reader.close()
    with suppress(BrokenPipeError):
        while part := os.read(known, _BYTES):
            answers.send_bytes(do(int.from_bytes(part)))
            # Each page of memory that became its own was a fault; of what it let go of meanwhile as well.
            if resource.getrusage(resource.RUSAGE_SELF).ru_minflt * mmap.PAGESIZE > mebibytes * (1 << 20):
                answers.send_bytes(b"")
                break


def _done(work: Callable[[Any], Any], items: Sequence[Any], parts: Sequence[range], part: int) -> bytes:
    """Return the answer of a part, as it is sent."""
    import pickle
    import traceback

    try:
        return pickle.dumps((part, True, [work(items[number]) for number in parts[part]]))
    except Exception as error:
        error.add_note(traceback.format_exc())  # which is of this process
        with suppress(Exception):
            return pickle.dumps((part, False, error))
        return pickle.dumps((part, False, RuntimeError(repr(error))))


def _parted(count: int) -> list[range]:
    """Return the items that a process does together, none of them a big share of what is left."""
    start, parts = 0, list[range]()
    while start < count:
        size = 1 if start < _ALONE else max(1, min(_TOGETHER, (count - start) // (2 * _PROCESSORS)))
        parts.append(range(start, start + size))
        start += size
    return parts
