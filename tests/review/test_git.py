"""What the ledger asks Git, in real repositories."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.review.conftest import Git

from jiedui.review import git as git_module
from jiedui.review.git import (
    ForeignFolderError,
    GitMissingError,
    GitUnavailableError,
    HistoryCutError,
    begun,
    branch_name,
    commit,
    commit_before,
    is_ancestor,
    is_clean,
    is_repository,
    is_shallow,
    is_whole,
    main_line,
    messages,
    revision,
    run,
    unchanged_since_added,
    undone,
    whereabouts,
)
from jiedui.review.trees import differing, tree, unpack
from jiedui.review.working import WorkingFolder


@pytest.mark.parametrize("name", ["records", "two\nlines"])
def test_where_a_folder_lies_is_asked_once(git: Git, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    top = Path(git("rev-parse", "--show-toplevel").removesuffix("\n"))
    folder = top / name
    folder.mkdir(exist_ok=True)
    found = whereabouts(folder)
    monkeypatch.chdir(top)
    monkeypatch.setattr("jiedui.review.git.run", None)
    assert whereabouts(Path(name)) is found
    assert (found.top, found.prefix) == (top, f"{name}/")
    assert [path.resolve() for path in found[2:]] == [
        top / ".git", top / ".git" / "index", top / ".git" / "info" / "attributes",
    ]  # fmt: skip


def test_outside_git_is_asked_once_until_a_repository_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    asked = []
    answers = git_module.run

    def noted(*question: Any) -> str:
        asked.append(question)
        return answers(*question)

    monkeypatch.setattr(git_module, "run", noted)
    refusals = []
    for _ in range(3):
        with pytest.raises(GitUnavailableError) as caught:
            whereabouts(folder)
        refusals.append(str(caught.value))
    assert len(asked) == 1
    assert len({*refusals}) == 1
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    assert whereabouts(folder).prefix == "records/"
    assert len(asked) == 2


def test_that_git_is_missing_is_not_taken_for_outside_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as without:
        without.setenv("PATH", "")
        with pytest.raises(GitMissingError):
            whereabouts(tmp_path)
    with pytest.raises(GitUnavailableError) as caught:
        whereabouts(tmp_path)
    assert caught.value.remedy == ""


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert commit(tmp_path) == "未入库"
    with pytest.raises(GitUnavailableError):
        revision(tmp_path)


def test_without_git(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert commit(records) == "未入库"
    with pytest.raises(GitMissingError) as caught:
        revision(records)
    assert caught.value.remedy == "这台电脑上没有 Git：先安装 Git，再运行一遍。"


def test_what_git_does_not_know_has_no_remedy_of_its_own(records: Path) -> None:
    with pytest.raises(GitUnavailableError) as caught:
        run(records, "rev-parse", "--verify", "v2")
    assert caught.value.remedy == ""


def test_a_folder_of_somebody_else_is_told_with_the_command_that_helps(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(ForeignFolderError) as caught:
        revision(records)
    command = f"git config --global --add safe.directory {records.parent}"
    remedy = f"这个文件夹是别的用户建的，Git 不敢读：确认可信以后运行 {command}，再运行一遍。"
    assert caught.value.remedy == remedy


def test_what_git_tells_a_hook_of_another_folder_is_not_heard(
    git: Git, records: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path_factory.mktemp("other")
    subprocess.run(["git", "-C", str(other), "init", "--quiet"], check=True)
    said = (tree(records, git("rev-parse", "HEAD")), commit(records), is_clean(records))
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_COMMON_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    monkeypatch.setenv("GIT_PREFIX", "somewhere/")
    assert (tree(records, said[1]), commit(records), is_clean(records)) == said


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


def test_the_main_line_is_main_or_master_or_the_only_branch(git: Git, records: Path) -> None:
    git("branch", "master")
    assert main_line(records) == "refs/heads/main"
    git("branch", "--move", "main", "work")
    assert main_line(records) == "refs/heads/master"
    git("branch", "--move", "master", "other")
    assert main_line(records) == ""
    git("branch", "--delete", "--quiet", "other")
    assert main_line(records) == "refs/heads/work"


def test_the_main_line_is_what_the_remote_calls_its_own(git: Git, tmp_path: Path) -> None:
    git("switch", "--quiet", "--create", "trunk")
    git("clone", "--quiet", str(tmp_path), str(tmp_path / "clone"))
    clone = tmp_path / "clone"
    subprocess.run(["git", "-C", str(clone), "branch", "--quiet", "main"], check=True)
    assert main_line(clone) == "refs/remotes/origin/trunk"


def test_a_tag_called_like_the_main_line_is_not_taken_for_it(git: Git, records: Path) -> None:
    first = revision(records)
    git("commit", "--quiet", "--allow-empty", "--message=二")
    git("tag", "main", first)
    assert main_line(records) == "refs/heads/main"
    assert is_ancestor(records, revision(records), main_line(records))


def test_the_only_branch_of_a_clone_that_left_out_the_others_is_not_taken_for_the_main_line(
    git: Git, tmp_path: Path
) -> None:
    git("branch", "draft")
    clone = tmp_path / "clone"
    git("clone", "--quiet", "--single-branch", "--branch=draft", str(tmp_path), str(clone))
    subprocess.run(["git", "-C", str(clone), "remote", "set-head", "origin", "--delete"], check=False)
    assert main_line(clone) == ""


def test_a_main_line_of_the_remote_that_is_not_here_is_none(git: Git, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git("clone", "--quiet", str(tmp_path), str(clone))
    subprocess.run(["git", "-C", str(clone), "update-ref", "-d", "refs/remotes/origin/main"], check=True)
    assert main_line(clone) == ""


def test_a_commit_is_in_the_history_of_a_branch_that_contains_it(git: Git, records: Path) -> None:
    first = revision(records)
    git("switch", "--quiet", "--create", "draft")
    git("commit", "--quiet", "--allow-empty", "--message=二")
    second = revision(records)
    assert first != second
    assert [is_ancestor(records, name, "main") for name in (first, second)] == [True, False]
    assert [is_ancestor(records, name, "draft") for name in (first, second)] == [True, True]


def test_the_last_commit_of_the_main_line_before_a_moment(
    git: Git, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-09-01T00:00:00+08:00")
    git("commit", "-q", "--amend", "--no-edit")
    for moment in ("2026-10-01T00:00:00+08:00", "2026-10-02T00:00:00+08:00"):
        monkeypatch.setenv("GIT_COMMITTER_DATE", moment)
        git("commit", "-q", "--allow-empty", "-m", moment)
    second, first = revision(records), git("rev-parse", "HEAD^")
    git("checkout", "-q", "-b", "mine")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-10-02T00:00:01+08:00")
    git("commit", "-q", "--allow-empty", "-m", "mine")
    at = datetime.fromisoformat
    assert commit_before(records, at("2026-10-03T00:00:00+08:00")) == second
    assert commit_before(records, at("2026-10-02T00:00:00+08:00")) == first
    git("checkout", "-q", "main")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-10-01T12:00:00+08:00")
    git("commit", "-q", "--allow-empty", "-m", "forged")
    assert commit_before(records, at("2026-10-02T00:00:00+08:00")) == first
    with pytest.raises(GitUnavailableError):
        commit_before(records, at("2020-01-01T00:00:00+08:00"))


SIGNS = """#!/bin/sh
case "$*" in
*--verify*) echo "gpg: who signed" >&2; echo "[GNUPG:] GOODSIG 1 t" ;;
*) cat > /dev/null; echo "[GNUPG:] SIG_CREATED " >&2
   printf -- "-----BEGIN PGP SIGNATURE-----\\nx\\n-----END PGP SIGNATURE-----\\n" ;;
