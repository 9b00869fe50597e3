"""One process at a time writes to a ledger."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jiedui.records.alone import BusyError, alone

OTHER = """\
import sys
from pathlib import Path
from jiedui.records.alone import BusyError, alone
try:
    with alone(Path(sys.argv[1])):
        print("alone")
except BusyError:
    print("busy")
"""


def other(root: Path) -> str:
    """Return what another process finds."""
    done = subprocess.run([sys.executable, "-c", OTHER, root], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_another_process_is_turned_away_until_the_first_is_done(tmp_path: Path) -> None:
    with alone(tmp_path) as held:
        assert held is True
        assert other(tmp_path) == "busy"
        with pytest.raises(BusyError), alone(tmp_path):
            raise AssertionError
    assert other(tmp_path) == "alone"
    assert list(tmp_path.iterdir()) == []


def test_other_folders_are_not_held(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with alone(tmp_path):
        assert other(tmp_path / "other") == "alone"


def test_a_failure_lets_go(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), alone(tmp_path):
        raise ZeroDivisionError
    assert other(tmp_path) == "alone"


def test_a_disk_that_knows_no_hold_turns_nobody_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_arguments: Any) -> None:
        raise OSError

    monkeypatch.setattr(fcntl, "flock", unknown)
    with alone(tmp_path) as first, alone(tmp_path) as second:
        assert (first, second) == (False, False)


def test_windows_turns_nobody_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with alone(tmp_path) as first, alone(tmp_path) as second:
        assert (first, second) == (False, False)
