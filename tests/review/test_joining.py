"""Two commits made one in a real repository, by a Git of today and by one that merges in a working tree alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.review.conftest import Git

from jiedui.review.git import GitUnavailableError
from jiedui.review.joining import Conflict, UnjoinedError, joined

# A Git before 2.38: it takes the way without a working tree for a mistake.
_OLD = """#!/bin/sh
for word do [ "$word" != --write-tree ] || exit 129; done
exec {} "$@"
"""


@pytest.fixture(params=["now", "before 2.38"])
def _every_git(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    if request.param == "now":
        return
    folder = tmp_path_factory.mktemp("old")
    (folder / "git").write_text(_OLD.format(shutil.which("git")), "utf-8")
    (folder / "git").chmod(0o755)
    request.getfixturevalue("monkeypatch").setenv("PATH", str(folder), prepend=":")


def part(git: Git, mine: str, theirs: str) -> None:
    """Let two branches write something into the first line of a file each."""
    for branch, path in (("mine", mine), ("theirs", theirs)):
        git("checkout", "--quiet", "-b", branch, "v1")
        file = Path(git("rev-parse", "--show-toplevel")) / path
        file.write_text(file.read_text("utf-8").replace(path, branch, 1), "utf-8")
        git("commit", "--quiet", "--all", f"--message={branch}")


def state(git: Git) -> tuple[str, ...]:
    return git("status", "--porcelain"), git("for-each-ref"), git("worktree", "list")


@pytest.mark.usefixtures("_every_git")
def test_a_commit_holds_both_and_nothing_here_is_touched(git: Git, records: Path) -> None:
    part(git, "records/a/b.yml", "README.md")
    before = state(git)
    made = joined(records.parent, "mine", "theirs")
    assert git("show", "--no-patch", "--format=%s %P", made) == (
        f"合并主分支 {git('rev-parse', 'mine')} {git('rev-parse', 'theirs')}"
    )
    assert [git("show", f"{made}:{path}").split()[0] for path in ("records/a/b.yml", "README.md")] == ["mine", "theirs"]
    assert state(git) == before


@pytest.mark.usefixtures("_every_git")
def test_where_they_contradict_each_other_it_is_told_in_which_files(git: Git, records: Path) -> None:
    part(git, "records/平江县 一.yml", "records/平江县 一.yml")
    before = state(git)
    with pytest.raises(UnjoinedError) as told:
        joined(records.parent, "mine", "theirs")
    name = "records/平江县 一.yml"
    assert told.value.conflicts == (
        Conflict(name, *(git("rev-parse", f"{side}:{name}") for side in ("mine", "theirs", "v1"))),
    )
    assert state(git) == before


def own_attributes(git: Git) -> Path:
    """Return where Git is told something of the files of this clone alone."""
    file = Path(git("rev-parse", "--absolute-git-dir")) / "info" / "attributes"
    file.parent.mkdir(exist_ok=True)
    return file


@pytest.mark.usefixtures("_every_git")
def test_a_driver_of_this_computer_has_no_part_in_it(git: Git, records: Path) -> None:
    part(git, "records/a/b.yml", "records/a/b.yml")
    sides = git("rev-parse", "mine"), git("rev-parse", "theirs")
    (records.parent / ".gitattributes").write_text("*.yml merge=mine\n", "utf-8")
    git("config", "merge.mine.driver", "true %O %A %B")
    own_attributes(git).write_text("*.yml merge=mine\n", "utf-8")
    before = state(git)
    with pytest.raises(UnjoinedError):
        joined(records.parent, *sides)
    assert state(git) == before
    git("merge", "--quiet", "--no-edit", "mine")  # as the person would see it


@pytest.mark.usefixtures("_every_git")
@pytest.mark.parametrize("attributes", ["*.yml merge=union\n", "*.yml -merge\n"])
@pytest.mark.parametrize("place", ["clone", "person"])
def test_what_only_this_clone_or_person_says_of_the_files_has_no_part_in_it(
    git: Git, records: Path, tmp_path: Path, attributes: str, place: str
) -> None:
    file = own_attributes(git) if place == "clone" else tmp_path / "attributes"
    git("config", "core.attributesFile", str(tmp_path / "attributes"))
    lines = records / "a" / "lines.yml"
    lines.write_text("1\n2\n3\n4\n5\n6\n7\n", "utf-8")
    git("add", ".")
    git("commit", "--quiet", "--message=base")
    base = git("rev-parse", "HEAD")
    sides = []
    for old, new in (("1\n", "一\n"), ("7\n", "七\n"), ("1\n", "壹\n")):
        git("checkout", "--quiet", "--detach", base)
        lines.write_text(lines.read_text("utf-8").replace(old, new), "utf-8")
        git("commit", "--quiet", "--all", "--message=side")
        sides.append(git("rev-parse", "HEAD"))
    first, last, other = sides
    file.write_text(attributes, "utf-8")
    before = state(git)
    made = joined(records, first, last)
    assert git("show", f"{made}:records/a/lines.yml").split() == ["一", "2", "3", "4", "5", "6", "七"]
    with pytest.raises(UnjoinedError):
        joined(records, first, other)
    assert state(git) == before


def say(git: Git, folder: str, attributes: str) -> None:
    """Let Git be told something of the files of a folder, in what is committed nowhere."""
    top = Path(git("rev-parse", "--show-toplevel"))
    (top / folder / ".gitattributes").write_text(attributes, "utf-8")


@pytest.mark.usefixtures("_every_git")
@pytest.mark.parametrize("folder", ["", "records"])
def test_how_to_merge_is_told_by_what_is_committed_alone(git: Git, records: Path, folder: str) -> None:
    part(git, "records/a/b.yml", "records/a/b.yml")
    git("checkout", "--quiet", "mine")
    say(git, folder, "*.yml merge=union\n")
    for stage in (["status"], ["add", "."]):  # untracked, and staged
        git(*stage)
        with pytest.raises(UnjoinedError):
            joined(records, git("rev-parse", "mine"), git("rev-parse", "theirs"))
    git("commit", "--quiet", "--message=并")
    say(git, folder, "*.yml -merge\n")
    before = state(git)
    made = joined(records, git("rev-parse", "mine"), git("rev-parse", "theirs"))
    assert git("show", f"{made}:records/a/b.yml").split()[:2] == ["mine", "theirs"]
    assert state(git) == before


@pytest.mark.usefixtures("_every_git")
@pytest.mark.parametrize("first", ["file", "folder"])
def test_a_file_where_the_others_have_a_folder_is_told_by_its_path(git: Git, records: Path, first: str) -> None:
    for branch, path in (("file", "plan"), ("folder", "plan/a.yml")):
        git("checkout", "--quiet", "-b", branch, "v1")
        file = records / path
        file.parent.mkdir(exist_ok=True)
        file.write_text("1\n", "utf-8")
        git("add", ".")
        git("commit", "--quiet", f"--message={branch}")
    sides = [git("rev-parse", branch) for branch in ("file", "folder")]
    with pytest.raises(UnjoinedError) as told:
        joined(records, *(sides if first == "file" else sides[::-1]))
    blob = git("rev-parse", "file:records/plan")
    expected = {"ours": blob, "theirs": ""} if first == "file" else {"ours": "", "theirs": blob}
    assert told.value.conflicts == (Conflict("records/plan", base="", **expected),)


# What somebody may have set for merges of his own, with what a forge has not.
OWN = {
    "commit.gpgSign": "true",
    "gpg.program": "false",
    "i18n.commitEncoding": "GBK",
    "merge.directoryRenames": "false",
    "merge.ff": "only",
    "merge.renames": "false",
    "merge.verifySignatures": "true",
}


@pytest.mark.usefixtures("_every_git")
def test_it_is_made_as_the_forge_does_whatever_somebody_has_set(git: Git, records: Path) -> None:
    part(git, "records/a/b.yml", "README.md")
    git("mv", "records/a/b.yml", "records/a/c b.yml")
    git("commit", "--quiet", "--message=换了位置")
    made = joined(records.parent, "mine", "theirs")
    assert git("show", f"{made}:records/a/c b.yml").startswith("mine")
    for name, value in OWN.items():
        git("config", name, value)
    assert joined(records.parent, "mine", "theirs") == made


@pytest.mark.usefixtures("_every_git")
def test_what_is_new_in_a_folder_that_moved_is_for_people_whatever_somebody_has_set(git: Git, records: Path) -> None:
    git("checkout", "--quiet", "-b", "mine", "v1")
    git("mv", "records/a", "records/z")
    git("commit", "--quiet", "--message=换了位置")
    git("checkout", "--quiet", "-b", "theirs", "v1")
    (records / "a" / "new.yml").write_text("新\n", "utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--message=新")
    for value in ("conflict", "true", "false"):
        git("config", "merge.directoryRenames", value)
        with pytest.raises(UnjoinedError) as told:
            joined(records.parent, "mine", "theirs")
        assert [conflict.path for conflict in told.value.conflicts] == ["records/z/new.yml"]


@pytest.mark.usefixtures("_every_git")
def test_what_is_no_commit_is_joined_with_nothing(git: Git, records: Path) -> None:
    with pytest.raises(GitUnavailableError):
        joined(records.parent, git("rev-parse", "HEAD"), "nothing")


@pytest.mark.usefixtures("_every_git")
def test_what_is_made_is_the_same_whenever_it_is_asked_for(
    git: Git, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part(git, "records/a/b.yml", "README.md")
    made = joined(records.parent, "mine", "theirs")
    assert git("show", "--no-patch", "--format=%an %at %cn %ct", made) == "jiedui 946684800 jiedui 946684800"
    for role in ("AUTHOR", "COMMITTER"):  # another second
        monkeypatch.setenv(f"GIT_{role}_DATE", "2001-01-01T00:00:00Z")
    assert joined(records.parent, "mine", "theirs") == made
