"""Where Git is told to make other files of those that it holds, in a real repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.review.conftest import Git

from jiedui.review.attributes import converts
from jiedui.review.git import GitUnavailableError
from jiedui.review.working import WorkingFolder


@pytest.mark.parametrize("where", [".gitattributes", "records/.gitattributes", ".git/info/attributes", "own"])
def test_it_may_be_told_in_any_of_the_places(git: Git, records: Path, where: str) -> None:
    git("config", "core.attributesFile", str(records.parent / "own"))
    for said, does in (
        ("*.yml filter=lfs", True),
        ("*.yml ident", True),
        ("*.yml text working-tree-encoding=GBK", True),
        ("* text=auto eol=crlf", False),
        ("*.yml diff=identity", False),
    ):
        (records.parent / where).parent.mkdir(exist_ok=True)
        (records.parent / where).write_text(f"{said}\n", "utf-8")
        assert converts(records, [b""]) is does
    assert not converts(records / "a", [])


def test_the_folders_around_belong_to_the_repository_too(records: Path) -> None:
    (records.parent / ".gitattributes").write_text("*.yml ident\n", "utf-8")
    assert converts(records / "a", [])


def test_it_may_be_told_below(records: Path) -> None:
    assert not converts(records, [b"a"])
    (records / "a" / ".gitattributes").write_text("b.yml filter=x\n", "utf-8")
    assert converts(records, [b"a"])
    assert not converts(records, [])


def test_settings_of_the_machine_count_where_the_repository_names_no_others(
    git: Git, records: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / ".config" / "git").mkdir(parents=True)
    (home / ".config" / "git" / "attributes").write_text("*.yml filter=lfs\n", "utf-8")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("HOME", str(home))
    assert converts(records, [])
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    assert converts(records, [])
    git("config", "core.attributesFile", "/dev/null")
    assert not converts(records, [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_of_that_name_is_not_waited_for_by_git_either(records: Path) -> None:
    os.mkfifo(records / ".gitattributes")
    assert converts(records, [b""])
    assert len(WorkingFolder(records).listing.lines) > 1


def test_outside_git_nobody_knows(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(GitUnavailableError):
        converts(tmp_path_factory.mktemp("bare"), [])
