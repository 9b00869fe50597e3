"""The files of a ledger known by Git where it knows them, in real repositories."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from tests.review.conftest import Git

from jiedui.records import scan
from jiedui.records.listing import content_id
from jiedui.records.memo import Memo
from jiedui.review import git as git_of_ledger
from jiedui.review.trees import differing
from jiedui.review.working import WorkingFolder, name_of

ALL = ["a/b.yml", "a/c.yml", "平江县 一.yml"]


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are read to know them."""
    paths: list[str] = []

    def reading(root: Path, path: str) -> bytes:
        paths.append(path)
        return root.joinpath(path).read_bytes()

    monkeypatch.setattr(scan, "read_bytes", reading)
    return paths


@pytest.fixture(autouse=True)
def settled(git: Git, records: Path) -> None:
    """What was committed was so a while ago, as Git sees it: else it reads the files again, too."""
    for file in (*records.rglob("*.yml"), records.parent / "README.md"):
        os.utime(file, (time.time() - 100,) * 2)
    git("update-index", "--refresh")


def _ids(folder: Path) -> dict[str, str]:
    """Return the files below a folder, without hidden ones, with the ids that their bytes have."""
    return {
        file.relative_to(folder).as_posix(): content_id(file.read_bytes())
        for file in folder.rglob("*")
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    }


def _listed(folder: Path) -> dict[str, str]:
    return WorkingFolder(folder).listing.below("")


def test_what_git_says_is_unchanged_is_not_read(records: Path, hashed: list[str]) -> None:
    assert _listed(records) == _ids(records)
    assert sorted(_listed(records)) == ALL
    assert hashed == []
    assert WorkingFolder(records).read("a/b.yml") == (records / "a" / "b.yml").read_bytes()


def test_what_differs_from_the_index_is_read(git: Git, records: Path, hashed: list[str]) -> None:
    (records / "a" / "b.yml").write_text("other", "utf-8")
    (records / "a" / "c.yml").unlink()
    (records / "new.yml").write_text("new", "utf-8")
    (records / "ignored.tmp").write_text("ignored", "utf-8")
    (records / ".hidden.yml").write_text("hidden", "utf-8")
    (records / os.fsdecode(b"\xd5.yml")).write_text("name", "utf-8")
    found = _listed(records)
    assert found == _ids(records)
    assert sorted(hashed) == ["a/b.yml", "ignored.tmp", "new.yml", "\udcd5.yml"]
    hashed.clear()
    git("add", "--all")  # what is in the index need not be committed
    assert (_listed(records), hashed) == (found, ["ignored.tmp"])


def test_a_file_with_its_length_and_day_set_back_is_read(records: Path, hashed: list[str]) -> None:
    file = records / "a" / "b.yml"
    before = file.stat()
    time.sleep(1 - before.st_ctime % 1)  # Git tells the changes of one second apart by their length and day alone
    file.write_bytes(file.read_bytes()[::-1])
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (_listed(records), hashed) == (_ids(records), ["a/b.yml"])


