"""What a run of the benchmark found, dated, with the machine: kept as JSON, told as a table, held against another."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from math import log
from typing import TYPE_CHECKING, Any

from jiedui.benchmark.process import ProcessRun
from jiedui.benchmark.rows import BARE, BenchRow

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence
    from pathlib import Path

# From so many times the earlier ratio on, one is told to have got worse. What is faster than a start of Python by a
# little, or by much, is so by chance.
WORSE = 1.2


@dataclass(frozen=True, kw_only=True)
class Result:
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
        """How many times as long each took as the bare parse."""
        bare = next(row.run for row in self.rows if row.key == BARE)
        return {row.key: row.beside(bare) for row in self.rows}

    def worse_than(self, earlier: Result) -> Iterator[str]:
        """Yield in words each ratio that is by a fifth or more above that of an ``earlier`` run."""
        known = earlier.ratios
        for key, ratio in self.ratios.items():
            if key in known and ratio >= known[key] * WORSE:
                name = next(row.name for row in self.rows if row.key == key)
                yield f"{name}: {ratio:.3f} × the bare parse, {known[key]:.3f} on {earlier.day}"

    def write(self, file: Path) -> None:
        """Keep the run as JSON."""
        file.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", "utf-8")

    @classmethod
    def read(cls, file: Path) -> Result:
        """Return the run that was kept; raise ``OSError`` or ``ValueError`` where there is none."""
        try:
            data: dict[str, Any] = json.loads(file.read_text("utf-8"))
            rows = (BenchRow(**{**row, "run": ProcessRun(**row["run"])}) for row in data.pop("rows"))
            return cls(**data, rows=tuple(rows))
        except (KeyError, TypeError, AttributeError, StopIteration) as error:
            raise ValueError("no result of the benchmark") from error

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
