"""A workbench whose ledger is there and whose commands are written down instead of run."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jiedui.benchmark import workbench
from jiedui.benchmark.process import ProcessRun
from jiedui.benchmark.workbench import Workbench
from jiedui.demo.source import read

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from jiedui.records.schema import SchemaLibrary


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What was to be run, each command with its words."""
    found: list[list[str]] = []

    def measure(
        command: Sequence[str], given: str, cwd: Path, env: Mapping[str, str], sound: Container[int]
    ) -> ProcessRun:
        assert cwd
        assert 0 in sound
        assert env
        assert env["JIEDUI_CACHE"].endswith("cache")
        found.append([*command])
        if "--apply" in command:
            empty = Path(command[command.index("--records") + 1])
            shutil.copytree(empty.parent / "records", empty, dirs_exist_ok=True)
        return ProcessRun(2, 3, 40 + len(given))

    monkeypatch.setattr(workbench, "measure", measure)
    return found


@pytest.fixture
def bench(tmp_path: Path, shipped_root: Path, library: SchemaLibrary) -> Workbench:
    """A workbench of ten households."""
    return Workbench.of(tmp_path, library, read(shipped_root, library), 10, 20)
