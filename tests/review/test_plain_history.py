from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from jiedui.review.git import GitUnavailableError
from jiedui.review.plain_history import plain_commits


def test_the_commits_are_told_that_say_of_a_household_in_the_clear_what_is_sealed_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "t")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "t@example.invalid")

    def commit(folder: str, text: str) -> str:
        home = tmp_path / "records" / folder / "households" / "PJ-4K5M"
        home.mkdir(parents=True, exist_ok=True)
        (home / "household.yml").write_text(text, "utf-8")
        for words in (("add", "-A"), ("commit", "-qm", "一")):
            subprocess.run(["git", "-C", str(tmp_path), *words], check=True)
        return subprocess.run(
            ["git", "-C", str(tmp_path), "rev-parse", "HEAD"], check=True, capture_output=True, text=True
        ).stdout.strip()

    with pytest.raises(GitUnavailableError):
        plain_commits(tmp_path, "PJ-4K5M")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    first = commit("pingjiang", "name: 示例藏\n")
    assert plain_commits(tmp_path / "records", "PJ-4K5M") == [first]
    commit("pingjiang", "name: 密封1.AAAA\n")
    moved = commit("yueyanglou", "name: 示例藏\n")
    assert plain_commits(tmp_path / "records", "PJ-4K5M") == [moved, first]
    assert plain_commits(tmp_path / "records", "PJ-2H3J") == []
