"""A small ledger whose files may be edited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def root(put_base: Callable[[Path], Path], tmp_path: Path) -> Path:
    """The ledger of ``tests/rules/base``, with the policy as shipped."""
    return put_base(tmp_path / "records")
