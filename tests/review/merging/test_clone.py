"""A clone is told to merge records by this program, and Git then runs it: in a folder with blanks and Chinese, too."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import jiedui
from jiedui.records import writer
from jiedui.records.schema import SchemaLibrary
from jiedui.review import git
from jiedui.review.merging import clone

Git = Callable[..., str]
PATH = "records/pingjiang/households/PJ-4WXY/household.yml"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A repository whose name has a blank."""
    return tmp_path / "平江 台账"


@pytest.fixture
def run(place: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run Git in it; whatever it ends with, what it says."""
    place.mkdir()
    (place / "records").mkdir()
    monkeypatch.setenv("PYTHONPATH", str(Path(jiedui.__file__).parents[1]))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "t")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "t@example.invalid")

    def call(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=place, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    call("init", "--quiet", "--initial-branch=main")
    return call


def attribute(run: Git, path: str) -> str:
    return run("check-attr", "merge", "--", path).strip().rpartition(": ")[2]


def test_records_alone_are_merged_by_it_until_it_is_taken_back(run: Git, place: Path) -> None:
    own = place / ".git" / "info" / "attributes"
    own.parent.mkdir(exist_ok=True)
    theirs = "*.txt -text\n文件*.doc -text\n".encode("gbk")
    own.write_bytes(theirs)
    assert clone.install(place / "records") is False
    clone.install(place / "records")  # twice is once
    assert own.read_bytes() == theirs + b"records/**/*.yml merge=jiedui\n"
    assert attribute(run, PATH) == attribute(run, "records/divisions.yml") == "jiedui"
    assert attribute(run, "other.yml") == "unspecified"
    assert run("config", "merge.jiedui.driver").strip() == clone.command()
    clone.uninstall(place / "records")
    clone.uninstall(place / "records")
    assert own.read_bytes() == theirs
    assert run("config", "merge.jiedui.driver") == run("config", "merge.jiedui.name") == ""


@pytest.mark.parametrize("name", ["我的 台账/records", "a[b]*/records", '"x"/records', "#x/records", "."])
def test_the_ledger_may_lie_in_a_folder_of_any_name(run: Git, place: Path, name: str) -> None:
    (place / name).mkdir(parents=True, exist_ok=True)
    clone.install(place / name)
    assert attribute(run, f"{name}/city/unit.yml".removeprefix("./")) == "jiedui"
    assert attribute(run, "elsewhere/city/unit.yml") == ("jiedui" if name == "." else "unspecified")


@pytest.mark.usefixtures("run")
def test_it_is_told_whether_all_have_the_attribute(place: Path) -> None:
    (place / ".gitattributes").write_text("records/** text eol=lf merge=jiedui\n", "utf-8")
    assert clone.install(place / "records") is True


def test_outside_a_repository_nothing_is_set(tmp_path: Path) -> None:
    with pytest.raises(git.GitUnavailableError):
        clone.install(tmp_path)
    with pytest.raises(git.GitUnavailableError):
        clone.uninstall(tmp_path)


def test_on_windows_the_command_is_one_that_its_shell_understands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.review.merging.clone.Path", lambda text: Path(text.replace("\\", "/")))
    monkeypatch.setattr(sys, "executable", r"C:\用户\张 三\100%\python.exe")
    assert clone.command().startswith("'C:/用户/张 三/100%%/python.exe' -m jiedui merge %O %A %B %P; ")


@pytest.fixture
def parted(run: Git, place: Path, changed: Callable[..., Any], library: SchemaLibrary) -> Callable[[Any, Any], Path]:
    """Let two branches make of the household what two changes say; return its file, on the first."""

    def part(ours: Any, theirs: Any) -> Path:
        file = place / PATH
        file.parent.mkdir(parents=True)
        for branch, edits in (("main", {}), ("theirs", theirs), ("ours", ours)):
            run("checkout", "--quiet", *(["-B", branch, "main"] if branch != "main" else ["main"]))
            file.write_text(writer.write(changed(edits), library["household"]), "utf-8")
            run("add", ".")
            run("commit", "--quiet", "--message", branch)
        clone.install(place / "records")
        return file

    return part


def test_git_merges_records_by_it(
    run: Git, parted: Callable[[Any, Any], Path], changed: Callable[..., Any], library: SchemaLibrary
) -> None:
    one, other = {"phone": "15400001111"}, {"address": "9组"}
    file = parted(one, other)
    assert "CONFLICT" not in run("merge", "theirs")
    assert file.read_text("utf-8") == writer.write(changed({**one, **other}), library["household"])


def test_git_stops_at_what_contradicts_and_the_line_tells_where(run: Git, parted: Callable[[Any, Any], Path]) -> None:
    file = parted({"phone": "15400001111"}, {"phone": "15400002222"})
    said = run("merge", "theirs")
    assert "冲突：户 PJ-4WXY：phone（联系电话），两边改得不一样。" in said
    assert f"CONFLICT (content): Merge conflict in {PATH}" in said
    assert "<<<<<<< 这一边\n" in file.read_text("utf-8")
    assert run("diff", "--name-only", "--diff-filter=U").strip() == PATH


def test_where_the_program_is_gone_git_merges_by_lines_and_no_side_is_lost(
    run: Git, parted: Callable[[Any, Any], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    file = parted({"phone": "15400001111"}, {"phone": "15400002222"})
    assert "CONFLICT" in run("merge", "theirs")
    text = file.read_text("utf-8")
    assert "15400001111" in text
    assert "15400002222" in text
    assert "<<<<<<< ours\n" in text