def test_an_index_that_is_known_tells_but_what_has_changed(
    git: Git, records: Path, hashed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time_ns", lambda now=time.time_ns: now() + 5_000_000_000)
    asked: list[bool] = []

    def asking(folder: Path, *said: str, run: Callable[..., bytes] = git_of_ledger.run_bytes, **given: str) -> bytes:
        asked.append("--stage" in said)
        return run(folder, *said, **given)

    monkeypatch.setattr(git_of_ledger, "run_bytes", asking)

    def listed() -> tuple[dict[str, str], bool]:
        known = Memo(tmp_path / "x.memo")
        found = WorkingFolder(records, known).listing.below("")
        known.save()
        asked_all = any(asked)
        asked.clear()
        return found, asked_all

    before = (records / "a" / "b.yml").read_bytes()
    assert listed() == (_ids(records), True)
    assert (listed(), hashed) == ((_ids(records), False), [])
    (records / "a" / "b.yml").write_text("other", "utf-8")
    (records / "a" / "c.yml").rename(records / "a" / "d.yml")
    assert (listed(), sorted(hashed)) == ((_ids(records), False), ["a/b.yml", "a/d.yml"])
    assert (listed(), sorted(hashed)) == ((_ids(records), False), ["a/b.yml", "a/d.yml"])
    (records / "a" / "b.yml").write_bytes(before)
    (records / "a" / "d.yml").rename(records / "a" / "c.yml")
    hashed.clear()
    assert (listed(), hashed) == ((_ids(records), False), [])
    (records / "a" / "b.yml").write_text("other", "utf-8")
    git("add", "--all")
    assert (listed(), hashed) == ((_ids(records), True), [])


def test_a_folder_in_the_place_of_a_file_is_no_file(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda now=time.time_ns: now() + 5_000_000_000)
    known, (empty, full) = Memo(None), (records / "a" / "b.yml", records / "a" / "c.yml")
    WorkingFolder(records, known)
    for file in (empty, full):
        file.unlink()
        file.mkdir()
    (full / "x.yml").write_text("x", "utf-8")
    assert WorkingFolder(records, known).listing.below("") == {**_ids(records), "a/b.yml": "folder"}
    (empty / "y.yml").write_text("y", "utf-8")
    assert WorkingFolder(records, known).listing.below("") == _ids(records)


@pytest.mark.parametrize("setting", ["--assume-unchanged", "--skip-worktree"])
def test_git_that_is_told_not_to_look_does_not_know(git: Git, records: Path, hashed: list[str], setting: str) -> None:
    git("update-index", setting, "records/a/b.yml", "records/a/c.yml")
    (records / "a" / "b.yml").write_text("other", "utf-8")
    (records / "a" / "c.yml").unlink()
    assert (_listed(records), hashed) == (_ids(records), ["a/b.yml"])


def test_a_program_that_tells_git_what_changed_is_not_believed(git: Git, records: Path, hashed: list[str]) -> None:
    hook = records.parent / ".git" / "hooks" / "silent"
    hook.write_text("#!/bin/sh\nprintf 'token\\0'\n", "utf-8")
    hook.chmod(0o755)
    git("config", "core.fsmonitorHookVersion", "2")
    git("config", "core.fsmonitor", str(hook))
    git("update-index", "--fsmonitor")
    git("status")
    (records / "a" / "b.yml").write_text("other", "utf-8")
    assert git("ls-files", "--modified") == ""
    assert (_listed(records), hashed) == (_ids(records), ["a/b.yml"])


def test_a_file_in_conflict_is_read(git: Git, records: Path, hashed: list[str]) -> None:
    for branch, text in (("one", "1\n"), ("other", "2\n")):
        git("switch", "--quiet", "--create", branch, "v1")
        (records / "a" / "b.yml").write_text(text, "utf-8")
        git("commit", "--quiet", "--all", f"--message={branch}")
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "one")
    assert (_listed(records), hashed) == (_ids(records), ["a/b.yml"])
    assert b"<<<<<<<" in (records / "a" / "b.yml").read_bytes()


def test_a_folder_or_a_link_in_the_place_of_a_file(records: Path) -> None:
    (records / "a" / "b.yml").unlink()
    (records / "a" / "b.yml").mkdir()
    (records / "a" / "c.yml").unlink()
    (records / "a" / "c.yml").symlink_to("../平江县 一.yml")
    listing = WorkingFolder(records).listing
    assert [*listing.entries("a")] == [("b.yml", True, b"folder"), ("c.yml", False, b"link")]


def test_another_repository_inside(git: Git, records: Path) -> None:
    inner = records / "inner"
    inner.mkdir()
    git("init", "--quiet", "records/inner")
    (inner / "x.yml").write_text("x", "utf-8")
    git("-C", "records/inner", "add", ".")
    git("-C", "records/inner", "commit", "--quiet", "--message=x")
    assert _listed(records)["inner/x.yml"] == content_id(b"x")
    git("-c", "advice.addEmbeddedRepo=false", "add", ".")
    git("commit", "--quiet", "--message=inner")
    assert _listed(records)["inner/x.yml"] == content_id(b"x")


def test_ends_of_lines_as_windows_has_them_are_no_other_content(git: Git, records: Path, hashed: list[str]) -> None:
    before = _listed(records)
    (records.parent / ".gitattributes").write_text("* text=auto eol=crlf\n", "utf-8")
    for path in ALL:
        (records / path).unlink()
    git("checkout", "--quiet", "--", ".")
    assert b"\r\n" in (records / "a" / "b.yml").read_bytes()
    assert _listed(records) == before
    assert hashed == []


def test_files_that_git_converts_are_read(git: Git, records: Path, hashed: list[str]) -> None:
    (records / "a" / ".gitattributes").write_text("*.yml text working-tree-encoding=UTF-16\n", "utf-8")
    for path in ALL[:2]:
        (records / path).unlink()
    git("checkout", "--quiet", "--", ".")
    assert (records / "a" / "b.yml").read_bytes().startswith((b"\xff\xfe", b"\xfe\xff"))
    assert _listed(records) == _ids(records)
    assert sorted(hashed) == ALL


