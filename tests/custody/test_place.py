from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from jiedui.custody.place import default_place, git_folder_of


def test_the_default_place_is_with_the_users_own_data_and_bears_the_name_of_the_ledger(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("jiedui.custody.place.sys.platform", "linux")
    assert default_place("岳阳市/帮扶台账") == tmp_path / "jiedui" / "岳阳市帮扶台账.keys"
    assert default_place("///") == tmp_path / "jiedui" / "台账.keys"


def test_on_windows_it_is_where_programs_keep_their_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr("jiedui.custody.place.sys.platform", "win32")
    assert default_place("甲") == tmp_path / "jiedui" / "甲.keys"


@pytest.mark.parametrize("options", [[], ["--bare"]])
def test_a_place_in_any_folder_that_git_keeps_is_found_however_deep(tmp_path: Path, options: list[str]) -> None:
    subprocess.run(["git", "init", "-q", *options, str(tmp_path / "r")], check=True)
    assert git_folder_of(tmp_path / "r" / "a" / "b" / "c.keys") == tmp_path / "r"
    assert git_folder_of(tmp_path / "c.keys") is None


def test_a_link_out_of_the_folder_and_one_into_it_are_both_found(tmp_path: Path) -> None:
    inside, outside = tmp_path / "r", tmp_path / "o"
    subprocess.run(["git", "init", "-q", str(inside)], check=True)
    outside.mkdir()
    (inside / "out").symlink_to(outside)
    (outside / "in").symlink_to(inside)
    assert git_folder_of(inside / "out" / "c.keys")
    assert git_folder_of(outside / "in" / "c.keys")
    assert not git_folder_of(outside / "c.keys")
