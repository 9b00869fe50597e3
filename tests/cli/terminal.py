"""Somebody at a terminal: a program on a pseudo-terminal, typed to and looked at."""

from __future__ import annotations

import codecs
import os
import pty
import select
import signal
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

# Seconds for which something is waited for.
PATIENCE = 20
CTRL_C, CTRL_D = "\x03", "\x04"


class Terminal:
    """Runs a program at a terminal of its own."""

    def __init__(self, words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        self.shown = ""
        self._text = codecs.getincrementaldecoder("utf-8")("replace")
        self.process, self._end = pty.fork()
        if not self.process:  # pragma: no cover  (in the process of the program)
            for number in (signal.SIGINT, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)  # also where the tests are run in the background
            os.chdir(folder)
            os.execve(words[0], [*words], {**environment, "TERM": "dumb"})

    def see(self, text: str) -> None:
        """Wait until a text is shown behind what was seen before."""
        until = time.monotonic() + PATIENCE
        while text not in self.shown:
            assert self._read(until), f"{text!r} is not shown: {self.shown}"
        self.shown = self.shown.partition(text)[2]

    def type(self, *lines: str) -> None:
        """Type lines, each with its end."""
        for line in lines:
            os.write(self._end, f"{line}\n".encode())

    def press(self, key: str) -> None:
        """Press a key that is no text, a moment after what was seen: a program asks just before it listens."""
        time.sleep(0.2)
        os.write(self._end, key.encode())

    def answer(self, *pairs: tuple[str, str]) -> None:
        """Wait for each question and type its answer."""
        for question, line in pairs:
            self.see(question)
            self.type(line)

    def leave(self) -> int:
        """Read to the end and return how the program ended; a signal that ended it is negative."""
        until = time.monotonic() + PATIENCE
        while self._read(until):
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])

    def close(self) -> int:
        """Close the terminal and return how the program ended."""
        os.close(self._end)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])

    def _read(self, until: float) -> bool:
        """Read what is shown next; return whether there may be more. ``until`` is the end of the patience."""
        if not select.select([self._end], [], [], max(0, until - time.monotonic()))[0]:
            os.kill(self.process, signal.SIGKILL)
            raise TimeoutError(self.shown)
        try:
            read = os.read(self._end, 65536)
        except OSError:  # nobody has the other end any more
            return False
        self.shown += self._text.decode(read).replace("\r\n", "\n")
        return bool(read)
