"""Where a ledger may be founded, and that it is there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedui.founding.folder import refuse_taken, write_new
from jiedui.founding.refusal import NotFoundedError

FILES = {".ci/check": "#!/bin/sh\n", "records/city/unit.yml": "id: city\n", "wheels/a.whl": b"\x00"}


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("there", [False, True])
def test_a_new_folder_is_made_and_one_that_is_there_is_filled(tmp_path: Path, *, there: bool) -> None:
    folder = tmp_path / "甲 乙" / "台账"
    if there:
        folder.mkdir(parents=True)
    refuse_taken(folder)
    write_new(folder, FILES)
    assert names(tmp_path) == [f"甲 乙/台账/{name}" for name in FILES]
    assert (folder / "wheels" / "a.whl").read_bytes() == b"\x00"
    assert (folder / ".ci" / "check").stat().st_mode & 0o111


def test_the_clone_of_an_empty_repository_is_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".jiedui-draft-x").mkdir()  # of a run that was killed
    (tmp_path / ".DS_Store").touch()  # of a look into it
    refuse_taken(tmp_path)


def test_a_folder_with_anything_in_it_is_taken(tmp_path: Path) -> None:
    (tmp_path / ".hidden").touch()
    with pytest.raises(NotFoundedError, match="里已经有文件，什么也没有写。换一个空文件夹"):
        refuse_taken(tmp_path)


@pytest.mark.parametrize("inside", ["甲", "records/甲", "records/policy/甲/乙"])
def test_a_ledger_holds_no_other(founded: Path, inside: str) -> None:
    with pytest.raises(NotFoundedError, match="台账里不能再有台账"):
        refuse_taken(founded / inside)


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("there", [False, True])
def test_being_stopped_in_the_middle_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, there: bool
) -> None:
    folder, replace, calls = tmp_path / "台账", Path.replace, []
    if there:
        folder.mkdir()

    def stopped(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == number:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_new(folder, FILES)
    assert [*tmp_path.rglob("*")] == ([folder] if there else [])
