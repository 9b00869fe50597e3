"""What starts a measured command: it tells what that took, and counts memory once."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from jiedui.benchmark import launcher


def test_it_tells_what_a_command_took_and_how_it_ended(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["launcher", sys.executable, "-c", "print('said'); raise SystemExit(3)"])
    launcher.main()
    wall, cpu, most, code = json.loads(capfd.readouterr().out)
    assert 0 < cpu < 60
    assert 0 < wall < 60
    assert most > 4000
    assert code == 3


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the share that each process has")
def test_the_memory_of_a_process_has_that_of_its_children_in_it() -> None:
    alone = launcher.shares(os.getpid())
    words = "held = bytearray(b'x') * 50_000_000; print(flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", words], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin
        assert child.stdout
        child.stdout.readline()
        assert 48_000 < launcher.shares(child.pid) < 100_000
        assert launcher.shares(os.getpid()) > alone + 40_000
        child.communicate(b"\n")
    assert launcher.shares(child.pid) == 0
