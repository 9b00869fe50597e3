"""Files are written whole or not at all, and what a killed run leaves is committed by nobody."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from tests.migrations.conftest import contents

from jiedui.records.alone import alone
from jiedui.records.staging import PREFIX, ChangedMeanwhileError, Staging, undo_left, write_new


@pytest.fixture
def files(tmp_path: Path) -> dict[Path, str]:
    """Three files and what is to be written into them."""
    for name in "abc":
        (tmp_path / name).write_text(f"old {name}", "utf-8")
    return {tmp_path / name: f"新 {name}\n" for name in "cab"}


def write_all(texts: dict[Path, str], *new: Path) -> None:
    with Staging(next(iter(texts), Path()).parent) as staging:
        staging.write_all(texts, new)


OLD = {"a": "old a", "b": "old b", "c": "old c"}


def test_all_are_written_in_the_order_given(
    files: dict[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, order = Path.replace, []

    def watched(self: Path, target: Path) -> Path:
        order.append(target.name)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    write_all(files)
    assert contents(tmp_path) == {"a": "新 a\n", "b": "新 b\n", "c": "新 c\n"}
    assert order == ["c", "a", "b"]


def test_a_file_keeps_its_permissions(files: dict[Path, str], tmp_path: Path) -> None:
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "b").chmod(0o644)
    write_all(files)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in "ab"] == [0o640, 0o644]


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("error", [OSError(errno.EACCES, "denied"), KeyboardInterrupt()])
def test_a_failure_in_the_middle_puts_all_back(
    files: dict[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException
) -> None:
    replace, calls = Path.replace, []

    def fails(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == number:
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(type(error)):
        write_all(files)
    assert contents(tmp_path) == OLD


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("fails", [False, True])
def test_one_is_removed_with_the_others_written_or_none_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, fails: bool
) -> None:
    replace = Path.replace

    def stopped(self: Path, target: Path) -> Path:
        if fails and target == tmp_path / "b" and not (tmp_path / "a").exists():
            raise OSError(errno.EACCES, "denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stopped)
    contents_to_be = {tmp_path / "c": b"\x00", tmp_path / "a": None, tmp_path / "b": "新 b\n"}
    with pytest.raises(PermissionError) if fails else nullcontext(), Staging(tmp_path) as staging:
        staging.write_all(contents_to_be)
    assert contents(tmp_path) == (OLD if fails else {"b": "新 b\n", "c": "\x00"})


def test_a_new_script_may_be_run_by_whoever_may_read_it(tmp_path: Path) -> None:
    texts = {tmp_path / "run": "#!/bin/sh\n", tmp_path / "text": "文\n"}
    before = os.umask(0o027)
    try:
        write_all(texts, *texts)
    finally:
        os.umask(before)
    assert [file.stat().st_mode & 0o777 for file in texts] == [0o750, 0o640]


def test_a_failure_of_a_draft_changes_nothing_and_leaves_nothing(
    files: dict[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_bytes

    def fails(self: Path, data: bytes) -> int:
        if data == "新 a\n".encode():
            raise OSError(errno.ENOSPC, "full")
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", fails)
    with pytest.raises(OSError, match="full") as caught:
        write_all(files)
    assert caught.value.filename == str(tmp_path / "a")
    assert contents(tmp_path) == OLD


def test_a_file_that_is_not_there_stops_all(files: dict[Path, str], tmp_path: Path) -> None:
    (tmp_path / "b").unlink()
    with pytest.raises(FileNotFoundError):
        write_all(files)
    assert contents(tmp_path) == {"a": "old a", "c": "old c"}


def test_what_was_changed_since_it_was_read_is_not_overwritten(files: dict[Path, str], tmp_path: Path) -> None:
    read = {file: f"old {file.name}" for file in files}
    (tmp_path / "b").write_text("新近 b", "utf-8")
    with pytest.raises(ChangedMeanwhileError) as caught, Staging(tmp_path) as staging:
        staging.write_all(files, read=read)
    assert caught.value.args == (tmp_path / "b",)
    assert contents(tmp_path) == {**OLD, "b": "新近 b"}
    with Staging(tmp_path) as staging:
        staging.write_all(files, read={**read, tmp_path / "b": "新近 b"})
    assert contents(tmp_path) == {name: f"新 {name}\n" for name in "abc"}


@pytest.mark.parametrize(("at", "into"), [(0, True), (0, False), (1, True), (1, False), (2, True)])
def test_what_is_saved_while_files_take_their_places_stays(
    files: dict[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, *, into: bool
) -> None:
    """The last is saved just before another takes its place; in its own moment, what writes into it alone is seen."""
    replace, places, saved = Path.replace, [], tmp_path / "b"

    def save(self: Path, target: Path) -> Path:
        places.append(target)
        if len(places) == at + 1:
            if into:
                saved.write_text("刚存的", "utf-8")
            else:
                (tmp_path / ".swp").write_text("刚存的", "utf-8")
                replace(tmp_path / ".swp", saved)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", save)
    with pytest.raises(ChangedMeanwhileError) as caught:
        write_all(files)
    assert caught.value.args == (saved,)
    assert contents(tmp_path) == {**OLD, "b": "刚存的"}


def test_a_new_file_that_somebody_has_made_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old a", "utf-8")
    (tmp_path / "b").write_text("别人的", "utf-8")
    with pytest.raises(ChangedMeanwhileError) as caught:
        write_all({tmp_path / "a": "新 a", tmp_path / "b": "新 b"}, tmp_path / "b")
    assert caught.value.args == (tmp_path / "b",)
    assert contents(tmp_path) == {"a": "old a", "b": "别人的"}


@pytest.mark.parametrize("many", [0, 9])
def test_drafts_are_on_the_disk_before_the_first_takes_its_place(
    files: dict[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    done: list[str] = []
    replace, sync, fsync = Path.replace, os.sync, os.fsync
    monkeypatch.setattr("jiedui.records.staging._MANY", many)
    monkeypatch.setattr(Path, "replace", lambda self, target: (done.append("place"), replace(self, target))[1])
    monkeypatch.setattr(os, "sync", lambda: (done.append("all"), sync())[1])
    monkeypatch.setattr(os, "fsync", lambda handle: (done.append("one"), fsync(handle))[1])
    write_all(files)
    assert done == [*(["one"] * 3 if many else ["all"]), "one", "place", "place", "place"]  # the journal, too
    assert contents(tmp_path) == {name: f"新 {name}\n" for name in "abc"}


def test_where_the_journal_will_not_go_all_is_as_before(
    files: dict[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path) -> None:
        raise OSError(errno.EACCES, "denied")

    with monkeypatch.context() as patch:
        patch.setattr("jiedui.records.staging.close", refused)
        with pytest.raises(OSError, match="denied"):
            write_all(files)
    assert {name: (tmp_path / name).read_text("utf-8") for name in "abc"} == OLD
    with Staging(tmp_path):
        assert contents(tmp_path) == OLD


def test_what_drafts_leave_is_no_failure(
    files: dict[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def refused(self: Path, *, missing_ok: bool = False) -> None:
        if self.name.isdigit():
            raise OSError(errno.EACCES, "denied")
        unlink(self, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refused)
        write_all(files)
    [left] = tmp_path.glob(f"{PREFIX}*")
    assert (left / ".gitignore").exists()
    with Staging(tmp_path):
        assert contents(tmp_path) == {name: f"新 {name}\n" for name in "abc"}


def test_nothing_to_write_is_nothing_written(tmp_path: Path) -> None:
    with Staging(tmp_path) as staging:
        staging.write_all({})
        assert list(tmp_path.iterdir()) == []


def left_by_a_killed_run(root: Path) -> Path:
    folder = root / f"{PREFIX}abc"
    folder.mkdir()
    (folder / ".gitignore").write_text("*\n", "utf-8")
    (folder / "0").write_text("half", "utf-8")
    return folder


def test_what_a_killed_run_has_left_goes_with_the_next_also_where_nothing_is_to_be_written(tmp_path: Path) -> None:
    (tmp_path / ".gitkeep").write_text("", "utf-8")
    left = left_by_a_killed_run(tmp_path)
    with Staging(tmp_path):
        assert not left.exists()
    assert contents(tmp_path) == {".gitkeep": ""}


def test_what_a_run_that_lives_is_drafting_is_left_alone(tmp_path: Path) -> None:
    left = left_by_a_killed_run(tmp_path)
    with alone(left), Staging(tmp_path):
        assert (left / "0").exists()


def test_what_a_link_of_such_a_name_leads_to_is_left_alone(tmp_path: Path) -> None:
    """Git brings links, too."""
    root, papers = tmp_path / "records", tmp_path / "papers"
    for folder in (root, papers):
        folder.mkdir()
    (papers / "2026").write_text("别人的", "utf-8")
    (root / f"{PREFIX}abc").symlink_to(papers)
    (root / f"{PREFIX}abd").touch()
    with Staging(root):
        assert contents(papers) == {"2026": "别人的"}
        assert len([*root.iterdir()]) == 2


@pytest.mark.parametrize(("hours", "goes"), [(23.9, False), (24.1, True), (-23.9, False), (-9000, True)])
def test_where_no_hold_tells_what_is_of_the_day_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hours: float, *, goes: bool
) -> None:
    left = left_by_a_killed_run(tmp_path)
    when = time.time() - hours * 3600
    os.utime(left, (when, when))
    monkeypatch.setattr(sys, "platform", "win32")
    with Staging(tmp_path):
        assert left.exists() is not goes


def test_two_runs_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    with Staging(tmp_path) as first:
        first.write_text(tmp_path / "a", "甲")
        with Staging(tmp_path) as second:
            second.write_text(tmp_path / "b", "乙")
            first.write_text(tmp_path / "c", "丙")
        first.write_text(tmp_path / "d", "丁")
    assert contents(tmp_path) == {"a": "甲", "b": "乙", "c": "丙", "d": "丁"}


def test_a_folder_that_another_run_takes_for_one_left_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tempfile.mkdtemp
    monkeypatch.setattr(tempfile, "mkdtemp", lambda **options: taken_at_once(made(**options), monkeypatch, made))
    with Staging(tmp_path) as staging:
        staging.write_text(tmp_path / "a", "甲")
    assert contents(tmp_path) == {"a": "甲"}


def taken_at_once(name: str, monkeypatch: pytest.MonkeyPatch, made: Any) -> str:
    monkeypatch.setattr(tempfile, "mkdtemp", made)
    Path(name).rmdir()
    return name


def test_git_sees_nothing_of_a_draft(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    with Staging(tmp_path) as staging:
        staging.write_text(tmp_path / "a.yml", "甲")
        (draft,) = tmp_path.glob(f"{PREFIX}*")
        (draft / "9").write_text("half", "utf-8")
        command = ["git", "-C", tmp_path, "status", "--porcelain", "--untracked-files=all"]
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "?? a.yml\n"


def test_a_single_file_is_written_where_it_differs(tmp_path: Path) -> None:
    with Staging(tmp_path) as staging:
        assert staging.write_bytes(tmp_path / "x" / "a", b"1") is True
        assert staging.write_bytes(tmp_path / "x" / "a", b"1") is False
        assert staging.write_text(tmp_path / "x" / "a", "2") is True
    assert contents(tmp_path) == {"x/a": "2"}


@pytest.mark.parametrize("mode", [0o640, 0o755, 0o600, 0o444])
def test_a_single_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "a"
    file.write_text("old", "utf-8")
    file.chmod(mode)
    with Staging(tmp_path) as staging:
        staging.write_text(file, "new")
    assert file.stat().st_mode & 0o7777 == mode


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o002, 0o664), (0o077, 0o600)])
def test_a_new_file_has_the_mode_of_new_files(tmp_path: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        with Staging(tmp_path) as staging:
            staging.write_text(tmp_path / "a", "new")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o7777 == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_file_keeps_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("old", "utf-8")
    os.chown(file, 12345, 23456)
    file.chmod(0o4640)
    with Staging(tmp_path) as staging:
        staging.write_text(file, "new")
    found = file.stat()
    assert (found.st_uid, found.st_gid, found.st_mode & 0o7777) == (12345, 23456, 0o4640)


def test_a_link_gives_way_to_a_file_like_every_new_one(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("old", "utf-8")
    (tmp_path / "target").chmod(0o600)
    (tmp_path / "a").symlink_to("target")
    with Staging(tmp_path) as staging:
        staging.write_text(tmp_path / "a", "new")
    assert not (tmp_path / "a").is_symlink()
    assert contents(tmp_path) == {"a": "new", "target": "old"}


def test_what_the_machine_refuses_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with Staging(tmp_path) as staging, pytest.raises(IsADirectoryError) as caught:
        staging.write_text(tmp_path / "a", "new")
    assert caught.value.filename == str(tmp_path / "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_cannot_be_put_back_does_not_keep_the_others_from_it(
    files: dict[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third file is held by another program; then the first will not take its old text either."""
    replace, calls = Path.replace, []

    def fails(self: Path, target: Path) -> Path:
        calls.append(target.name)
        if len(calls) in (3, 4):
            raise OSError(errno.EACCES, "denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="denied") as caught:
        write_all(files)
    assert caught.value.filename == str(tmp_path / "b")
    assert calls == ["c", "a", "b", "c", "a"]
    assert [(tmp_path / name).read_text("utf-8") for name in "abc"] == ["old a", "old b", "新 c\n"]
    with Staging(tmp_path):  # the next run puts it back
        assert contents(tmp_path) == OLD


def test_new_files_are_written_into_new_folders(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old a", "utf-8")
    new = tmp_path / "one" / "two" / "b"
    write_all({tmp_path / "a": "新 a", new: "新 b"}, new)
    assert (tmp_path / "a").read_text("utf-8") == "新 a"
    assert (tmp_path / "one" / "two" / "b").read_text("utf-8") == "新 b"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_after_a_failure_new_files_and_their_folders_are_gone(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("old a", "utf-8")
    (tmp_path / "there").mkdir()
    replace, count = Path.replace, 0

    def failing(self: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == number:
            raise OSError(errno.EACCES, "denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    texts = {tmp_path / "there" / "b": "新 b", tmp_path / "one" / "two" / "c": "新 c", tmp_path / "a": "新 a"}
    with pytest.raises(PermissionError), Staging(tmp_path) as staging:
        staging.write_all(texts, [*texts][:2])
    assert sorted(path.name for path in tmp_path.rglob("*") if not path.name.startswith(".")) == ["a", "there"]
    assert (tmp_path / "a").read_text("utf-8") == "old a"


def killed(root: Path, texts: dict[Path, str | None], new: list[Path], number: int) -> None:
    """Let a run write all and be killed at a file: no signal is heard, nothing is undone."""
    pid = os.fork()
    if pid == 0:  # pragma: no cover  (another process)
        replace, unlink, left = Path.replace, Path.unlink, [number]

        def counted(do: Any) -> Any:
            def done(self: Path, *more: Any, **options: Any) -> Any:
                left[0] -= 1
                return os._exit(9) if left[0] == 0 else do(self, *more, **options)

            return done

        Path.replace, Path.unlink = counted(replace), counted(unlink)  # type: ignore[method-assign]
        with Staging(root) as staging:
            staging.write_all(texts, new)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 9


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs another process")
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_a_run_that_was_killed_is_undone_by_the_next(files: dict[Path, str], tmp_path: Path, number: int) -> None:
    """It was killed before each of four files, and before its journal went."""
    new = tmp_path / "one" / "two" / "d"
    (tmp_path / "a").chmod(0o640)
    before = (tmp_path / "a").stat()
    killed(tmp_path, {new: "新 d", **files, tmp_path / "b": None}, [new], number)
    said = [new.exists(), *((tmp_path / name).read_text("utf-8") == f"新 {name}\n" for name in "ca")]
    assert sum((*said, not (tmp_path / "b").exists())) == number - 1
    undone = undo_left(tmp_path)
    assert contents(tmp_path) == OLD
    assert (len(undone.back), undone.changed, undone.stuck) == (number - 1, [], [])
    assert (tmp_path / "a").stat().st_mode == before.st_mode
    assert (tmp_path / "a").stat().st_mtime_ns == before.st_mtime_ns


def test_what_somebody_wrote_after_a_killed_run_is_left_alone(files: dict[Path, str], tmp_path: Path) -> None:
    killed(tmp_path, {**files}, [], 4)
    (tmp_path / "a").write_text("手改的", "utf-8")
    (tmp_path / "b").write_text("old b", "utf-8")  # somebody took it back himself
    undone = undo_left(tmp_path)
    assert (undone.back, undone.changed, undone.stuck) == ([tmp_path / "c"], [tmp_path / "a"], [])
    assert contents(tmp_path) == {**OLD, "a": "手改的"}


def test_what_a_run_that_lives_has_half_written_is_left_alone(files: dict[Path, str], tmp_path: Path) -> None:
    killed(tmp_path, {**files}, [], 3)
    (left,) = tmp_path.glob(f"{PREFIX}*")
    with alone(left):
        assert undo_left(tmp_path).back == []
    assert (tmp_path / "c").read_text("utf-8") == "新 c\n"


@pytest.mark.parametrize(("minutes", "goes"), [(9.9, False), (10.1, True)])
def test_where_no_hold_tells_a_journal_is_undone_after_minutes(
    files: dict[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, minutes: float, *, goes: bool
) -> None:
    killed(tmp_path, {**files}, [], 3)
    (left,) = tmp_path.glob(f"{PREFIX}*")
    when = time.time() - minutes * 60
    os.utime(left, (when, when))
    monkeypatch.setattr(sys, "platform", "win32")
    assert len(undo_left(tmp_path).back) == (2 if goes else 0)


def test_undoing_that_is_killed_goes_on(files: dict[Path, str], tmp_path: Path) -> None:
    killed(tmp_path, {**files}, [], 4)
    (left,) = tmp_path.glob(f"{PREFIX}*")
    (left / "1").replace(tmp_path / "c")  # so far it came
    undone = undo_left(tmp_path)
    assert (undone.back, undone.changed, undone.stuck) == ([tmp_path / "a", tmp_path / "b"], [], [])
    assert contents(tmp_path) == OLD


def test_a_new_file_is_put_in_its_place_at_once_and_no_other_is(tmp_path: Path) -> None:
    assert write_new(tmp_path / "new", b"one")
    assert not write_new(tmp_path / "new", b"other")
    assert not write_new(tmp_path / "folder" / "new", b"one")
    (tmp_path / "link").symlink_to(tmp_path / "beyond")
    assert not write_new(tmp_path / "link", b"one")
    assert contents(tmp_path) == {"new": "one"}


def test_what_does_not_go_into_a_new_file_names_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotADirectoryError) as caught:
        write_new(tmp_path / "file" / "new", b"one")
    assert caught.value.filename == str(tmp_path / "file" / "new")
