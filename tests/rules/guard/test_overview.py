"""What a change brings, counted by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jiedui.model.ledger import Ledger
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.rules.change import change_since
from jiedui.rules.guard.overview import overview

VISITS = "yueyanglou/households/YYL-4D5E/visits"


def lines(ledger: Path, library: SchemaLibrary, since: str, *, judged: bool = True) -> list[str]:
    found = Ledger.of(read_ledger(ledger, library)) if judged else None
    return list(overview(change_since(ledger, since, library), ledger, found, library))


def test_records_are_counted_by_federation_and_kind(
    ledger: Path, library: SchemaLibrary, committed: str, patcher: Any
) -> None:
    for day in ("2026-03-05", "2026-03-06"):
        patcher.apply({"copy": {f"{VISITS}/2025-09-03.yml": f"{VISITS}/{day}.yml"}})
    patcher.apply({"delete": [f"{VISITS}/2025-09-03-2.yml"]})
    patcher.apply({"file": "yueyanglou/households/YYL-2A3C/household.yml", "replace": {"3组12号": "3组13号"}})
    patcher.apply({"file": "policy/service.yml", "set": {"levels.0.days": 25}})
    patcher.apply({"write": {"../README.md": "x", "city/照片.jpg": "x"}})
    assert lines(ledger, library, committed) == [
        "市残联：别的文件新增 1 份。",
        "岳阳楼区：帮扶对象家庭修改 1 份，走访联系新增 2 份、删除 1 份。",
        "政策和名录：办理时限和工作日修改 1 份。",
        "台账以外：别的文件新增 1 份。",
    ]
    assert lines(ledger, library, committed, judged=False)[0] == "city：别的文件新增 1 份。"


def test_what_git_was_told_to_forget_is_gone(ledger: Path, library: SchemaLibrary, committed: str, git: Any) -> None:
    git("rm", "--quiet", "--cached", f"records/{VISITS}/2025-09-03.yml")
    (ledger.parent / ".gitignore").write_text("2025-09-03.yml\n", "utf-8")
    assert lines(ledger, library, committed) == ["岳阳楼区：走访联系删除 1 份。", "台账以外：别的文件新增 1 份。"]


def test_of_nothing_nothing_is_said(ledger: Path, library: SchemaLibrary, committed: str) -> None:
    assert lines(ledger, library, committed) == []
