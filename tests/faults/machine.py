"""A machine with faults: a command runs in a process of its own, and at one of its steps on the disk something happens.

A step is what changes the disk: a file that is opened to be written, written to or made sure of, and all that makes,
renames, links or removes one. They are counted from 1; before the step that is chosen comes what is to happen.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from jiedui.cli import main

# What Python tells its audit hooks before it is done.
STEPS = {
    "os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.chmod", "os.chown", "os.truncate", "os.link", "os.symlink",
}  # fmt: skip
Fault = Callable[[str], None]


class Ended(NamedTuple):
    """How a command ended (a signal is negative), what it said, and the steps that it took."""

    code: int
    out: str
    err: str
    steps: list[str]


def killed(_: str) -> None:
    """End the process at once: no signal is heard and nothing is undone."""
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Later:
    """Kills the process from outside, so many ``seconds`` from its beginning."""

    seconds: float

    def __call__(self, _: str) -> None:
        """Let another process do it."""
        victim = os.getpid()
        if os.fork() == 0:
            os.closerange(0, 64)
            time.sleep(self.seconds)
            os.kill(victim, signal.SIGKILL)
            os._exit(0)


@dataclass(frozen=True)
class Refused:
    """The machine refuses the step with an error, and every one after it where it goes ``on``."""

    number: int
    on: bool = False

    def __call__(self, step: str) -> None:
        """Refuse the step."""
        if self.number in (errno.ENOSPC, errno.EDQUOT) and step in ("os.remove", "os.rmdir"):
            return  # a full disk lets go of what is there
        raise OSError(self.number, os.strerror(self.number))


class Short(Refused):
    """As :class:`Refused`, but of what is to be written, a half is."""


def run(folder: Path, words: tuple[str, ...], fault: Fault | None = None, at: int = 0, *, reads: bool = False) -> Ended:
    """Run ``jiedui`` in a folder in a process of its own; before its step ``at`` comes the fault.

    With ``reads``, a file of the folder that is opened to be read is a step, too.
    """
    ends = [os.pipe() for _ in range(3)]
    child = os.fork()
    if child == 0:  # pragma: no cover  (another process)
        for read, _ in ends:
            os.close(read)
        _play(folder, words, _Counter(fault, at, ends[2][1], str(folder) if reads else ""), [ends[0][1], ends[1][1]])
    for _, write in ends:
        os.close(write)
    texts = _read_all([read for read, _ in ends])
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return Ended(code, texts[0], texts[1], texts[2].split())


def _read_all(ends: list[int]) -> list[str]:
    """Read what comes from several ends until all are closed: none may be full meanwhile."""
    import selectors

    found = dict.fromkeys(ends, b"")
    with selectors.DefaultSelector() as selector:
        for end in ends:
            selector.register(end, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select():
                data = os.read(key.fd, 65536)
                found[key.fd] += data
                if not data:
                    selector.unregister(key.fd)
                    os.close(key.fd)
    return [found[end].decode("utf-8", "replace") for end in ends]


@dataclass
class _Counter:
    """Counts the steps, tells of each, and lets the fault come."""

    fault: Fault | None
    at: int
    told: int
    looked_at: str
    taken: int = 0
    within: bool = False

    def step(self, name: str) -> None:
        if self.within:
            return
        self.taken += 1
        os.write(self.told, f"{name}\n".encode())
        on = isinstance(self.fault, Refused) and self.fault.on
        if self.fault and self.at and (self.taken == self.at or (on and self.taken > self.at)):
            self.within = True
            try:
                self.fault(name)
            finally:
                self.within = False

    def watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in STEPS:
            self.step(event)
        elif event == "open" and isinstance(arguments[0], str) and not arguments[0].startswith("/dev/"):
            if arguments[2] & (os.O_WRONLY | os.O_RDWR):
                self.step(event)
            elif self.looked_at and os.path.abspath(arguments[0]).startswith(self.looked_at):  # noqa: PTH100
                self.step("read")


def _play(folder: Path, words: tuple[str, ...], counter: _Counter, ends: list[int]) -> None:
    code: object = 70
    try:
        os.chdir(folder)
        for number, end in enumerate(ends, 1):
            os.dup2(end, number)
        sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
        sys.dont_write_bytecode = True
        sys.argv = ["jiedui", *words]
        _count_writes(counter)
        sys.addaudithook(counter.watch)
        code = 0
        if isinstance(counter.fault, Later):
            counter.fault("")
        main.main()
    except SystemExit as left:
        code = left.code
    except BaseException:
        import traceback

        traceback.print_exc()
        code = 70
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code if isinstance(code, int) else 71)


def _count_writes(counter: _Counter) -> None:
    """Let writing to a file, and making sure of it, be steps."""
    opened, synced = io.open, os.fsync

    class Disk(io.FileIO):
        def write(self, data: Any) -> int:
            try:
                counter.step("write")
            except OSError:
                if isinstance(counter.fault, Short):
                    super().write(bytes(data)[: len(data) // 2])
                raise
            return super().write(data)

    def opens(file: Any, mode: str = "r", buffering: int = -1, *more: Any, **named: Any) -> Any:
        if isinstance(file, int) or not set(mode) & set("wax+") or buffering != -1:
            return opened(file, mode, buffering, *more, **named)
        raw = Disk(file, mode.replace("b", "").replace("t", ""))
        stream: Any = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return stream if "b" in mode else io.TextIOWrapper(stream, *more, **named)

    def syncs(handle: int) -> None:
        counter.step("fsync")
        synced(handle)

    io.open, builtins.open, os.fsync = opens, opens, syncs  # type: ignore[assignment]