def test_without_a_commit_a_repository_or_git(
    records: Path, hashed: list[str], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = _ids(records)
    bare = tmp_path_factory.mktemp("bare")
    for path in ALL:
        (bare / path).parent.mkdir(exist_ok=True)
        (bare / path).write_bytes((records / path).read_bytes())
    assert (_listed(bare), sorted(hashed)) == (ids, ALL)
    subprocess.run(["git", "-C", str(bare), "init", "--quiet"], check=True)
    assert _listed(bare) == ids
    subprocess.run(["git", "-C", str(bare), "add", "."], check=True)
    hashed.clear()
    assert (_listed(bare), hashed) == (ids, [])
    monkeypatch.setenv("PATH", "")
    assert (_listed(bare), sorted(hashed)) == (ids, ALL)


def test_repository_that_names_by_sha256(tmp_path: Path, hashed: list[str]) -> None:
    folder = tmp_path / "long"
    folder.mkdir()
    (folder / "a.yml").write_text("a\n", "utf-8")
    for command in (["init", "--quiet", "--object-format=sha256"], ["add", "."]):
        subprocess.run(["git", "-C", str(folder), *command], check=True)
    (folder / "b.yml").write_text("a\n", "utf-8")
    found = _listed(folder)
    assert found["a.yml"] == content_id(b"a\n", "0" * 64)
    assert hashed == ["b.yml"]
    assert found["b.yml"] == content_id(b"a\n")


def test_a_worktree_of_its_own(git: Git, records: Path, tmp_path: Path) -> None:
    git("worktree", "add", "--quiet", str(tmp_path / "tree"), "v1")
    tree = tmp_path / "tree" / "records"
    assert _listed(tree) == _ids(records)
    (tree / "a" / "b.yml").write_text("b", "utf-8")
    assert _listed(tree) == _ids(tree)
    assert _listed(records) == _ids(records)
    assert name_of(tree) == name_of(records) != name_of(records.parent)


def test_a_ledger_in_no_repository_is_known_by_its_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    bare = tmp_path_factory.mktemp("bare")
    (bare / "a").mkdir()
    assert name_of(bare / "a" / "..") == name_of(bare) != name_of(bare / "a")
    assert name_of(bare / "none")


# Where files lie that are no records, from the top of the repository.
STRANGE = ("c/x.tmp", "records/d/x.tmp", "records/d/.x/y.yml", ".gitignore", "records/.gitignore", "x.yml", "c/d/e.yml")


def _edit(git: Git, records: Path, chance: Random) -> None:
    """Do one of the things to a ledger that people and Git do; texts are of one length, and one second sees many."""
    files = sorted(file for file in records.rglob("*.yml") if file.is_file())
    file = records / chance.choice(("a/b.yml", "a/c.yml", "d/e/f.yml", "d/g.yml"))
    strange = records.parent / chance.choice(STRANGE)
    match chance.randrange(12):
        case 0 if files:
            chance.choice(files).unlink()
        case 1 if files:
            chance.choice(files).write_text(chance.choice("abc"), "utf-8")
        case 2 if files:
            file.parent.mkdir(parents=True, exist_ok=True)
            chance.choice(files).replace(file)
        case 3:
            git("add", "--all")
        case 4:
            git("commit", "--quiet", "--all", "--allow-empty", "--message=x")
        case 5:
            git("stash", "--quiet", "--include-untracked")
        case 6:
            git("checkout", "--quiet", "--force", "--detach", chance.choice(("v1", "main")))
        case 7 if not strange.exists():
            strange.parent.mkdir(parents=True, exist_ok=True)
            strange.write_text(chance.choice(("a", "*.tmp\n", "/c\n", "")), "utf-8")
        case 8 if strange.exists():
            strange.unlink()
        case 9 if not os.path.lexists(file):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.symlink_to("nowhere")
        case _:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.unlink(missing_ok=True)
            file.write_text(chance.choice("abc"), "utf-8")


@pytest.mark.parametrize("seed", [1, 2, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(3, 300))])
def test_whatever_is_done_the_ids_are_those_of_the_bytes(
    git: Git, records: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if seed % 2 == 0:  # as if all had been written a while before it is looked at
        monkeypatch.setattr(time, "time_ns", lambda now=time.time_ns: now() + 5_000_000_000)
    chance, known = Random(seed), Memo(None)
    for _ in range(15):
        _edit(git, records, chance)
        records.mkdir(exist_ok=True)
        seen = WorkingFolder(records, known)
        found = seen.listing.below("")
        assert {path: name for path, name in found.items() if name not in ("folder", "link")} == _ids(records)
        assert differing(records, "v1", seen.unlike) == differing(records, "v1")
