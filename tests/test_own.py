"""A ledger of one's own: founded, written into, published, frozen and upgraded, with nothing of this checkout."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests import own


@pytest.mark.engine
def test_a_ledger_is_founded_and_upgraded(wheel: Path, tmp_path: Path) -> None:
    run = own.play(wheel, tmp_path)
    assert list(run.seconds) == [
        "wheel: install", "init", "check, empty", "records, fmt", "check", "site", "cards", "bulletin: freeze",
        "upgrade", "check, bulletin: verify",
    ]  # fmt: skip
    log = subprocess.run(["git", "log", "--format=%s"], cwd=run.ledger, capture_output=True, text=True, check=True)
    assert log.stdout.splitlines() == ["升级到 99.0", "冻结 2026 年第三季度通报", "登记第一户", "建账"]
