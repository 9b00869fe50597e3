"""What Git knows of merges: what came together, where the sides parted, and who took something away."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.review.merges import changed_between, fork, merge_commits, took_away

Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run Git in a new repository with a folder ``records``, in which there is one file."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "t")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "t@example.invalid")

    def call(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=tmp_path, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    call("init", "--quiet", "--initial-branch=main")
    write(tmp_path, call, "一")
    return call


def write(top: Path, git: Git, name: str, text: str | None = "x") -> str:
    """Write a file, or take it away, and commit that; the name of the commit."""
    (top / "records").mkdir(exist_ok=True)
    file = top / "records" / name
    if text is None:
        file.unlink()
    else:
        file.write_text(text, "utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--message", name)
    return git("rev-parse", "HEAD")


@pytest.fixture
def parted(tmp_path: Path, git: Git) -> tuple[str, str, str]:
    """A branch whose file 二 was merged and taken back, and goes on; its end, that of main, and the taking back."""
    git("checkout", "--quiet", "-b", "work")
    write(tmp_path, git, "二")
    git("checkout", "--quiet", "main")
    git("merge", "--quiet", "--no-ff", "--no-edit", "work")
    git("revert", "--no-edit", "-m", "1", "HEAD")
    taken = git("rev-parse", "HEAD")
    end = write(tmp_path, git, "三")
    git("checkout", "--quiet", "work")
    return write(tmp_path, git, "四"), end, taken


def test_merges_are_those_since_a_commit_with_what_came_together(
    tmp_path: Path, git: Git, parted: tuple[str, str, str]
) -> None:
    work, main, _ = parted
    git("merge", "--quiet", "--no-edit", "main")
    (merge,) = merge_commits(tmp_path, "main")
    assert (merge.name, merge.parents) == (git("rev-parse", "HEAD"), (work, main))
    assert merge.others(work) == (main,)
    assert list(merge_commits(tmp_path, "HEAD")) == []


def test_what_differs_is_seen_from_the_folder_that_is_asked_about(tmp_path: Path, parted: tuple[str, str, str]) -> None:
    work, main, _ = parted
    assert changed_between(tmp_path / "records", work, main) == {"三": "A", "二": "D", "四": "D"}


def test_the_sides_parted_where_both_had_the_same(tmp_path: Path, git: Git, parted: tuple[str, str, str]) -> None:
    work, main, _ = parted
    assert fork(tmp_path, work, (main,)) == git("rev-parse", "work~1")
    git("checkout", "--quiet", "--orphan", "other")
    assert fork(tmp_path, write(tmp_path, git, "五"), (main,)) == ""


def test_the_commit_that_took_a_file_away_is_found(tmp_path: Path, parted: tuple[str, str, str]) -> None:
    work, main, taken = parted
    assert took_away(tmp_path / "records", "二", work, (main,)) == taken
    assert took_away(tmp_path / "records", "四", work, (main,)) == ""


def test_the_commit_that_took_a_word_away_is_found_and_else_the_one_that_takes_back(tmp_path: Path, git: Git) -> None:
    write(tmp_path, git, "一", "甲\n乙\n")
    work = git("rev-parse", "HEAD")
    write(tmp_path, git, "一", "甲\n")
    taken = git("rev-parse", "HEAD")
    write(tmp_path, git, "一", "甲\n丙\n")
    git("revert", "--no-edit", "HEAD")
    assert took_away(tmp_path / "records", "一", work, ("HEAD",), "乙") == taken
    assert took_away(tmp_path / "records", "一", work, ("HEAD",)) == git("rev-parse", "HEAD")
    assert took_away(tmp_path / "records", "一", work, ("HEAD~1",)) == ""
