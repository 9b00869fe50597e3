"""The hooks before a commit do what CI does, to what is staged."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

VISIT = (
    'date: "2026-10-16"\nby: YY-B-2222\nchannel: 打电话\nreached: true\ncounterpart: 本人\nentered_on: "2026-10-16"\n'
)


@pytest.fixture
def clone(repo_root: Path, shipped_root: Path, policy_root: Path, tmp_path: Path) -> Path:
    """A repository with the hooks, the policy and nothing staged; its environment is the one that runs the tests."""
    shutil.copytree(policy_root / "policy", tmp_path / "records" / "policy")
    shutil.copy(policy_root / "divisions.yml", tmp_path / "records")
    shutil.copytree(shipped_root / "city", tmp_path / "records" / "city")
    for name in (".pre-commit-config.yaml", "pyproject.toml"):
        shutil.copy(repo_root / name, tmp_path)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    return tmp_path


def hook(clone: Path, path: str, text: str) -> subprocess.CompletedProcess[str]:
    """Stage one file and run the hooks on what is staged."""
    target = clone / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    subprocess.run(["git", "add", path, ".pre-commit-config.yaml"], cwd=clone, check=True)
    command = [sys.executable, "-m", "pre_commit", "run", "--color", "never"]
    return subprocess.run(command, cwd=clone, capture_output=True, text=True, timeout=120, check=False)


def test_a_faulty_record_is_stopped_with_the_words_of_the_check(clone: Path) -> None:
    path = "records/city/households/YY-7K3Q/visits/2026-10-16.yml"
    done = hook(clone, path, VISIT)
    assert done.returncode == 1
    assert f"{path}:3:1: 错误 channel（联系方式）填的不在可选范围内。" in done.stdout


def test_a_record_is_brought_into_canonical_form(clone: Path) -> None:
    unit = (clone / "records/city/unit.yml").read_text("utf-8")
    typed = "\n".join(line.partition("  #")[0] for line in unit.splitlines()) + "\n"
    assert typed != unit
    assert hook(clone, "records/city/unit.yml", typed).returncode == 1  # the file was changed: look, and stage it again
    assert (clone / "records/city/unit.yml").read_text("utf-8") == unit
    assert hook(clone, "records/city/unit.yml", unit).returncode == 0


def test_code_is_held_to_its_style(clone: Path) -> None:
    done = hook(clone, "scripts/tool.py", "import os\n")
    assert done.returncode == 1
    assert "F401" in done.stdout


def test_what_was_lost_is_told_before_a_push(clone: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.invalid", *arguments], cwd=clone, check=True
        )

    def pushed() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", "run", "--color", "never", "--hook-stage", "pre-push"]
        return subprocess.run(command, cwd=clone, capture_output=True, text=True, timeout=120, check=False)

    git("add", ".")
    git("commit", "--quiet", "--no-verify", "--message=一")
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    done = pushed()
    assert done.returncode == 0, done.stdout
    assert "ruff" not in done.stdout
    helper = next((clone / "records" / "city" / "helpers").iterdir())
    git("rm", "--quiet", str(helper))
    git("commit", "--quiet", "--no-verify", "--message=二")
    done = pushed()
    assert done.returncode == 1
    assert f"责任人 {helper.stem} 的档案不见了。" in done.stdout
