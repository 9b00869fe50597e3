"""A small valid ledger that the workbook is made of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def book_root(put_base: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three federations, six households and seven visits. Nobody may change it."""
    return put_base(tmp_path_factory.mktemp("book") / "records")
