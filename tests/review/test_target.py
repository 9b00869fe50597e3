"""Merging first what a change is to be merged into, in real clones of a real repository."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from jiedui.review.git import GitUnavailableError, HistoryCutError, NoCommonCommitError
from jiedui.review.joining import Conflict
from jiedui.review.target import ConflictError, Merged, TargetMissingError, merged
from jiedui.review.trigger import Trigger

ONTO_MAIN = Trigger(target="main")
Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run Git in a folder below the test's: ``git("clone", "status")``. There is a bare ``origin`` and a ``clone``.

    Both hold ``records/a.yml`` and ``records/b.yml``, of nine lines each, on ``main``.
    """
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "t")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "t@example.invalid")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def call(folder: str, *arguments: str) -> str:
        command = ["git", "-C", str(tmp_path / folder), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    call(".", "init", "--quiet", "--bare", "--initial-branch=main", "origin")
    call(".", "clone", "--quiet", (tmp_path / "origin").as_uri(), "clone")
    call("clone", "checkout", "--quiet", "-b", "main")
    for name in "ab":
        write(tmp_path / "clone", name, *map(str, range(1, 10)))
    commit(call, "先有的")
    call("clone", "push", "--quiet", "origin", "main")
    return call


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    return tmp_path / "clone"


def write(clone: Path, name: str, *lines: str) -> Path:
    file = clone / "records" / f"{name}.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return file


def edit(clone: Path, name: str, old: str, new: str) -> None:
    file = clone / "records" / f"{name}.yml"
    file.write_text(file.read_text("utf-8").replace(f"{old}\n", f"{new}\n"), "utf-8")


def commit(git: Git, message: str) -> str:
    git("clone", "add", "--all")
    git("clone", "commit", "--quiet", f"--message={message}")
    return git("clone", "rev-parse", "HEAD")


def part(git: Git, mine: Callable[[], object], theirs: Callable[[], object]) -> str:
    """Let main go on in origin alone, and a branch here; return the commit of main, which the clone does not know."""
    git("clone", "checkout", "--quiet", "-b", "theirs")
    theirs()
    tip = commit(git, "别人的")
    git("clone", "push", "--quiet", "origin", "theirs:main")
    git("clone", "checkout", "--quiet", "-b", "mine", "main")
    git("clone", "branch", "--quiet", "-D", "theirs")
    git("clone", "update-ref", "refs/remotes/origin/main", "main")
    mine()
    commit(git, "我的")
    return tip


def apart(git: Git, clone: Path) -> str:
    return part(git, lambda: edit(clone, "a", "1", "我"), lambda: edit(clone, "b", "1", "他"))


def look(folder: Path, asked: Trigger = ONTO_MAIN) -> tuple[Merged, dict[str, str]]:
    """Return what main will be, and the first line of each of its files."""
    with merged(folder, asked) as found:
        assert found.folder.name == "records"
        return found, {file.stem: file.read_text("utf-8").split()[0] for file in sorted(found.folder.iterdir())}


def state(git: Git) -> tuple[str, ...]:
    """Return what a person sees of a clone: where it is, what differs, its branches and folders of work."""
    asked = (
        ["rev-parse", "--abbrev-ref", "HEAD"],
        ["status", "--porcelain"],
        ["for-each-ref", "refs/heads"],
        ["worktree", "list"],
    )
    return tuple(git("clone", *words) for words in asked)


def test_main_is_fetched_and_merged_first_and_nothing_here_is_touched(git: Git, clone: Path) -> None:
    tip = apart(git, clone)
    edit(clone, "a", "9", "没提交")
    write(clone, "c", "没提交")
    before = state(git)
    found, lines = look(clone / "records")
    assert (found.branch, found.since, found.fetched) == ("main", tip, True)
    assert lines == {"a": "我", "b": "他"}
    assert not found.outdated
    assert git("clone", "ls-tree", "--name-only", found.source.tree).split() == ["a.yml", "b.yml"]
    assert not found.folder.exists()
    assert state(git) == before


def test_what_main_brings_beside_the_ledger_is_told_to_be_there(git: Git, clone: Path) -> None:
    def theirs() -> None:
        (clone / "requirements.txt").write_text("新的\n", "utf-8")

    part(git, lambda: edit(clone, "a", "1", "我"), theirs)
    assert look(clone / "records")[0].outdated
    git("clone", "merge", "--quiet", "--no-edit", "origin/main")
    assert not look(clone / "records")[0].outdated


def test_what_holds_main_already_is_judged_where_it_lies(git: Git, clone: Path) -> None:
    git("clone", "checkout", "--quiet", "-b", "mine")
    edit(clone, "a", "1", "我")
    commit(git, "我的")
    found, lines = look(clone / "records")
    assert (found.folder, found.since) == (clone / "records", git("clone", "rev-parse", "main"))
    assert lines == {"a": "我", "b": "1"}


@pytest.mark.parametrize("branch", ["mine", "main"])
def test_of_what_is_checked_out_in_part_all_is_judged(git: Git, clone: Path, branch: str) -> None:
    git("clone", "checkout", "--quiet", "-B", branch)
    edit(clone, "a", "1", "我")
    commit(git, "我的")
    git("clone", "sparse-checkout", "set", "--no-cone", "/*", "!/records/b.yml")
    assert not (clone / "records" / "b.yml").exists()
    before = state(git)
    found, lines = look(clone / "records", Trigger(target="main", is_main=branch == "main"))
    assert lines == {"a": "我", "b": "1"}
    assert git("clone", "ls-tree", "--name-only", found.source.tree).split() == ["a.yml", "b.yml"]
    assert (state(git), (clone / "records" / "b.yml").exists()) == (before, False)


def test_a_merge_that_the_forge_made_is_judged_where_it_lies(git: Git, clone: Path, tmp_path: Path) -> None:
    tip = apart(git, clone)
    git("clone", "fetch", "--quiet", "origin", "main")
    git("clone", "checkout", "--quiet", "--detach", "FETCH_HEAD")
    git("clone", "merge", "--quiet", "--no-ff", "--message=试", "mine")
    git("clone", "push", "--quiet", "origin", "HEAD:refs/pull/7/merge")
    git(".", "init", "--quiet", "runner")
    git("runner", "remote", "add", "origin", (tmp_path / "origin").as_uri())
    git("runner", "fetch", "--quiet", "--depth=1", "origin", "refs/pull/7/merge")
    git("runner", "checkout", "--quiet", "--detach", "FETCH_HEAD")
    found, lines = look(tmp_path / "runner" / "records")
    assert (found.folder, found.since) == (tmp_path / "runner" / "records", tip)
    assert lines == {"a": "我", "b": "他"}
    assert git("runner", "rev-parse", "--is-shallow-repository") == "false"


def test_a_clone_without_the_history_gets_it(git: Git, clone: Path, tmp_path: Path) -> None:
    tip = apart(git, clone)
    git("clone", "push", "--quiet", "origin", "mine")
    git(".", "clone", "--quiet", "--depth=1", "--branch=mine", (tmp_path / "origin").as_uri(), "runner")
    found, lines = look(tmp_path / "runner" / "records")
    assert (found.since, lines) == (tip, {"a": "我", "b": "他"})


def test_a_clone_whose_history_cannot_be_had_says_so(git: Git, clone: Path, tmp_path: Path) -> None:
    apart(git, clone)
    git("clone", "push", "--quiet", "origin", "mine")
    origin = (tmp_path / "origin").as_uri()
    git(".", "clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=mine", origin, "runner")
    (tmp_path / "origin").rename(tmp_path / "gone")
    with pytest.raises(HistoryCutError):
        look(tmp_path / "runner" / "records")


def test_without_the_forge_main_is_taken_as_it_was_fetched(git: Git, clone: Path, tmp_path: Path) -> None:
    old = git("clone", "rev-parse", "main")
    apart(git, clone)
    (tmp_path / "origin").rename(tmp_path / "gone")
    found, lines = look(clone / "records")
    assert (found.since, found.fetched, lines) == (old, False, {"a": "我", "b": "1"})


def test_a_repository_without_a_forge_has_its_main_here(git: Git, clone: Path) -> None:
    git("clone", "remote", "remove", "origin")
    git("clone", "checkout", "--quiet", "-b", "mine")
    edit(clone, "a", "1", "我")
    commit(git, "我的")
    found, _ = look(clone / "records", Trigger())
    assert (found.branch, found.since, found.fetched) == ("main", git("clone", "rev-parse", "main"), True)


def test_a_machine_without_branches_of_its_own_knows_the_usual_name_of_main(
    git: Git, clone: Path, tmp_path: Path
) -> None:
    apart(git, clone)
    git("clone", "push", "--quiet", "origin", "mine")
    git(".", "init", "--quiet", "runner")
    git("runner", "remote", "add", "origin", (tmp_path / "origin").as_uri())
    git("runner", "fetch", "--quiet", "origin")
    git("runner", "checkout", "--quiet", "--detach", "origin/mine")
    assert look(tmp_path / "runner" / "records", Trigger())[0].branch == "main"


@pytest.mark.parametrize("branch", ["nothing", "", "--upload-pack=x", "main:refs/heads/x", "a b", "main^"])
def test_a_branch_that_is_not_there_is_named(git: Git, clone: Path, branch: str) -> None:
    git("clone", "checkout", "--quiet", "-b", "mine")
    if not branch:
        git("clone", "branch", "--quiet", "-m", "main", "trunk")
        git("clone", "update-ref", "-d", "refs/remotes/origin/main")
    with pytest.raises(TargetMissingError) as missing:
        look(clone / "records", Trigger(target=branch))
    assert missing.value.branch == branch


def conflict_of(git: Git, clone: Path) -> tuple[Conflict, ...]:
    before = state(git)
    with pytest.raises(ConflictError) as told:
        look(clone / "records")
    assert told.value.branch == "main"
    assert state(git) == before
    return told.value.conflicts


def test_a_conflict_is_told_file_by_file_and_how(git: Git, clone: Path) -> None:
    def mine() -> None:
        edit(clone, "a", "1", "我")
        write(clone, "户 一", "我")
        (clone / "records" / "b.yml").unlink()

    def theirs() -> None:
        edit(clone, "a", "1", "他")
        write(clone, "户 一", "他")
        edit(clone, "b", "1", "他")

    part(git, mine, theirs)
    found = conflict_of(git, clone)
    assert [(item.path, bool(item.base), bool(item.ours), bool(item.theirs)) for item in found] == [
        ("records/a.yml", True, True, True),
        ("records/b.yml", True, False, True),
        ("records/户 一.yml", False, True, True),
    ]
    sides = (found[0].base, found[0].ours, found[0].theirs)
    assert [git("clone", "cat-file", "blob", name).split()[0] for name in sides] == ["1", "我", "他"]


def test_how_a_person_lets_git_merge_is_none_of_the_affair_of_the_forge(git: Git, clone: Path) -> None:
    (clone / ".gitattributes").write_text("*.yml merge=mine\n", "utf-8")
    git("clone", "config", "merge.mine.driver", "true %O %A %B")
    commit(git, "合并的办法")
    git("clone", "push", "--quiet", "origin", "main")
    part(git, lambda: edit(clone, "a", "1", "我"), lambda: edit(clone, "a", "1", "他"))
    assert [item.path for item in conflict_of(git, clone)] == ["records/a.yml"]
    git("clone", "merge", "--quiet", "--no-edit", "origin/main")  # as the person would see it


def test_histories_that_have_nothing_in_common_are_told(git: Git, clone: Path) -> None:
    git("clone", "checkout", "--quiet", "--orphan", "mine")
    commit(git, "我的")
    with pytest.raises(NoCommonCommitError):
        look(clone / "records")


def test_main_itself_is_judged_whole(git: Git, clone: Path) -> None:
    old = git("clone", "rev-parse", "HEAD")
    edit(clone, "a", "1", "我")
    commit(git, "合并的")
    found, _ = look(clone / "records", Trigger(target="main", is_main=True, base=old))
    assert (found.folder, found.since, found.base) == (clone / "records", "", old)
    gone = Trigger(target="main", is_main=True, base="c" * 40)
    assert look(clone / "records", gone)[0].base == ""
    git("clone", "push", "--quiet", "origin", "main")
    assert look(clone / "records", Trigger())[0].since == ""  # whoever has nothing of his own


@pytest.mark.parametrize("tells", ["GitHub", "GitLab"])
def test_in_a_queue_a_change_goes_on_from_what_comes_before_it(git: Git, clone: Path, tells: str) -> None:
    git("clone", "checkout", "--quiet", "-b", "first")
    edit(clone, "a", "1", "先")
    first = commit(git, "排在前面的")
    git("clone", "checkout", "--quiet", "-b", "second", "main")
    edit(clone, "b", "1", "后")
    commit(git, "排在后面的")
    git("clone", "checkout", "--quiet", "--detach", "first")
    git("clone", "merge", "--quiet", "--no-ff", "--message=排队", "second")
    found, lines = look(clone / "records", Trigger(target="main", queued=True, base=first if tells == "GitHub" else ""))
    assert (found.folder, found.since, lines) == (clone / "records", first, {"a": "先", "b": "后"})


def test_of_a_change_that_is_merged_already_nothing_is_new(git: Git, clone: Path) -> None:
    git("clone", "checkout", "--quiet", "--detach", "main")
    found, _ = look(clone / "records")
    assert found.since == git("clone", "rev-parse", "main")


def test_where_nothing_was_committed_or_there_is_no_git_it_is_told(git: Git, tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    git(".", "init", "--quiet", "new")
    for folder in (tmp_path, tmp_path / "new"):
        with ExitStack() as stack, pytest.raises(GitUnavailableError):
            stack.enter_context(merged(folder, ONTO_MAIN))
