"""A real repository with a ledger in it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A new repository with a ledger in it that has one commit, ``v1``; the fixture runs Git there."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "t")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "t@example.invalid")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def call(*arguments: str) -> str:
        command = ["git", "-C", str(tmp_path), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    call("init", "--quiet", "--initial-branch=main")
    for name in ("records/平江县 一.yml", "records/a/b.yml", "records/a/c.yml", "README.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{name}\n" * 9, "utf-8")
    (tmp_path / ".gitignore").write_text("*.tmp\n", "utf-8")
    call("add", ".")
    call("commit", "--quiet", "--message=一")
    call("tag", "v1")
    return call


@pytest.fixture
def records(git: Git) -> Path:
    return Path(git("rev-parse", "--show-toplevel")) / "records"
