"""``jiedui retention``: the records that are kept for too long; the ledger itself stays as it is."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_who_left_three_years_before_is_listed_and_nothing_deleted(run: Run, ledger: Path) -> None:
    """YYL-B-4D5E left on 2025-08-31. PJ-4K5M was closed before, but the family goes on in another federation."""
    files = {path: path.read_bytes() for path in ledger.rglob("*.yml")}
    done = run("retention", "--as-of", "2028-08-31")
    assert (done.returncode, done.stderr) == (0, "")
    assert "没有保存期满的记录。" in done.stdout
    done = run("retention", "--as-of", "2028-09-01")
    assert (done.returncode, done.stderr) == (0, "")
    assert "保存期满的有 0 户、1 名责任人。" in done.stdout
    assert done.stdout.endswith(
        "\n## 岳阳楼区\n\n"
        "- 责任人 `YYL-B-4D5E`：2025年8月31日离岗，保存到 2028年8月31日。还有 1 户没有到期的记录写着这个编号。\n"
    )
    assert {path: path.read_bytes() for path in ledger.rglob("*.yml")} == files
