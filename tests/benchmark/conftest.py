"""A workbench whose ledger is there and whose commands are written down instead of run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jiedui.benchmark import workbench
from jiedui.benchmark.process import ProcessRun
from jiedui.benchmark.workbench import Workbench
from jiedui.demo.source import read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from jiedui.records.schema import SchemaLibrary


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What was to be run, each command with its words."""
    found: list[list[str]] = []

    def measure(
        command: Sequence[str], given: str = "", cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> ProcessRun:
        assert cwd
        assert env
        assert env["JIEDUI_CACHE"].endswith("cache")
        found.append([*command])
        return ProcessRun(2, 3, 40 + len(given))

    monkeypatch.setattr(workbench, "measure", measure)
    return found


@pytest.fixture
def bench(tmp_path: Path, shipped_root: Path, library: SchemaLibrary) -> Workbench:
    """A workbench of ten households."""
    return Workbench.of(tmp_path, library, read(shipped_root, library), 10, 20)