esac
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no shell plays the signer")
def test_who_signed_a_commit_is_no_answer_though_somebody_likes_to_see_it(
    git: Git, records: Path, tmp_path_factory: Any
) -> None:
    signer = tmp_path_factory.mktemp("signer") / "gpg"
    signer.write_text(SIGNS, "utf-8")
    signer.chmod(0o755)
    git("config", "gpg.program", str(signer))
    git("config", "log.showSignature", "true")
    git("commit", "--quiet", "--allow-empty", "--gpg-sign", "--message=二")
    assert git("log", "--max-count=1", "--format=%H").startswith("gpg: who signed")
    assert messages(records, "v1") == {revision(records): "二\n"}
    assert commit_before(records, datetime.now(UTC) + timedelta(days=1)) == revision(records)


@pytest.mark.parametrize("way", ["LITERAL", "GLOB", "NOGLOB", "ICASE"])
def test_how_somebody_has_paths_be_meant_is_none_of_ours(
    git: Git, records: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setenv(f"GIT_{way}_PATHSPECS", "1")
    (records / "a" / "b.yml").write_text("二\n", "utf-8")
    (records / "a" / "B.yml").write_text("二\n", "utf-8")
    found = differing(records, git("rev-parse", "v1"), WorkingFolder(records).unlike)
    assert (found.there, found.added) == ({"a/b.yml"}, {"a/B.yml"})


def test_a_clone_may_be_shallow_and_a_folder_in_no_repository(
    git: Git, records: Path, tmp_path_factory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("commit", "--quiet", "--allow-empty", "--message=二")
    there = tmp_path_factory.mktemp("there")
    git("clone", "--quiet", "--depth=1", records.parent.as_uri(), str(there))
    assert [is_shallow(records), is_shallow(there)] == [False, True]
    outside = tmp_path_factory.mktemp("outside")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(outside.parent))
    assert [is_repository(records), is_repository(outside)] == [True, False]


def test_a_ledger_is_clean_as_long_as_its_own_files_are(records: Path) -> None:
    (records.parent / "README.md").write_text("outside", "utf-8")
    assert is_clean(records)
    (records / "新.yml").touch()
    assert not is_clean(records)


@pytest.mark.parametrize("way", ["sparse", "by hand"])
def test_a_working_tree_is_whole_as_long_as_git_wants_all_of_it(git: Git, records: Path, way: str) -> None:
    assert is_whole(records.parent)
    if way == "sparse":
        git("sparse-checkout", "set", "--no-cone", "/*", "!/README.md")
    else:
        git("update-index", "--skip-worktree", "README.md")
        (records.parent / "README.md").unlink()
    assert is_clean(records.parent)
    assert not is_whole(records.parent)


def test_a_file_is_as_it_was_added_until_somebody_edits_it(git: Git, records: Path) -> None:
    file = records / "a" / "b.yml"
    assert unchanged_since_added(records, "a/b.yml")
    before = file.read_bytes()
    file.write_text("新\n", "utf-8")
    assert not unchanged_since_added(records, "a/b.yml")
    git("commit", "--quiet", "--all", "--message=二")
    assert not unchanged_since_added(records, "a/b.yml")
    file.write_bytes(before)
    assert unchanged_since_added(records, "a/b.yml")
    (records / "x.yml").touch()
    with pytest.raises(GitUnavailableError):
        unchanged_since_added(records, "x.yml")


@pytest.mark.parametrize("setting", ["true", "false"])
def test_the_line_ends_of_a_checkout_are_no_change(
    git: Git, records: Path, setting: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Cloned on Windows, or read there over a share: every line ends in two bytes, and nothing has been changed."""
    git("config", "core.autocrlf", setting)
    for file in records.rglob("*.yml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert is_clean(records)
    assert commit(records) == git("rev-parse", "--short=10", "v1")
    assert differing(records, "v1").paths == frozenset()
    assert unchanged_since_added(records, "a/b.yml")
    target = tmp_path_factory.mktemp("then")
    assert b"\r" not in (unpack(records, tree(records, "v1"), target) / "a" / "b.yml").read_bytes()
    (records / "a" / "b.yml").write_bytes(b"1\r\n")
    assert not is_clean(records)
    assert not unchanged_since_added(records, "a/b.yml")
    assert differing(records, "v1").paths == {"a/b.yml"}


def test_a_ledger_begins_with_the_first_commit_that_has_something_of_it(
    git: Git, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder beside it, committed later, begins later; one that was never committed has no beginning."""
    first = begun(records)
    assert first.tzinfo is not None
    other = records.parent / "other"
    other.mkdir()
    with pytest.raises(GitUnavailableError):
        begun(other)
    for moment in ("2030-10-01T00:00:00+08:00", "2030-10-02T00:00:00+08:00"):
        monkeypatch.setenv("GIT_COMMITTER_DATE", moment)
        (other / "a.txt").write_text(moment, "utf-8")
        git("add", ".")
        git("commit", "-q", "-m", moment)
    assert begun(other) == datetime.fromisoformat("2030-10-01T00:00:00+08:00")
    assert begun(records) == first
    (records.parent / ".git" / "shallow").write_text(git("rev-parse", "HEAD"), "utf-8")
    with pytest.raises(HistoryCutError):
        begun(records)


def test_the_branch_that_is_checked_out_has_a_name(git: Git, tmp_path: Path) -> None:
    git("checkout", "--quiet", "-b", "户/一")
    assert branch_name(tmp_path / "records") == "户/一"
    git("checkout", "--quiet", "--detach")
    assert branch_name(tmp_path) == ""


def test_what_was_changed_and_changed_back_is_told_and_what_stayed_is_not(git: Git, records: Path) -> None:
    texts = ({"a/b.yml": "二\n", "a/号 码.yml": "一\n", "a/c.yml": "一\n"}, {"a/b.yml": "三\n"})
    for number, made in enumerate(texts):
        for path, text in made.items():
            (records / path).write_text(text, "utf-8")
        git("add", ".")
        git("commit", "--quiet", f"--message={number}")
    assert undone(records, git("rev-parse", "v1")) == frozenset()
    (records / "a/号 码.yml").unlink()
    git("commit", "--quiet", "--all", "--message=收回")
    (before,) = undone(records, git("rev-parse", "v1"))
    assert before.endswith("a/号 码.yml")
    assert undone(records, "HEAD") == frozenset()


def test_messages_are_those_of_the_commits_since_a_base(git: Git, tmp_path: Path) -> None:
    git("commit", "--quiet", "--allow-empty", "--message=二\n\n第二段")
    git("commit", "--quiet", "--allow-empty", "--message=三")
    two, three = git("rev-list", "--reverse", "v1..HEAD").split()
    assert messages(tmp_path, "v1") == {three: "三\n", two: "二\n\n第二段\n"}
    assert messages(tmp_path, "HEAD") == {}
