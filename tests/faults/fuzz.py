"""Run the commands on what nobody means, over and over, and hold them to what they promise.

    .venv/bin/python tests/faults/fuzz.py --seconds 3600 --seed 7      # what was found stands in build/fuzz/
    .venv/bin/python tests/faults/fuzz.py --again record:7:1234       # that one case once more

Whatever a file, a cell, an option or a history says: no traceback, no run without an end, no number of a person in what
is said, nothing lost and nothing half written, records in canonical form, and the same answer a second time.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # where it is run as a program

from tests.faults.fuzzing.bench import Bench, BrokenPromiseError, Case, EndlessError  # noqa: E402
from tests.faults.fuzzing.books import book_cells, listed  # noqa: E402
from tests.faults.fuzzing.histories import history  # noqa: E402
from tests.faults.fuzzing.options import options  # noqa: E402
from tests.faults.fuzzing.records import record_bytes, record_data, taken  # noqa: E402
from tests.faults.fuzzing.tokens import tokens  # noqa: E402

from jiedui.cli import progress  # noqa: E402

KINDS: dict[str, Callable[[Case], None]] = {
    "bytes": record_bytes, "data": record_data, "take": taken, "book": book_cells, "list": listed, "options": options,
    "history": history, "sealed": tokens,
}  # fmt: skip


class Finding(NamedTuple):
    """A case in which a promise was broken: its name, by which it is played again, and what was seen."""

    name: str
    what: str
    shown: str


def play(bench: Bench, name: str, keep: Path | None = None) -> Finding | None:
    """Play a case (``kind:seed:number``); return what it found, and keep its folder where that is wished."""
    kind, _, _ = name.partition(":")
    with tempfile.TemporaryDirectory(prefix="fuzz-") as made:
        folder = Path(made) / "甲" / "乙"
        shutil.copytree(bench.folder, folder)
        case = Case(bench, folder, Random(name))
        try:
            KINDS[kind](case)
        except BrokenPromiseError as broken:
            found = Finding(name, str(broken.args[0]), "\n".join(map(repr, broken.args[1:])))
        except EndlessError as endless:
            found = Finding(name, "hang", repr(endless.args) + traceback.format_exc())
        except Exception:
            found = Finding(name, "traceback", traceback.format_exc())
        else:
            return None
        if keep:
            shutil.copytree(made, keep / name.replace(":", "-"), symlinks=True, dirs_exist_ok=True)
        return found


def fuzz(bench: Bench, kinds: list[str], seed: str, seconds: float, start: int = 0) -> Iterator[Finding | str]:
    """Play cases of the kinds in turn for so many seconds; yield the name of each, and what it found behind it."""
    until, number = time.monotonic() + seconds, start
    while time.monotonic() < until:
        for kind in kinds:
            yield (name := f"{kind}:{seed}:{number}")
            if found := play(bench, name):
                yield found
        number += 1


def watched(bench: Bench, kinds: list[str], seed: str, seconds: float) -> Iterator[Finding | str]:
    """Play cases as :func:`fuzz` does, in a process of its own: what ends that is a finding, and another goes on."""
    until, name = time.monotonic() + seconds, f"{kinds[0]}:{seed}:-1"
    while time.monotonic() < until:
        read, write = os.pipe()
        if (child := os.fork()) == 0:
            with os.fdopen(write, "w") as told:
                for said in fuzz(bench, kinds, seed, until - time.monotonic(), int(name.rpartition(":")[2]) + 1):
                    print(json.dumps(said), file=told, flush=True)
            os._exit(0)
        os.close(write)
        with os.fdopen(read) as told:
            for line in told:
                said = json.loads(line)
                name = said if isinstance(said, str) else name
                yield said if isinstance(said, str) else Finding(*said)
        if status := os.waitpid(child, 0)[1]:
            yield Finding(name, "ended", f"by {os.waitstatus_to_exitcode(status)}")


def run() -> None:
    """Run as a program."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--seed", default="1")
    asked.add_argument("--kind", action="append", choices=KINDS)
    asked.add_argument("--again")
    asked.add_argument("--out", type=Path, default=ROOT / "build" / "fuzz")
    given = asked.parse_args()
    progress.PATIENCE = math.inf
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench.at(Path(folder) / "bench")
        if given.again:
            found = play(bench, given.again, given.out)
            print(found and f"{found.what}\n{found.shown}")
            return
        began, runs, whats = time.monotonic(), Counter[str](), Counter[str]()
        with (given.out / f"{given.seed}.txt").open("a", encoding="utf-8") as log:
            for said in watched(bench, given.kind or [*KINDS], given.seed, given.seconds):
                if isinstance(said, str):
                    runs[said.partition(":")[0]] += 1
                else:
                    whats[said.what] += 1
                    print(f"== {said.name} {said.what}\n{said.shown}\n", file=log, flush=True)
                if sum(runs.values()) % 50 == 0:
                    line = f"{time.monotonic() - began:.0f} s: {runs.total()} {dict(runs)}; found {dict(whats)}"
                    (given.out / f"{given.seed}.status").write_text(line + "\n", "utf-8")
        print(f"{time.monotonic() - began:.0f} s: {runs.total()} {dict(runs)}; found {dict(whats)}")


if __name__ == "__main__":
    run()
