"""``jiedui digest``: what it says of a ledger, and that a faulty one is none to tell of."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_it_tells_by_federation_what_to_do(run: Run) -> None:
    said = run("digest", "--as-of", "2026-11-23").stdout
    assert said.startswith("岳阳市残联结对帮扶台账，统计到 2026年11月23日。")
    assert "| 残联 | 严重逾期 | 逾期 | 快到期 | 未到期 |\n" in said
    assert [line for line in said.splitlines() if line.startswith("## ")] == ["## 市残联", "## 岳阳楼区", "## 平江县"]


def test_of_a_faulty_ledger_nothing_is_told(run: Run, edit: Callable[[str, str, str], Path]) -> None:
    edit("records/pingjiang/helpers/PJ-B-4K5M.yml", "id: ", "id：")
    done = run("digest")
    assert done.returncode == 1
    assert "records/pingjiang/helpers/PJ-B-4K5M.yml" in done.stdout
    assert "## " not in done.stdout
