"""What a process takes: time on the clock, time of the processors, memory, those that it starts included."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

# A process is told the highest memory of whatever started it as its own, so a small one starts what is measured.
_LAUNCHER = Path(__file__).with_name("launcher.py")
# As much of what a command said as tells why it failed.
_TOLD = 2000


class FailedRunError(Exception):
    """A command did not do what was to be measured: the message tells which, and the end of what it said."""


class ProcessRun(Struct, frozen=True):
    """One measured process with all that it started: seconds by the clock and of the processors, highest MiB."""

    wall: float
    cpu: float
    peak: float

    def __add__(self, other: ProcessRun) -> ProcessRun:
        """Return both, one after the other."""
        return ProcessRun(self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak))

    def __sub__(self, other: ProcessRun) -> ProcessRun:
        """Return what this took more than another."""
        return ProcessRun(self.wall - other.wall, self.cpu - other.cpu, max(self.peak, other.peak))

    @classmethod
    def least(cls, runs: Iterable[ProcessRun]) -> ProcessRun:
        """Return the least that any of several runs of one thing took, and the most memory that any of them held."""
        walls, cpus, peaks = zip(*((run.wall, run.cpu, run.peak) for run in runs), strict=True)
        return cls(min(walls), min(cpus), max(peaks))

    def times(self, factor: float) -> ProcessRun:
        """Return what so many times as much would take."""
        return ProcessRun(self.wall * factor, self.cpu * factor, self.peak)


def measure(
    command: Sequence[str],
    given: str = "",
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    sound: Container[int] = (0,),
) -> ProcessRun:
    """Run ``command`` with ``given`` on its standard input; raise :class:`FailedRunError` for another end than these.

    What it says is dropped, where it does what it is to do.
    """
    launched = [sys.executable, "-I", str(_LAUNCHER), *command]
    told = subprocess.run(launched, input=given.encode(), cwd=cwd, env=env, capture_output=True, check=True)
    wall, cpu, most, code = json.loads(told.stdout)
    if code not in sound:
        said = told.stderr.decode("utf-8", "replace")[-_TOLD:]
        raise FailedRunError(f"{' '.join(command)[:_TOLD]} (exit {code})\n{said}")
    return ProcessRun(wall, cpu, most / 1024)
