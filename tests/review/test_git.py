"""What the ledger asks Git, in real repositories."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.review.git import GitUnavailableError, changed_since, commit

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
def records(git: Git, tmp_path: Path) -> Path:
    return tmp_path / "records"


def test_nothing_changed(records: Path) -> None:
    assert changed_since(records, "v1") == frozenset()
    assert changed_since(records, "HEAD") == frozenset()


def test_changed_new_moved_and_deleted_files_are_told_from_the_ledger(git: Git, records: Path) -> None:
    (records / "平江县 一.yml").write_text("新\n", "utf-8")
    (records / "a" / '引号"和\n换行.yml').write_text("x", "utf-8")
    (records / "a" / "b.yml").rename(records / "a" / "d.yml")
    (records / "a" / "c.yml").unlink()
    (records / "x.tmp").touch()
    (records.parent / "README.md").write_text("outside", "utf-8")
    expected = {"平江县 一.yml", 'a/引号"和\n换行.yml', "a/b.yml", "a/d.yml", "a/c.yml"}
    assert changed_since(records, "v1") == expected
    git("add", "--all")
    assert changed_since(records, "v1") >= expected - {"a/b.yml"}
    git("commit", "--quiet", "--message=二")
    assert changed_since(records, "v1") >= expected - {"a/b.yml"}
    assert changed_since(records, "HEAD") == frozenset()


def test_branch_commit_and_parent_are_revisions(git: Git, records: Path) -> None:
    (records / "a" / "b.yml").write_text("二\n", "utf-8")
    git("commit", "--quiet", "--all", "--message=二")
    for revision in ("HEAD~1", "v1", git("rev-parse", "v1"), git("rev-parse", "--short", "v1")):
        assert changed_since(records, revision) == {"a/b.yml"}
    assert changed_since(records, "main") == frozenset()


def test_file_name_that_is_not_utf_8(records: Path) -> None:
    name = os.fsdecode(b"\xd5\xc5.yml")
    (records / name).write_text("x", "utf-8")
    assert changed_since(records, "v1") == {name}


@pytest.mark.parametrize("revision", ["nothing", "0000000", "--output=x", "-v", "v1..nothing", "a/b.yml", "v1 v1"])
def test_unknown_revision(records: Path, revision: str) -> None:
    with pytest.raises(GitUnavailableError):
        changed_since(records, revision)
    assert not (records / "x").exists()


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert commit(tmp_path) == "未入库"
    with pytest.raises(GitUnavailableError):
        changed_since(tmp_path, "HEAD")


def test_without_git(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert commit(records) == "未入库"
    with pytest.raises(GitUnavailableError):
        changed_since(records, "v1")


def test_repository_without_a_commit(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path / "new")], check=True)
    assert commit(tmp_path / "new") == "未入库"


def test_commit_and_whether_files_differ_from_it(git: Git, records: Path) -> None:
    head = git("rev-parse", "--short=10", "HEAD")
    assert len(head) == 10
    assert commit(records) == head
    (records.parent / "README.md").write_text("outside", "utf-8")
    assert commit(records) == head
    (records / "新.yml").touch()
    assert commit(records) == f"{head}（有改动）"
