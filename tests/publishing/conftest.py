"""The small worlds of the reports, and no proxy of this machine between a test and its forge."""

from __future__ import annotations

import os

import pytest
from tests.reports.conftest import new_world, quarter_world, shipped, shipped_ledger, world

__all__ = ["new_world", "quarter_world", "shipped", "shipped_ledger", "world"]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
