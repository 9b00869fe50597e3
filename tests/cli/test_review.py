"""``jiedui review`` in a real repository: a page for whoever has to agree to a change."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]
Edit = Callable[[str, str, str], Path]

VISITS = "records/yueyanglou/households/YYL-4D5E/visits"
DAY = ("--as-of", "2026-11-23")


def test_a_change_that_is_not_committed_yet_is_told(run: Run, committed: Path, edit: Edit) -> None:
    edit("records/yueyanglou/households/YYL-2A3C/household.yml", "3组12号", "3组13号")
    (committed.parent / VISITS / "2025-09-03-2.yml").unlink()
    done = run("review", "--since", "HEAD", *DAY)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[1:3] == ["- 岳阳楼区：帮扶对象家庭修改 1 份，走访联系删除 1 份。", "请先看这 1 处："]
    assert lines[3].startswith("! 删掉的｜")
    assert "2025-09-03-2 的走访记录不见了" in lines[3]
    assert any(line.endswith("门牌组别：3组12号 → 3组13号") for line in lines)


def test_a_version_that_nobody_knows_is_refused(run: Run, committed: Path) -> None:
    done = run("review", "--since", "nothing", *DAY)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "不能运行：Git 里查不到版本 nothing。\n"
    assert committed.is_dir()


@pytest.mark.parametrize(("kind", "first"), [("md", "### 这次改动，和 "), ("html", "<!doctype html>")])
def test_it_is_written_for_a_forge_and_for_a_browser(
    run: Run, committed: Path, edit: Edit, kind: str, first: str
) -> None:
    edit(f"{committed.name}/yueyanglou/households/YYL-2A3C/household.yml", "3组12号", "3组13号")
    done = run("review", "--since", "HEAD", "--format", kind, *DAY)
    assert done.returncode == 0
    assert done.stdout.startswith(first)
    assert "门牌组别：3组12号 → 3组13号" in done.stdout
