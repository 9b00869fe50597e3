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
    assert lines[3].endswith("2025-09-03-2 的联系（2025Q3，已经结束）：整份不见了")
    assert any(line.endswith("门牌组别：3组12号 → 3组13号") for line in lines)


def test_a_version_that_nobody_knows_is_refused(run: Run, committed: Path) -> None:
    done = run("review", "--since", "nothing", *DAY)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "不能运行：Git 里查不到版本 nothing。\n"
    assert committed.is_dir()


@pytest.mark.parametrize("beside", [("--all",), ("--format", "md")])
def test_what_would_not_be_said_is_not_asked_for(run: Run, committed: Path, beside: tuple[str, ...]) -> None:
    done = run("review", "--since", "HEAD", "--automerge", *beside, *DAY)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "不能运行：--automerge 只说要不要等人看，不和 --all、--format 一起用。\n"
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


def test_whether_somebody_has_to_look_is_told_with_a_code_and_reasons(
    run: Run, committed: Path, edit: Edit, git: Callable[..., str]
) -> None:
    text = (committed.parent / VISITS / "2025-09-03.yml").read_text("utf-8")
    text = text.replace("2025-09-03", "2026-11-05").replace("2025-09-04", "2026-11-05")
    (committed.parent / VISITS / "2026-11-05.yml").write_text(text, "utf-8")
    asked = ("review", "--since", "HEAD", "--automerge", *DAY)
    done = run(*asked, "--unit", "yueyanglou")
    assert (done.returncode, done.stdout) == (
        0, "不用等人看：只有一个残联新的走访，检查没有问题，没有动已经结束的季度。\n",
    ), done.stdout  # fmt: skip
    done = run(*asked, "--unit", "pingjiang")
    assert (done.returncode, done.stdout) == (1, "要有人看过再合并：\n- 不是平江县的户。\n")
    done = run(*asked, "--unit", "nowhere")
    assert (done.returncode, done.stderr) == (2, "不能运行：没有代号是 nowhere 的残联。\n")
    edit("records/yueyanglou/households/YYL-2A3C/household.yml", "3组12号", "3组13号")
    later = git("commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "别人的").strip()
    done = run("review", "--since", later, "--automerge", *DAY)
    assert (done.returncode, done.stdout.splitlines()[1:]) == (
        1, [
            "- 主分支上又有了新的改动，先合并到这个分支。", "- 不只是新的走访，还动了别的文件 1 份。",
            "- 改了的内容：1 处。",
        ],
    )  # fmt: skip
