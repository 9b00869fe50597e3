"""Many files are written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from tests.migrations.conftest import contents

from jiedui.migrations.whole import write_all


@pytest.fixture
def files(tmp_path: Path) -> dict[Path, str]:
    """Three files and what is to be written into them."""
    for name in "abc":
        (tmp_path / name).write_text(f"old {name}", "utf-8")
    return {tmp_path / name: f"新 {name}\n" for name in "cab"}


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


def test_a_failure_of_a_draft_changes_nothing_and_leaves_nothing(
    files: dict[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, calls = os.fdopen, []

    def fails(*arguments: Any) -> Any:
        calls.append(arguments)
        if len(calls) == 2:
            os.close(arguments[0])
            raise OSError(errno.ENOSPC, "full")
        return opened(*arguments)

    monkeypatch.setattr(os, "fdopen", fails)
    with pytest.raises(OSError, match="full") as caught:
        write_all(files)
    assert caught.value.filename == str(tmp_path / "a")
    assert contents(tmp_path) == OLD


def test_a_file_that_is_not_there_stops_all(files: dict[Path, str], tmp_path: Path) -> None:
    (tmp_path / "b").unlink()
    with pytest.raises(FileNotFoundError):
        write_all(files)
    assert contents(tmp_path) == {"a": "old a", "c": "old c"}


def test_nothing_to_write_is_nothing_written(tmp_path: Path) -> None:
    write_all({})
    assert contents(tmp_path) == {}


def test_what_a_broken_off_run_has_left_goes(files: dict[Path, str], tmp_path: Path) -> None:
    for name in (".a.x1_y2z3w", ".b.abcdefgh", ".d.abcdefgh", ".a.short", ".gitkeep"):
        (tmp_path / name).write_text("half", "utf-8")
    write_all(files)
    assert contents(tmp_path) == {
        "a": "新 a\n", "b": "新 b\n", "c": "新 c\n", ".d.abcdefgh": "half", ".a.short": "half", ".gitkeep": "half",
    }  # fmt: skip


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
    assert contents(tmp_path) == {"a": "old a", "b": "old b", "c": "新 c\n"}
