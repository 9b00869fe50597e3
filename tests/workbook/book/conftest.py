"""A small valid ledger that the workbook is made of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def book_root(repo_root: Path, policy_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three federations, six households and seven visits. Nobody may change it."""
    root = tmp_path_factory.mktemp("book") / "records"
    shutil.copytree(repo_root / "tests" / "rules" / "base", root)
    shutil.copytree(policy_root / "policy", root / "policy")
    return root
