from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from jiedui.records.sensitivity import SensitiveClass
from jiedui.review.git import GitUnavailableError
from jiedui.review.plain_history import plain_commits, plain_leftovers

BOTH = frozenset((SensitiveClass.IDENTITY, SensitiveClass.CONTACT))
PLAIN, SEALED = "id: PJ-4K5M  # 户编号\nname: 示例藏\n", "id: PJ-4K5M  # 户编号\nname: 密封1.AAAA\n"


def test_the_commits_are_told_that_say_of_a_household_in_the_clear_what_is_sealed_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "t")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "t@example.invalid")

    def commit(folder: str, text: str) -> str:
        home = tmp_path / "records" / folder / "households" / "PJ-4K5M"
        home.mkdir(parents=True, exist_ok=True)
        (home / "household.yml").write_text(text, "utf-8")
        for words in (("add", "-A"), ("commit", "-qm", "一")):
            subprocess.run(["git", "-C", str(tmp_path), *words], check=True)
        return subprocess.run(
            ["git", "-C", str(tmp_path), "rev-parse", "HEAD"], check=True, capture_output=True, text=True
        ).stdout.strip()

    def commits(code: str = "PJ-4K5M") -> list[str]:
        return plain_commits(tmp_path / "records", code, BOTH)

    with pytest.raises(GitUnavailableError):
        plain_commits(tmp_path, "PJ-4K5M", BOTH)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    first = commit("pingjiang", PLAIN)
    assert commits() == [first]
    commit("pingjiang", SEALED)
    half = commit("pingjiang", f"{SEALED}village: 示例村\n")  # of one class in the clear
    assert commits() == [half, first]
    assert plain_commits(tmp_path, "PJ-4K5M", {SensitiveClass.IDENTITY}) == [first]
    moved = commit("yueyanglou", PLAIN)
    assert commits() == [moved, half, first]
    assert commits("PJ-2H3J") == []
    assert plain_leftovers(tmp_path, "PJ-4K5M", BOTH) == 0
    home = tmp_path / "records" / "yueyanglou" / "households" / "PJ-4K5M" / "household.yml"
    for text in (f"{PLAIN}sex: 女\n", f"{SEALED}sex: 女\n", SEALED):  # staged, and mended before the commit
        home.write_text(text, "utf-8")
        subprocess.run(["git", "-C", str(tmp_path), "add", "-A"], check=True)
    assert plain_leftovers(tmp_path / "records", "PJ-4K5M", BOTH) == 1
    assert plain_leftovers(tmp_path / "records", "PJ-2H3J", BOTH) == 0
