"""The release that a program is: that of its metadata, and the commit that its build wrote or its checkout is at."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from jiedui import release

COMMIT = re.compile(r"[0-9a-f]{10}(（有改动）)?")


def test_the_version_is_that_of_the_installation() -> None:
    assert release.version() == metadata.version("jiedui")


def test_what_was_never_installed_has_no_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "jiedui").mkdir()
    monkeypatch.setattr(sys, "path", ["", str(tmp_path), str(tmp_path / "none")])
    assert release.version() == "未安装"


def test_a_checkout_is_asked_for_its_commit(repo_root: Path) -> None:
    head = subprocess.run(["git", "-C", repo_root, "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
    assert COMMIT.fullmatch(release.commit())
    assert release.commit()[:10] == head.stdout[:10]


def test_a_wheel_knows_it_from_its_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "commit.txt"
    file.write_text(f"{'1a2b3c4d' * 5}\n", "utf-8")
    monkeypatch.setattr(release, "_COMMIT", file)
    assert release.commit() == "1a2b3c4d1a"
