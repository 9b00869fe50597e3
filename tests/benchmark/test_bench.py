"""One run: the rows of every size, their growth, and what is told meanwhile."""

from __future__ import annotations

import compileall
from typing import TYPE_CHECKING

from jiedui import benchmark
from jiedui.benchmark import bench, yardsticks

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_each_size_is_measured_and_told(
    shipped_root: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yardsticks, "PAGES", 1)
    monkeypatch.setattr(bench, "search", lambda _: ["search: none"])
    compiled: list[Path] = []
    monkeypatch.setattr(compileall, "compile_dir", lambda folder, **_: compiled.append(folder))
    told: list[str] = []
    found = benchmark.run(20, 20, shipped_root, told.append, [10, 12], 30)
    small, middle, large, whole = (line for line in told if "households, " in line)
    assert "10 households, 30 visits" in small
    assert "12 households, 36 visits" in middle
    assert "20 households, 20 visits" in large
    assert "30 households, 20 visits" in whole
    assert found.ledger == f"{large}; whole roster: {whole}"
    assert told.count("search: none") == 1
    assert found.growth["check"] == 0  # each command takes three seconds here
    assert "start" not in found.growth
    assert {row.key for row in found.rows} > {"bare", "check", "start", "scan", "roster-check"}
    assert commands
    assert (compiled[0] / "benchmark" / "bench.py").is_file()
