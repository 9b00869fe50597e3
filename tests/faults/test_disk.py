"""A real disk that is full, and one that is read-only, where this machine lets one be made."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.faults import machine
from tests.faults.conftest import Stage
from tests.faults.plays import PLAYS, Play, contents

pytestmark = [pytest.mark.soak, pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork")]
SIZE = 4 << 20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nobody may mount a disk here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def laid(kept: Path, disk: Path) -> Path:
    for path in disk.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(kept, disk / "at")
    return disk / "at"


@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.name)
def test_a_full_disk_changes_nothing(play: Play, disk: Path, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The room that is left grows, page by page, until it is enough."""
    staged = stage(play)
    monkeypatch.setattr("tempfile.tempdir", str(disk))
    for room in range(0, 200, 3):
        folder = laid(staged.kept, disk)
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        (disk / "filled").write_bytes(bytes(max(0, free - room * 4096)))
        done = machine.run(folder, play.words)
        now = contents(folder / "records")
        (disk / "filled").unlink()
        if done.code == 0:
            assert now == staged.after
            break
        assert done.code == 2, done
        assert "不能运行：" in done.err
        assert "Traceback" not in done.err
        assert staged.is_whole(now), (room, done)
        assert machine.run(folder, play.words).code == 0, (room, done)
        assert contents(folder / "records") == staged.after
        assert not list((folder / "records").rglob(".jiedui-*"))
    assert room, "there was always room enough"
    assert done.code == 0


@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.name)
def test_a_disk_that_may_only_be_read_changes_nothing(play: Play, disk: Path, stage: Stage) -> None:
    staged = stage(play)
    folder = laid(staged.kept, disk)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    done = machine.run(folder, play.words)
    looked = machine.run(folder, ("check",))
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    assert (done.code, "磁盘是只读的" in done.err) == (2, True), done
    assert looked.code in (0, 1), looked
    assert contents(folder / "records") == staged.before
    assert machine.run(folder, play.words).code == 0
    assert contents(folder / "records") == staged.after
