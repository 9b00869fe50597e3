"""A commit checked out without most of its households, in a real repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.review.conftest import Git

from jiedui.review.committed import CommittedTree
from jiedui.review.git import GitUnavailableError, prefix, revision
from jiedui.review.thin import checked_out
from jiedui.review.trees import tree

HOMES = ("records/a/households/A-1/household.yml", "records/a/households/A-2/household.yml")
BESIDE = {".gitignore", "README.md", "records/a/b.yml", "records/a/c.yml", "records/平江县 一.yml"}


@pytest.fixture
def changed(git: Git, records: Path) -> str:
    """A commit with two households and an example outside; the one before has one of them otherwise."""
    for number in "12":
        for path in (*HOMES, "docs/households/x.yml", "records/a/households/.gitattributes"):
            file = records.parent / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"name: {number if path == HOMES[0] else 0}\n", "utf-8")
        git("add", "--all")
        git("commit", "--quiet", f"--message={number}")
    return git("rev-parse", "HEAD")


def files(folder: Path) -> set[str]:
    """Return what lies in a working tree."""
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file() and file.name != ".git"}


def test_of_households_lies_there_what_has_changed_and_all_else(git: Git, records: Path, changed: str) -> None:
    outside = {"docs/households/x.yml", "records/a/households/.gitattributes"}
    for since, homes in (("", set()), (f"{changed}~1", {HOMES[0]}), ("v1", {*HOMES})):
        with checked_out(records, changed, since) as place:
            assert files(place.parent) == BESIDE | outside | homes
            assert (revision(place), prefix(place)) == (changed, "records/")
            with CommittedTree(place, tree(place, "HEAD")) as whole:
                assert whole.read("a/households/A-1/household.yml") == b"name: 2\n"
        assert not place.exists()
        assert len(git("worktree", "list").splitlines()) == 1
        assert git("status", "--porcelain") == ""


def test_a_ledger_below_a_folder_of_that_name_keeps_all_that_is_of_no_household(git: Git, records: Path) -> None:
    ledger = records / "households" / "l"
    for path in ("policy/ledger.yml", "a/households/A-1/household.yml"):
        (ledger / path).parent.mkdir(parents=True)
        (ledger / path).write_text("1\n", "utf-8")
    git("add", ".")
    git("commit", "--quiet", "--message=二")
    with checked_out(ledger, "HEAD", "") as place:
        assert files(place) == {"policy/ledger.yml"}


def test_a_commit_without_the_folder_has_none(git: Git, records: Path) -> None:
    git("mv", "records", "elsewhere")
    git("commit", "--quiet", "--message=二")
    git("checkout", "--quiet", "v1")
    with checked_out(records, "main", "v1") as place:
        assert not place.exists()
        assert (place.parent / "elsewhere" / "a" / "b.yml").exists()


def test_what_is_no_commit_is_not_checked_out(records: Path) -> None:
    with pytest.raises(GitUnavailableError), checked_out(records, "nothing", ""):
        pass
