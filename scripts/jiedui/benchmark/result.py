"""What a run of the benchmark found, dated, with the machine: kept as JSON, told as a table, held against another."""

from __future__ import annotations

import json
from math import log
from typing import TYPE_CHECKING, Any

from jiedui.benchmark.process import ProcessRun
from jiedui.benchmark.rows import BenchRow
from jiedui.struct import Struct, asdict, field

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence
    from pathlib import Path

# From so many times the earlier ratio on, one is told to have got worse, where that is more seconds than these: what
# takes hardly longer than a start of Python varies by as much.
WORSE, LEAST = 1.2, 0.1


class Result(Struct, frozen=True, kw_only=True):
    """One run: its day, machine and ledger in words, its rows, and the growth of those measured in several sizes.

    A growth of 1 is that of the ledger: ten times the households and visits, ten times the time.
    """

    day: str
    machine: str
    ledger: str
    rows: tuple[BenchRow, ...]
    growth: Mapping[str, float] = field(default_factory=dict)

    @property
    def ratios(self) -> dict[str, float]:
        """How many times as long each took as the bare parse of its files."""
        runs = {row.key: row.run for row in self.rows}
        return {row.key: row.beside(runs[row.bare]) for row in self.rows}

    def worse_than(self, earlier: Result) -> Iterator[str]:
        """Yield in words each ratio that is by a fifth or more above that of an ``earlier`` run."""
        known, ratios = earlier.ratios, self.ratios
        for row in self.rows:
            now, before = ratios[row.key], known.get(row.key)
            if before is not None and now >= before * WORSE and row.took * (1 - before / now) >= LEAST:
                yield f"{row.name}: {now:.3f} × the bare parse, {before:.3f} on {earlier.day}"

    def write(self, file: Path) -> None:
        """Keep the run as JSON."""
        file.write_text(json.dumps(self, ensure_ascii=False, indent=1, default=asdict) + "\n", "utf-8")

    @classmethod
    def read(cls, file: Path) -> Result:
        """Return the run that was kept; raise ``OSError`` or ``ValueError`` where there is none."""
        try:
            data: dict[str, Any] = json.loads(file.read_text("utf-8"))
            rows = (BenchRow(**{**row, "run": ProcessRun(**row["run"])}) for row in data.pop("rows"))
            found = cls(**data, rows=tuple(rows))
            found.ratios  # noqa: B018  (each has what it is held against)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("no result of the benchmark") from error
        return found

    def table(self, keys: Container[str] = ()) -> Iterator[str]:
        """Yield the run as a Markdown table: all of it, or the rows of some keys."""
        yield f"{self.day}, {self.machine}; {self.ledger}."
        yield ""
        yield "| what | clock | processors | memory | × bare parse | growth |"
        yield "|---|--:|--:|--:|--:|--:|"
        for row in (row for row in self.rows if not keys or row.key in keys):
            run, ratio = row.run, self.ratios[row.key]
            grown = f"{self.growth[row.key]:.2f}" if row.key in self.growth else ""
            by = " (clock)" if row.by_clock else ""
            yield (
                f"| {row.name} | {run.wall:.2f} s | {run.cpu:.2f} s | {run.peak:.0f} MiB | {ratio:.3f}{by} | {grown} |"
            )


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """Return the power of the size that the time grows with, by least squares of the logarithms."""
    xs, ys = [log(size) for size in sizes], [log(time) for time in times]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)
