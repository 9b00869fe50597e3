"""The office's repository: a ledger under Git in which bulletins are frozen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.check import run
from jiedui.model.time import Quarter
from jiedui.records import reader
from jiedui.records.finding import Finding
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.bulletin import freeze

Git = Callable[..., str]


class Office:
    """The office's repository, with the ledger in ``records/``."""

    def __init__(self, folder: Path, world: Any, library: SchemaLibrary, git: Git) -> None:
        self.folder, self.world, self.library, self.git = folder, world, library, git
        self.root = folder / "records"

    def commit(self, what: str = "记录") -> str:
        """Write the world and commit it."""
        self.world.write(self.root, self.library)
        self.git(self.folder, "add", ".")
        self.git(self.folder, "commit", "-q", "--allow-empty", "-m", what)
        return self.git(self.folder, "rev-parse", "HEAD")

    def freeze(self, quarter: Quarter, today: date) -> Path:
        """Freeze a quarter and commit the file."""
        file = freeze.store(self.root, self.library, quarter, today)
        self.world.bulletin(self.stored(quarter))
        self.git(self.folder, "add", ".")
        self.git(self.folder, "commit", "-q", "-m", f"{quarter}")
        return file

    def clone(self, folder: Path, *options: str) -> Path:
        """Clone the repository as another office would over the network; return the clone's ledger."""
        self.git(self.folder, "clone", "-q", *options, self.folder.as_uri(), str(folder))
        return folder / "records"

    def stored(self, quarter: Quarter) -> dict[str, Any]:
        """The record of a frozen bulletin as it stands in its file."""
        file = self.root / "city" / "bulletins" / f"{quarter}.yml"
        judged = reader.parse(file.read_text("utf-8"), file.name, self.library["bulletin"])
        assert judged.data is not None, judged.findings
        return judged.data

    def findings(self, *rules: str) -> list[Finding]:
        found = run(self.root, self.library, date(2026, 11, 23)).findings
        return [
            finding for finding in found if finding.rule.id in (rules or ("bulletin-differs", "bulletin-unverified"))
        ]


@pytest.fixture
def office(repository: Path, quarter_world: Any, library: SchemaLibrary, git: Git) -> Office:
    office = Office(repository, quarter_world, library, git)
    office.commit()
    return office
