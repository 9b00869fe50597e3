"""The ledger of 2026Q3 under Git, committed on a day of one's own choice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.records.schema import SchemaLibrary

CommitOn = Callable[..., str]


@pytest.fixture
def root(repository: Path) -> Path:
    return repository / "records"


@pytest.fixture
def commit_on(
    root: Path, quarter_world: Any, library: SchemaLibrary, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> CommitOn:
    """Write the world and commit it at a moment: ``commit_on("2026-09-30T23:59:59+08:00")`` returns the tree."""

    def commit(moment: str) -> str:
        quarter_world.write(root, library)
        monkeypatch.setenv("GIT_COMMITTER_DATE", moment)
        monkeypatch.setenv("GIT_AUTHOR_DATE", moment)
        git(root.parent, "add", ".")
        git(root.parent, "commit", "-q", "--allow-empty", "-m", moment)
        return git(root.parent, "rev-parse", "HEAD:records")

    return commit
