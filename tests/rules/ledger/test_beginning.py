"""A ledger that cannot be read yet is mended first; one in use is not begun."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jiedui.rules.report import Report


def test_what_cannot_be_read_is_not_called_missing(ledger: Path, check: Callable[..., Report]) -> None:
    for unit in ("city", "pingjiang", "yueyanglou"):
        (ledger / unit / "unit.yml").write_text("id：坏的\n", "utf-8")
    assert not {"unit-none", "ledger-begun"} & {finding.rule.id for finding in check().findings}
