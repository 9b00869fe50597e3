"""The files of a ledger as Git holds them, in a real repository."""

from __future__ import annotations

import os
from pathlib import Path
from subprocess import Popen

import pytest
from tests.review.conftest import Git

from jiedui.records.files import MAX_BYTES
from jiedui.records.listing import content_id
from jiedui.review import git as asking
from jiedui.review.committed import CommittedTree
from jiedui.review.git import DamagedRepositoryError, GitUnavailableError
from jiedui.review.trees import tree, unpack
from jiedui.review.working import WorkingFolder

PATHS = ["a/b.yml", "a/c.yml", "平江县 一.yml"]


def test_it_holds_what_was_committed_whatever_lies_there_now(records: Path) -> None:
    before = {path: (records / path).read_bytes() for path in PATHS}
    (records / "a" / "b.yml").write_text("other", "utf-8")
    (records / "a" / "c.yml").unlink()
    (records / "new.yml").touch()
    with CommittedTree(records, tree(records, "v1")) as then:
        assert then.root == records
        assert then.listing.below("") == {path: content_id(raw) for path, raw in before.items()}
        assert {path: then.read(path) for path in PATHS} == before
        for path in ("none.yml", "a"):
            with pytest.raises(FileNotFoundError):
                then.read(path)


def test_of_few_files_that_are_asked_for_no_others_are_listed(git: Git, records: Path) -> None:
    (records / "a" / ".gitattributes").touch()
    (records / "[a]").mkdir()
    (records / "[a]" / "b.yml").write_text("x: 1\n", "utf-8")
    git("add", ".")
    git("commit", "--quiet", "--message=二")
    (records / "a" / ".gitattributes").write_text("b.yml text working-tree-encoding=UTF-16\n", "utf-8")
    name = tree(records, "HEAD")
    with CommittedTree(records, name) as whole, CommittedTree(records, name, ["a/b.yml", "none.yml"]) as then:
        assert [*then.listing.below("")] == ["a/.gitattributes", "a/b.yml"]
        assert then.read("a/b.yml") == whole.read("a/b.yml")
        assert then.read("a/b.yml").startswith((b"\xff\xfe", b"\xfe\xff"))
        with pytest.raises(FileNotFoundError):
            then.read("a/c.yml")
    with CommittedTree(records, name, ["[a]/b.yml"]) as then:
        assert [*then.listing.below("")] == ["[a]/b.yml"]
    with CommittedTree(records, name, [f"{number}.yml" for number in range(201)]) as then:
        assert {*PATHS} <= then.listing.below("").keys()


def test_a_folder_is_known_by_the_same_as_where_it_lies(records: Path) -> None:
    with CommittedTree(records, tree(records, "v1")) as then:
        assert then.listing.folder_id("a") == WorkingFolder(records).listing.folder_id("a")


def test_files_are_as_a_checkout_writes_them(records: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (records.parent / ".gitattributes").write_text("*.yml text working-tree-encoding=UTF-16\n", "utf-8")
    with CommittedTree(records, tree(records, "v1")) as then:
        written = unpack(records, tree(records, "v1"), tmp_path_factory.mktemp("then"))
        assert then.read("平江县 一.yml") == (written / "平江县 一.yml").read_bytes()
        assert then.read("a/b.yml").startswith((b"\xff\xfe", b"\xfe\xff"))


def test_links_and_other_repositories_are_no_files(git: Git, records: Path) -> None:
    (records / "link.yml").symlink_to("a/b.yml")
    git("init", "--quiet", "records/inner")
    git("-C", "records/inner", "commit", "--quiet", "--allow-empty", "--message=x")
    git("-c", "advice.addEmbeddedRepo=false", "add", ".")
    git("commit", "--quiet", "--message=二")
    with CommittedTree(records, tree(records, "HEAD")) as then:
        found = [(entry.name, entry.is_file, entry.what) for entry in then.listing.entries() if entry.name < "m"]
        assert found == [("a", False, b"folder"), ("inner", False, b"folder"), ("link.yml", False, b"link")]
        with pytest.raises(FileNotFoundError):
            then.read("link.yml")


def test_of_a_file_too_large_the_beginning_is_read_and_the_next_whole(git: Git, records: Path) -> None:
    (records / "large.yml").write_bytes(b"a" * (MAX_BYTES + 9))
    git("add", ".")
    git("commit", "--quiet", "--message=二")
    with CommittedTree(records, tree(records, "HEAD")) as then:
        assert len(then.read("large.yml")) == MAX_BYTES + 1
        assert then.read("a/b.yml") == (records / "a" / "b.yml").read_bytes()


def test_what_is_not_there_and_what_cannot_be_read(git: Git, records: Path) -> None:
    with pytest.raises(GitUnavailableError):
        CommittedTree(records, "0" * 40).listing.below("")
    name = git("rev-parse", "v1:records/a/b.yml")
    with CommittedTree(records, tree(records, "v1")) as then:
        (records.parent / ".git" / "objects" / name[:2] / name[2:]).unlink()
        with pytest.raises(DamagedRepositoryError):
            then.read("a/b.yml")
        assert then.read("a/c.yml")


def test_one_git_answers_all_questions_of_a_process(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []

    def asked(root: Path, *words: str) -> Popen[bytes]:
        started.append(words[0])
        return ask(root, *words)

    ask, process = asking.asked, os.getpid()
    monkeypatch.setattr(asking, "asked", asked)
    with CommittedTree(records, tree(records, "v1")) as then:
        assert [len(then.read(path)) for path in (*PATHS, *PATHS)] == [144, 144, 234] * 2
        assert started == ["cat-file"]
        monkeypatch.setattr(os, "getpid", lambda: process + 1)  # as in a fork
        assert then.read("a/b.yml")
        assert started == ["cat-file"] * 2
        then.__exit__(None, None, None)
        monkeypatch.undo()
