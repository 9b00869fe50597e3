"""One run of the benchmark: ledgers are generated, each row is measured, and told as soon as it is."""

from __future__ import annotations

import compileall
import os
import platform
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import jiedui
from jiedui.benchmark.result import Result, exponent
from jiedui.benchmark.rows import grown, once, rostered
from jiedui.benchmark.search import search
from jiedui.benchmark.workbench import Workbench
from jiedui.demo.source import read
from jiedui.model.time import today
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jiedui.benchmark.rows import BenchRow

# Visits of a household in the ledgers that growth is told by: with twenty, those of 20,000 would go into no workbook.
GROWN = 3


def run(  # noqa: PLR0913  (sizes and place)
    households: int,
    visits: int,
    records: Path,
    tell: Callable[[str], None],
    others: Sequence[int] = (),
    roster: int = 0,
) -> Result:
    """Measure a ledger of ``households`` and ``visits``, and what grows in ledgers of ``others`` households.

    These have a few visits for each household. With a ``roster``, a ledger of so many is measured, too, of whom only
    ``households`` are paired. ``records`` lends its policy and divisions; ``tell`` is told each row in words. Raises
    :class:`~jiedui.benchmark.process.FailedRunError` where a command does not do what is measured.
    """
    library = SchemaLibrary(default_folder())
    source = read(records, library)
    # What the first start after a change compiles is no part of what a command takes.
    compileall.compile_dir(Path(jiedui.__file__).parent, quiet=2)

    @contextmanager
    def generated(households: int, visits: int, roster: int = 0) -> Iterator[Workbench]:
        with tempfile.TemporaryDirectory() as folder:
            bench = Workbench.of(Path(folder), library, source, households, visits, roster)
            tell(ledger_words(bench))
            yield bench

    def told(rows: Iterable[BenchRow]) -> Iterator[BenchRow]:
        for row in rows:
            tell(line(row))
            yield row

    times: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for size in others:
        with generated(size, GROWN * size) as bench:
            for row in told(grown(bench)):
                times[row.key][size] = row.run.cpu
    with generated(households, visits) as bench:
        ledger, rows = ledger_words(bench), [*told(grown(bench))]
        for words in search(bench.folder / "docs" / "assets"):
            tell(words)
        rows += told(once(bench))
    if roster:
        with generated(households, visits, roster) as bench:
            ledger += f"; whole roster: {ledger_words(bench)}"
            rows += told(rostered(bench))
    growth = {key: round(exponent([*by], [*by.values()]), 3) for key, by in times.items() if len(by) > 1}
    return Result(
        day=today().isoformat(), machine=machine(), ledger=ledger, rows=tuple(map(_short, rows)), growth=growth
    )


def machine() -> str:
    """Return the machine in words."""
    return f"{os.cpu_count()} processors {platform.machine()}, Python {platform.python_version()}"


def ledger_words(bench: Workbench) -> str:
    """Return the size of a ledger in words."""
    visits = sum(place.kind == "visit" for place in bench.places)
    return f"{len(bench.places)} files: {bench.households} households, {visits} visits"


def line(row: BenchRow) -> str:
    """Return a row in words."""
    run = row.run
    return f"{row.name:<54}{run.wall:9.2f} s {run.cpu:9.2f} s {run.peak:7.0f} MiB"


def _short(row: BenchRow) -> BenchRow:
    """Return a row with no more digits than are worth keeping."""
    run = row.run
    return replace(row, run=replace(run, wall=round(run.wall, 3), cpu=round(run.cpu, 3), peak=round(run.peak)))
