"""The release that a program is: that of its metadata, and the commit that its build wrote or its checkout is at."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path

import pytest

from jiedui import release, shipped
from jiedui.records.memo import FOLDER

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


def test_a_checkout_is_read_again_where_the_machine_tells_another_thing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "jiedui"
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    monkeypatch.setattr("jiedui.shipped._PACKAGE", package)
    monkeypatch.setattr(release, "_PACKAGE", package)
    for name in ("schemas/a.json", "mkdocs.yml", "a.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("一", "utf-8")
    reads: list[str] = []

    def reading() -> str:
        read.cache_clear()
        reads.append(found := read())
        return found

    def marked(later: int = 0) -> tuple[str, int]:
        """Return the mark as of some nanoseconds later, and how often the files were read for it."""
        monkeypatch.setattr(release.time, "time_ns", lambda: now() + later)
        release._mark_of_checkout.cache_clear()
        reads.clear()
        return release.mark(), len(reads)

    read, now, settled = shipped.program_mark, time.time_ns, 10**10
    monkeypatch.setattr(shipped, "program_mark", reading)
    first, _ = marked()
    assert marked() == (first, 1), "it may be written once more in the same moment"
    assert marked(settled) == (first, 1)
    assert marked(settled) == (first, 0)
    before = (package / "a.py").stat()
    (package / "a.py").write_text("二", "utf-8")
    os.utime(package / "a.py", ns=(before.st_atime_ns, before.st_mtime_ns))
    another, count = marked(settled)
    assert (another != first, count) == (True, 1)
    (package / "b.py").touch()
    assert marked(settled)[0] not in (first, another)
    (package / "b.py").unlink()
    assert marked(settled) == (another, 0), "it is as it was"
    (package / "commit.txt").write_text("1a2b", "utf-8")
    monkeypatch.setattr(release, "_COMMIT", package / "commit.txt")
    assert marked() == (f"{release.version()} 1a2b", 0)
    release._mark_of_checkout.cache_clear()
    read.cache_clear()
