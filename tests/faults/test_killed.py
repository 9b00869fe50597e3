"""Killed at any step of writing, a command leaves all as before or as after, and nothing that Git would take."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest
from tests.faults.conftest import Stage, Staged
from tests.faults.machine import Later, killed
from tests.faults.plays import PLAYS, Play, contents, git

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork")
HALF = "上一次的命令写到一半断了，已经退回原样："


def as_if_nothing_had_been(staged: Staged, step: object) -> None:
    """Hold what a killed command has left to what is promised, and the next run, too."""
    for path, content in contents(staged.root).items():
        assert content in (staged.before.get(path), staged.after.get(path)), (step, path)
    git(staged.folder, "add", "--all")
    taken = {*git(staged.folder, "ls-files", ":/records").split()}
    for path in taken - {f"records/{path}" for path in {*staged.before, *staged.after}}:
        # The end came between the making of the file that tells Git to ignore the others, and its only line.
        assert (Path(path).name, (staged.folder / path).read_bytes()) == (".gitignore", b""), (step, path)
    now = contents(staged.root)
    if staged.play.name == "freeze":  # it is asked to be committed before
        git(staged.folder, "reset", "--quiet", "--hard")
    done = staged.run()
    assert done.code == 0 or (done.code == 2 and now == staged.after), (step, done)
    assert HALF in done.err or staged.is_whole(now), (step, done)
    assert contents(staged.root) == staged.after, step
    assert not list(staged.root.rglob(".jiedui-*")), step


@pytest.mark.parametrize("kills", [1, pytest.param(500, marks=pytest.mark.soak)])
@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.name)
def test_what_is_killed_at_a_step_is_as_before_or_as_after(play: Play, kills: int, stage: Stage) -> None:
    staged = stage(play)
    for step in [len(staged.steps) * 3 // 5] if kills == 1 else staged.some(kills):
        staged.again()
        assert staged.run(killed, step).code == -signal.SIGKILL
        as_if_nothing_had_been(staged, step)


@pytest.mark.soak
@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.name)
def test_what_is_killed_at_any_moment_is_as_before_or_as_after(play: Play, stage: Stage) -> None:
    """From outside, in a moment drawn by chance: five hundred runs, shared by the commands."""
    staged, drawn, ended = stage(play), random.Random(play.name), 0
    staged.again()
    began = time.monotonic()
    assert staged.run().code == 0
    lasts = time.monotonic() - began
    for number in range(500 // len(PLAYS) + 1):
        staged.again()
        ended += staged.run(Later(drawn.uniform(0, lasts))).code == -signal.SIGKILL
        as_if_nothing_had_been(staged, number)
    assert ended > 10
