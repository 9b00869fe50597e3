"""What a folder held at a commit, and how its files differ from that, in a real repository."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

import pytest
from tests.review.conftest import Git

from jiedui.records.memo import Memo
from jiedui.review import git as asked_git
from jiedui.review import trees
from jiedui.review.committed import CommittedTree
from jiedui.review.git import DamagedRepositoryError, GitUnavailableError, revision
from jiedui.review.trees import Differing, Unlike, differing, differing_commit, has_tree, tree, unpack
from jiedui.review.working import WorkingFolder


def test_nothing_differs(records: Path) -> None:
    nothing = Differing(commit="v1", there=frozenset(), added=frozenset())
    assert differing(records, "v1") == differing(records, "v1", Unlike(frozenset(), frozenset())) == nothing


def test_no_file_is_looked_at_that_is_known_to_be_as_git_has_it(
    git: Git, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (records / "a" / "[x].yml").write_text("旧", "utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--message=二")
    (records / "a" / "[x].yml").write_text("新的", "utf-8")
    (records / "a" / "c.yml").unlink()
    (records.parent / "README.md").write_text("outside", "utf-8")
    known = WorkingFolder(records).unlike
    assert known
    assert (known.modified, known.strange) == ({"a/[x].yml", "a/c.yml"}, set())
    asked: list[tuple[str, ...]] = []

    def asking(folder: Path, *said: str, ask: Callable[..., bytes] = asked_git.run_bytes, **given: str) -> bytes:
        asked.append(said)
        return ask(folder, *said, **given)

    def found(base: str, given: Unlike | None) -> tuple[Differing, list[str]]:
        """Return what differs, and of what the last comparison was asked."""
        asked.clear()
        differs = differing(records, base, given)
        compared = [said for said in asked if said[0] == "diff"][-1]
        return differs, [*compared[compared.index("-z") + 1 :]]

    monkeypatch.setattr(asked_git, "run_bytes", asking)
    whole, _ = found("HEAD", None)
    assert (whole.there, whole.added) == ({"a/[x].yml", "a/c.yml", "../README.md"}, frozenset())
    assert found("HEAD", known) == (whole, ["--", "README.md", "records/a/c.yml"])  # that the other is another is seen
    since, _ = found("v1", None)
    assert found("v1", known) == (since, ["v1", "--", "records/a/[x].yml"])  # of which the index has something else
    monkeypatch.setattr(trees, "_FEW", 2)
    assert found("HEAD", known) == (whole, ["HEAD"])


def test_what_the_index_has_of_before_differs_without_being_looked_at(git: Git, records: Path) -> None:
    (records / "a" / "b.yml").write_text("新", "utf-8")
    (records / "a" / "d.yml").write_text("新", "utf-8")
    git("rm", "--quiet", "records/平江县 一.yml")
    git("rm", "--quiet", "--cached", "records/a/c.yml")
    git("add", "records/a/b.yml", "records/a/d.yml")
    for message in ("", "二"):
        if message:
            git("commit", "--quiet", f"--message={message}")
        known = WorkingFolder(records).unlike
        assert known
        assert known.modified == set()
        found = differing(records, "v1", known)
        assert found == differing(records, "v1")
        assert (found.there, found.added) == ({"a/b.yml", "a/c.yml", "平江县 一.yml"}, {"a/d.yml"})
        assert found.forgotten == {"a/c.yml"}
    (records / "a" / "d.yml").unlink()
    (records / "a" / "b.yml").unlink()
    known = WorkingFolder(records).unlike
    assert known
    assert known.modified == {"a/b.yml", "a/d.yml"}
    assert differing(records, "v1", known) == differing(records, "v1")


@pytest.mark.parametrize(
    "text", ["新\n", "records/a/b.yml\r\n" * 9, "", "records/a/b.yml\r\n" * 8 + "records/a/b.yml\n"]
)
def test_of_a_file_that_is_seen_to_be_another_git_is_not_asked(
    git: Git, records: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (records / "a" / "b.yml").write_bytes(text.encode())
    known = WorkingFolder(records.parent).unlike
    assert known
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(trees, "_compared", _told_to(asked, trees._compared))
    found = differing(records.parent, "HEAD", known)
    is_another = "records" not in text
    assert [said[0] for said in asked] == (["--cached"] if is_another else ["--cached", "--"])
    assert found == differing(records.parent, "HEAD")
    assert found.there == ({"records/a/b.yml"} if is_another else set())
    git("commit", "--quiet", "--allow-empty", "--message=二")
    asked.clear()
    assert differing(records.parent, "HEAD~1", known).there == found.there
    assert differing(records.parent, "HEAD~1", known).there == found.there, "of the same index it is not asked again"
    git("rm", "--quiet", "--cached", "records/a/c.yml")
    now = WorkingFolder(records.parent, known.known).unlike
    assert differing(records.parent, "HEAD", now) == differing(records.parent, "HEAD")


def _told_to(asked: list[tuple[str, ...]], ask: Callable[..., dict[str, str]]) -> Callable[..., dict[str, str]]:
    def asking(whole: Path, *said: str, **environment: str) -> dict[str, str]:
        asked.append(said)
        return ask(whole, *said, **environment)

    return asking


@pytest.mark.parametrize("begun", ["add", "link", "mode", "folder"])
def test_whatever_else_a_file_became_git_is_asked(git: Git, records: Path, begun: str) -> None:
    for _ in range(2):  # the index is told of once
        memo = Memo(None)
        file = records / "a" / "b.yml"
        if begun == "add":
            (records / "a" / "new.yml").write_text("新", "utf-8")
            git("add", "--intent-to-add", "records/a/new.yml")
        elif begun == "link" and not (records / "a").is_symlink():
            (records / "a").rename(records.parent / "elsewhere")
            (records / "a").symlink_to(records.parent / "elsewhere")
            file.write_text("新", "utf-8")
        elif begun == "mode":
            file.chmod(0o755)
        elif begun == "folder" and not file.is_dir():
            file.unlink()
            (file / "b.yml").mkdir(parents=True)
            (file / "c.yml").touch()
        for _ in range(2):
            known = WorkingFolder(records, memo).unlike
            assert differing(records, "HEAD", known) == differing(records, "HEAD")


def test_of_what_git_could_not_merge_everything_is_looked_at(git: Git, records: Path) -> None:
    for branch in ("one", "other"):
        git("checkout", "--quiet", "-b", branch, "v1")
        (records / "a" / "b.yml").write_text(branch, "utf-8")
        git("commit", "--quiet", "--all", "--message=x")
    with pytest.raises(CalledProcessError):
        git("merge", "--quiet", "one")
    known = WorkingFolder(records).unlike
    assert known
    assert known.modified == {"a/b.yml"}
    assert differing(records, "v1", known) == differing(records, "v1")


def test_what_was_added_and_is_as_it_was_before_does_not_differ(git: Git, records: Path) -> None:
    (records / "a" / "b.yml").write_text("新", "utf-8")
    git("add", "--all")
    (records / "a" / "b.yml").write_text("records/a/b.yml\n" * 9, "utf-8")
    known = WorkingFolder(records).unlike
    assert known
    assert known.modified == {"a/b.yml"}
    assert differing(records, "v1", known) == differing(records, "v1")
    assert not differing(records, "v1", known).paths


def test_changed_new_moved_and_deleted_files_are_told_from_the_ledger(git: Git, records: Path) -> None:
    (records / "平江县 一.yml").write_text("新\n", "utf-8")
    (records / "a" / '引号"和\n换行.yml').write_text("x", "utf-8")
    (records / "a" / "b.yml").rename(records / "a" / "d.yml")
    (records / "a" / "c.yml").unlink()
    (records / "x.tmp").touch()
    (records.parent / "README.md").write_text("outside", "utf-8")
    there = {"平江县 一.yml", "a/b.yml", "a/c.yml", "../README.md"}
    added = {'a/引号"和\n换行.yml', "a/d.yml", "../b/c.yml"}
    (records.parent / "b").mkdir()
    (records.parent / "b" / "c.yml").write_text("outside", "utf-8")

    def found() -> tuple[object, ...]:
        since = differing(records, "v1")
        assert differing(records, "v1", WorkingFolder(records).unlike) == since, "what is known is not looked for"
        return since.there, since.added, since.paths

    assert found() == (there, added, there | added)
    git("add", "--all")
    assert found() == (there, added, there | added)
    git("commit", "--quiet", "--message=二")
    assert found() == (there, added, there | added)
    assert differing(records, "HEAD").paths == frozenset()


@pytest.mark.parametrize("ledger", ["records", "records/a", "."])
def test_git_is_asked_only_of_what_it_may_not_know(git: Git, records: Path, ledger: str) -> None:
    root = records.parent / ledger
    (records / ".gitignore").write_text("*.tmp\n", "utf-8")
    (records.parent / ".gitignore").write_text("*.tmp\n/built\n", "utf-8")
    for name in ("built/x.html", "x.tmp", "x[1].yml", "records/x.yml", "records/a/.x/y.yml", "records/a/x.tmp"):
        (records.parent / name).parent.mkdir(parents=True, exist_ok=True)
        (records.parent / name).touch()
    (records / "a" / "link.yml").symlink_to("b.yml")
    found = differing(root, "HEAD", WorkingFolder(root).unlike)
    assert found == differing(root, "HEAD")
    names = {"records/.gitignore", "x[1].yml", "records/x.yml", "records/a/.x/y.yml", "records/a/link.yml"}
    assert {os.path.normpath(f"{ledger}/{path}") for path in found.added} == names
    for inner in ("records/a/inner", "inner"):
        git("init", "--quiet", inner)
        (records.parent / inner / "x.yml").touch()
    found = differing(root, "HEAD", WorkingFolder(root).unlike)
    assert found == differing(root, "HEAD")
    assert {os.path.normpath(f"{ledger}/{path}") for path in found.added} == {*names, "records/a/inner", "inner"}


def test_of_much_that_git_may_not_know_it_is_asked_for_all(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "_FEW", 1)
    (records / "x.yml").touch()
    (records.parent / "x.yml").touch()
    assert differing(records, "HEAD", WorkingFolder(records).unlike).added == {"x.yml", "../x.yml"}


def test_of_a_commit_differs_what_is_committed_whatever_lies_there(git: Git, records: Path) -> None:
    (records / "a" / "b.yml").write_text("新", "utf-8")
    git("rm", "--quiet", "--cached", "records/a/c.yml")
    git("add", "records/a/b.yml")
    git("commit", "--quiet", "--message=二")
    (records / "平江县 一.yml").write_text("没提交", "utf-8")
    (records / "new.yml").touch()
    found = differing_commit(records, "v1")
    assert (found.there, found.added, found.forgotten) == ({"a/b.yml", "a/c.yml"}, frozenset(), {"a/c.yml"})
    git("stash", "--quiet", "--include-untracked")
    assert differing(records, "v1") == differing_commit(records, "v1")


def test_file_that_git_was_told_to_forget_and_that_still_lies_there_is_not_added(git: Git, records: Path) -> None:
    git("rm", "--quiet", "--cached", "records/a/b.yml")
    found = differing(records, "v1")
    assert (found.there, found.added, found.forgotten) == ({"a/b.yml"}, frozenset(), {"a/b.yml"})
    assert differing(records, "v1", WorkingFolder(records).unlike) == found
    (records / "a" / "b.yml").unlink()
    assert differing(records, "v1").forgotten == frozenset()


def test_an_index_that_names_no_file_is_damaged(records: Path) -> None:
    index = records.parent / ".git" / "index"
    index.write_bytes(index.read_bytes().replace(b"records/a/c.yml", b"\0ecords/a/c.yml"))
    with pytest.raises(DamagedRepositoryError):
        differing(records, "v1")


def test_an_index_that_is_cut_is_damaged_whatever_git_is_asked(git: Git, records: Path) -> None:
    for number in range(300):  # half of it goes on as if it was whole
        (records / "a" / f"b{number}.yml").touch()
    git("add", "--all")
    git("commit", "--quiet", "--message=很多")
    index = records.parent / ".git" / "index"
    whole = index.read_bytes()
    for content in (b"DIRC", whole[: len(whole) // 2]):
        index.write_bytes(content)
        with pytest.raises(DamagedRepositoryError):
            differing(records, "HEAD")


def test_what_a_clone_has_not_fetched_and_cannot_is_told_as_such(
    git: Git, records: Path, tmp_path_factory: Any
) -> None:
    (records / "a" / "b.yml").write_text("二\n", "utf-8")
    git("commit", "--quiet", "--all", "--message=二")
    git("config", "uploadpack.allowFilter", "true")
    part = tmp_path_factory.mktemp("part") / "clone"
    git("clone", "--quiet", "--filter=blob:none", records.parent.as_uri(), str(part))
    git("-C", str(part), "remote", "set-url", "origin", "file:///nowhere")
    base = git("rev-parse", "v1")
    assert differing(part / "records", base).there == {"a/b.yml"}  # which asks for no content
    with (
        CommittedTree(part / "records", tree(part / "records", base)) as committed,
        pytest.raises(DamagedRepositoryError) as refused,
    ):
        committed.read("a/b.yml")
    assert "git clone --filter" in refused.value.remedy


def test_file_name_that_is_not_utf_8(records: Path) -> None:
    name = os.fsdecode(b"\xd5\xc5.yml")
    (records / name).write_text("x", "utf-8")
    assert differing(records, "v1").added == {name}


def test_a_folder_is_a_tree_at_a_commit(git: Git, records: Path) -> None:
    head = revision(records)
    assert tree(records, head) == git("rev-parse", "HEAD:records")
    assert tree(records.parent, head) == git("rev-parse", "HEAD^{tree}")
    assert has_tree(records, tree(records, head))
    assert not has_tree(records, head[::-1])
    assert not has_tree(records, git("rev-parse", "HEAD:README.md"))


@pytest.mark.parametrize("name", ["f" * 40, "nothing", "HEAD~1", "--all", ""])
def test_no_tree_without_a_commit(records: Path, name: str) -> None:
    with pytest.raises(GitUnavailableError):
        tree(records, name)


def test_a_tree_is_unpacked_below_a_folder_of_its_own(git: Git, records: Path, tmp_path_factory: Any) -> None:
    name = tree(records, revision(records))
    (records / "a" / "b.yml").write_text("新\n", "utf-8")
    target = tmp_path_factory.mktemp("then")
    found = unpack(records, name, target)
    assert found == target / "records"
    assert (found / "a" / "b.yml").read_text("utf-8") == "records/a/b.yml\n" * 9
    assert sorted(path.name for path in found.iterdir()) == ["a", "平江县 一.yml"]
    assert not (target / "README.md").exists()
    assert git("status", "--porcelain") == "M records/a/b.yml"


def test_some_files_of_a_tree_are_unpacked_alone(git: Git, records: Path, tmp_path_factory: Any) -> None:
    name, target = tree(records, revision(records)), tmp_path_factory.mktemp("then")
    (records / "平江县 一.yml").unlink()
    found = unpack(records, name, target, ["平江县 一.yml", "a/c.yml"])
    assert (found / "平江县 一.yml").read_text("utf-8") == "records/平江县 一.yml\n" * 9
    assert sorted(path.relative_to(found).as_posix() for path in found.rglob("*.yml")) == ["a/c.yml", "平江县 一.yml"]
    assert git("status", "--porcelain", "-z") == "D records/平江县 一.yml\0"


def test_no_file_is_unpacked_where_none_is_asked_for_nor_one_that_the_tree_lacks(
    records: Path, tmp_path_factory: Any
) -> None:
    name, target = tree(records, revision(records)), tmp_path_factory.mktemp("then")
    unpack(records, name, target, [])
    assert [path.name for path in target.iterdir()] == [".index"]
    with pytest.raises(GitUnavailableError):
        unpack(records, name, target, ["a/none.yml"])


def test_a_tree_that_is_not_there_is_not_unpacked(records: Path, tmp_path_factory: Any) -> None:
    with pytest.raises(GitUnavailableError):
        unpack(records, "f" * 40, tmp_path_factory.mktemp("then"))
