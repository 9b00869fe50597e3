"""A small ledger whose files may be edited."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def root(repo_root: Path, policy_root: Path, tmp_path: Path) -> Path:
    """The ledger of ``tests/rules/base``, with the policy as shipped."""
    root = tmp_path / "records"
    shutil.copytree(repo_root / "tests" / "rules" / "base", root)
    shutil.copytree(policy_root / "policy", root / "policy")
    return root
