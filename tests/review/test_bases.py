"""Where two histories went their own ways, in real repositories."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.review.conftest import Git

from jiedui.review.bases import merge_base
from jiedui.review.git import GitUnavailableError, HistoryCutError, NoCommonCommitError, OutsideGitError
from jiedui.review.trees import differing


def test_branch_commit_and_parent_are_revisions(git: Git, records: Path) -> None:
    first = git("rev-parse", "v1")
    (records / "a" / "b.yml").write_text("二\n", "utf-8")
    git("commit", "--quiet", "--all", "--message=二")
    for name in ("HEAD~1", "v1", first, git("rev-parse", "--short", "v1")):
        assert merge_base(records, name) == first
    assert merge_base(records, "main") == git("rev-parse", "HEAD") != first


def test_what_only_the_other_branch_has_got_since_is_behind_the_merge_base(git: Git, records: Path) -> None:
    git("checkout", "--quiet", "-b", "mine")
    (records / "a" / "b.yml").write_text("二\n", "utf-8")
    git("commit", "--quiet", "--all", "--message=二")
    git("checkout", "--quiet", "main")
    (records / "a" / "c.yml").write_text("三\n", "utf-8")
    git("commit", "--quiet", "--all", "--message=三")
    git("checkout", "--quiet", "mine")
    base = merge_base(records, "main")
    assert base == git("rev-parse", "v1")
    assert differing(records, base).paths == {"a/b.yml"}
    git("merge", "--quiet", "--message=并", "main")  # what a forge checks out: the branch merged into main
    assert differing(records, merge_base(records, "main")).paths == {"a/b.yml"}


@pytest.fixture
def crossed(git: Git, records: Path) -> Path:
    """Two branches that were merged into each other, each with a file that the other then had not."""
    for branch in ("main", "mine"):
        git("checkout", "--quiet", "-B", branch, "v1")
        (records / f"{branch}.yml").write_text(f"{branch}\n", "utf-8")
        git("add", ".")
        git("commit", "--quiet", f"--message={branch}")
    mine = git("rev-parse", "mine")
    git("merge", "--quiet", "--no-edit", "main")
    git("checkout", "--quiet", "main")
    git("merge", "--quiet", "--no-edit", mine)
    git("checkout", "--quiet", "mine")
    return records


@pytest.mark.parametrize("name", ["main.yml", "mine.yml"])
def test_what_either_of_two_merged_into_each_other_held_is_behind_the_merge_base(
    git: Git, crossed: Path, name: str
) -> None:
    assert len(git("merge-base", "--all", "main", "HEAD").split()) == 2
    git("rm", "--quiet", f"records/{name}")
    git("commit", "--quiet", "--amend", "--no-edit")  # dropped in the merge itself
    base = merge_base(crossed, "main")
    assert base == merge_base(crossed, "main")
    found = differing(crossed, base)
    assert (found.there, found.added) == ({name}, frozenset())
    assert git("status", "--porcelain") == ""
    assert git("for-each-ref", "--contains", base) == ""


@pytest.mark.parametrize(("place", "way"), [(".git/info/attributes", "mine"), (".gitattributes", "union")])
def test_bases_that_contradict_each_other_are_not_merged_as_somebody_has_set_up(
    git: Git, records: Path, place: str, way: str
) -> None:
    git("config", "merge.mine.driver", "true %O %A %B")
    for branch in ("main", "mine"):
        git("checkout", "--quiet", "-B", branch, "v1")
        (records / "a" / "b.yml").write_text(f"{branch}\n", "utf-8")
        git("commit", "--quiet", "--all", f"--message={branch}")
    tips = [git("rev-parse", branch) for branch in ("main", "mine")]
    for branch, other in (("main", tips[1]), ("mine", tips[0])):
        git("checkout", "--quiet", branch)
        git("merge", "--quiet", "--no-edit", "--strategy=ours", other)
    (records.parent / place).parent.mkdir(exist_ok=True)
    (records.parent / place).write_text(f"*.yml merge={way}\n", "utf-8")
    assert merge_base(records, "main") in tips


@pytest.mark.parametrize("revision", ["nothing", "0000000", "--output=x", "-v", "v1..nothing", "a/b.yml", "v1 v1"])
def test_unknown_revision(records: Path, revision: str) -> None:
    with pytest.raises(GitUnavailableError) as caught:
        merge_base(records, revision)
    assert type(caught.value) is GitUnavailableError
    assert not (records / "x").exists()


def test_outside_git_and_where_git_does_not_know_its_own_any_more(records: Path, tmp_path_factory: Any) -> None:
    (records.parent / ".git" / "HEAD").write_text("garbage")
    for folder in (records, tmp_path_factory.mktemp("outside")):
        with pytest.raises(OutsideGitError) as refused:
            merge_base(folder, "HEAD")
        assert refused.value.remedy.startswith("这里不是 Git 取来的台账，")


def test_without_a_common_commit(git: Git, records: Path) -> None:
    git("checkout", "--quiet", "--orphan", "other")
    git("commit", "--quiet", "--message=另")
    with pytest.raises(NoCommonCommitError) as caught:
        merge_base(records, "main")
    assert caught.value.remedy == "这个版本和现在的记录没有共同的历史，比不出改了什么：核对版本名，再运行一遍。"


def test_clone_without_the_commit_where_the_histories_parted(git: Git, records: Path, tmp_path: Path) -> None:
    git("checkout", "--quiet", "-b", "mine")
    git("commit", "--quiet", "--allow-empty", "--message=二")
    git("checkout", "--quiet", "main")
    git("commit", "--quiet", "--allow-empty", "--message=三")
    clone = tmp_path / "clone"
    source = f"file://{records.parent}"
    subprocess.run(["git", "clone", "-q", "--depth=1", "--no-single-branch", "-b", "mine", source, clone], check=True)
    for name in ("origin/main", "v1", "nothing"):  # of the last two nobody can tell whether a whole clone has them
        with pytest.raises(HistoryCutError) as caught:
            merge_base(clone / "records", name)
    remedy = "这里只取了最近的一段历史，找不到从哪里开始改的：先运行 git fetch --unshallow 取全，再运行一遍。"
    assert caught.value.remedy == remedy
    subprocess.run(["git", "-C", clone, "fetch", "-q", "--unshallow"], check=True)
    assert merge_base(clone / "records", "origin/main") == git("rev-parse", "v1")
