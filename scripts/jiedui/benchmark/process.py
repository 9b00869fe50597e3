"""What a process takes: time on the clock, time of the processors, memory, those that it starts included."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from pathlib import Path

# A process is told the highest memory of whatever started it as its own, so a small one starts what is measured. Where
# Linux tells the share that each process has of the memory, those of all that run at once are added up now and then.
_LAUNCHER = """
import json, os, subprocess, sys, time

def family(pid):
    children = []
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):  # each may have started some
            with open(f"/proc/{pid}/task/{thread}/children") as told:
                children += told.read().split()
        with open(f"/proc/{pid}/smaps_rollup") as told:
            share = sum(int(line.split()[1]) for line in told if line.startswith("Pss:"))
    except OSError:
        return 0
    return share + sum(map(family, children))

unit = 1024 if sys.platform == "darwin" else 1
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=sys.stderr)
peak = pause = 0
while True:
    ended, status, usage = os.wait4(process.pid, os.WNOHANG)
    if ended:
        break
    pause = min(0.2, pause + 0.002)
    time.sleep(pause)
    peak = max(peak, family(process.pid))
wall = time.perf_counter() - start
peak = max(peak, usage.ru_maxrss / unit)
print(json.dumps([wall, usage.ru_utime + usage.ru_stime, peak / 1024, os.waitstatus_to_exitcode(status)]))
"""


# As much of what a command said as tells why it failed.
_TOLD = 2000


class FailedRunError(Exception):
    """A command did not do what was to be measured: the message tells which, and the end of what it said."""


@dataclass(frozen=True, slots=True)
class ProcessRun:
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
    launched = [sys.executable, "-I", "-c", _LAUNCHER, *command]
    told = subprocess.run(launched, input=given.encode(), cwd=cwd, env=env, capture_output=True, check=True)
    *figures, code = json.loads(told.stdout)
    if code not in sound:
        said = told.stderr.decode("utf-8", "replace")[-_TOLD:]
        raise FailedRunError(f"{' '.join(command)[:_TOLD]} (exit {code})\n{said}")
    return ProcessRun(*figures)
