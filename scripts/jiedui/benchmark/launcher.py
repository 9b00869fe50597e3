"""A program of its own, that starts another, waits for its end, and tells what it took; it loads as little as it can.

It prints a JSON list: seconds on the clock, seconds of the processors, the highest KiB of memory, the exit code. What
the other prints goes to the standard error.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

# Seconds between two looks at the memory. To look at one of much memory takes a twentieth of that, by a processor that
# the process may want: it has so many times as long to itself.
_PAUSE, _SPARING = 0.2, 50


def main() -> None:
    """Run what the command line names."""
    start = time.perf_counter()
    process = subprocess.Popen(sys.argv[1:], stdout=sys.stderr)
    peak, pause = 0, 0.0
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        time.sleep(pause)
        looked = time.perf_counter()
        peak = max(peak, shares(process.pid))
        pause = max(min(_PAUSE, pause + 0.002), _SPARING * (time.perf_counter() - looked))
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)  # it is waited for here, which Popen does not see
    most = max(peak, usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1))
    print(json.dumps([wall, usage.ru_utime + usage.ru_stime, most, process.returncode]))


def shares(pid: int) -> int:
    """Return the KiB of memory of a process and of all that it started, shared pages counted once.

    Zero where it has ended, or the system does not tell: only Linux does.
    """
    children: list[int] = []
    try:
        process = Path("/proc", str(pid))
        for thread in (process / "task").iterdir():  # each may have started some
            children += map(int, (thread / "children").read_text("ascii").split())
        told = (process / "smaps_rollup").read_text("ascii").splitlines()
        share = sum(int(line.split()[1]) for line in told if line.startswith("Pss:"))
    except OSError:
        return 0
    return share + sum(map(shares, children))


if __name__ == "__main__":
    main()
