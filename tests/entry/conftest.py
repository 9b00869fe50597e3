"""A copy of the small valid ledger of ``tests/rules/base``, with the policy as shipped, and its records as read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.migrations.reading import read
from jiedui.records.reader import Records, read_ledger
from jiedui.records.schema import SchemaLibrary


@pytest.fixture
def ledger(repo_root: Path, policy_root: Path, tmp_path: Path) -> Path:
    root = tmp_path / "records"
    shutil.copytree(repo_root / "tests" / "rules" / "base", root)
    shutil.copytree(policy_root / "policy", root / "policy")
    return root


@pytest.fixture
def records(ledger: Path, library: SchemaLibrary) -> Callable[[], Records]:
    """Read the ledger as it is now."""
    return lambda: read_ledger(ledger, library, read=read)
