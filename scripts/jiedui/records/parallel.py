"""Doing one thing to many items by as many processes as there are processors, where that is possible and worth it."""

from __future__ import annotations

import gc
import mmap
import os
import signal
import sys
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain, islice, takewhile
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
            with _pool(_PROCESSORS, work, items, _evened(parts[start : start + together])) as results:
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

    Any of them may be killed at any moment. In a pool of the standard library one that waits for work holds a lock,
    which nobody gets any more if it is killed, and whoever ends the pool waits for ever: here they share nothing but
    the pipe of what is to be done, and each answers by one of its own.
    """
    from queue import SimpleQueue

    do = partial(_done, work, items, parts)
    known, tell = os.pipe()
    workers: list[tuple[ForkProcess, Connection]] = []
    answers: SimpleQueue[_Answer] = SimpleQueue()
    hearing = Thread(target=_hear, args=(workers, tell, len(parts), answers), daemon=True)
    try:
        with PARTING, _undisturbed():  # before there is a thread of its own
            for _ in range(processes):
                _part(workers, do, known, tell)
            hearing.start()
        yield chain.from_iterable(_in_order(answers, len(parts)))
    finally:
        for process, _ in workers:
            process.kill()
        if hearing.is_alive():
            hearing.join()
        for process, reader in workers:
            process.join()
            reader.close()
        os.close(known)
        os.close(tell)


# The number of a part, whether it was done, and what came of it or the error; of all, the error that ends all.
_Answer = tuple[int, bool, Any] | Exception


def _part(workers: list[tuple[ForkProcess, Connection]], do: Callable[[int], bytes], known: int, tell: int) -> None:
    """Let one more process part that does what is ``known``, with what it answers by."""
    import multiprocessing

    fork = multiprocessing.get_context("fork")
    reader, writer = fork.Pipe(duplex=False)
    readers = [reader, *(earlier for _, earlier in workers)]
    process = fork.Process(target=_begin, args=(do, known, tell, writer, readers), daemon=True)
    process.start()
    workers.append((process, reader))
    writer.close()


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


def _hear(
    workers: Sequence[tuple[ForkProcess, Connection]], tell: int, count: int, answers: SimpleQueue[_Answer]
) -> None:
    """Tell processes what is to be done, and hand on what they answer until all is done or one of them is gone."""
    import pickle
    from multiprocessing.connection import wait

    readers = [reader for _, reader in workers]
    numbers = iter(range(count))
    for number in islice(numbers, _KNOWN):
        os.write(tell, number.to_bytes(_BYTES))
    try:
        while count:
            for reader in wait(readers):
                answers.put(pickle.loads(cast("Connection", reader).recv_bytes()))
                count -= 1
                for number in islice(numbers, 1):
                    os.write(tell, number.to_bytes(_BYTES))
    except (EOFError, OSError):
        answers.put(LostProcessError())
    except Exception as error:  # of what was answered and cannot be read
        answers.put(error)


def _in_order(answers: SimpleQueue[_Answer], count: int) -> Iterator[list[Any]]:
    """Yield what comes of each part; raises its error, or :class:`LostProcessError` where a process is gone."""
    came: dict[int, tuple[bool, Any]] = {}
    for number in range(count):
        while number not in came:
            answer = answers.get()
            if isinstance(answer, Exception):
                raise answer
            came[answer[0]] = answer[1:]
        done, value = came.pop(number)
        if not done:
            raise value
        yield value


def _begin(
    do: Callable[[int], bytes], known: int, tell: int, answers: Connection, readers: Iterable[Connection]
) -> None:
    """Work for another process, which alone hears Ctrl-C, until it ends this one or is gone itself."""
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
    alone = min(count, _ALONE)
    starts = [*range(alone), *range(alone, count, _TOGETHER)]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], count], strict=True)]


def _evened(parts: Sequence[range]) -> list[range]:
    """Return the items of parts that processes do together in others, none of them a big share of what is left."""
    start, end, evened = parts[0].start, parts[-1].stop, list[range]()
    while start < end:
        size = 1 if start < _ALONE else max(1, min(_TOGETHER, (end - start) // (2 * _PROCESSORS)))
        evened.append(range(start, start + size))
        start += size
    return evened
