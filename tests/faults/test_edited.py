"""Somebody who saves a record while a command runs, at whatever moment, loses nothing, and the next run works."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.faults.conftest import Stage
from tests.faults.plays import PLAYS, Play, contents

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork")


@dataclass(frozen=True)
class Saved:
    """An editor saves a file: it writes into it, or else puts another into its place, as ``vim`` does."""

    file: Path
    old: str
    new: str
    into: bool

    def __call__(self, step: str) -> None:
        """Save it; a file that is replaced in the same moment is the one that nobody can look after."""
        if not self.into and step == "os.rename":
            return
        text = self.file.read_text("utf-8").replace(self.old, self.new)
        if self.into:
            self.file.write_text(text, "utf-8")
        else:
            beside = self.file.with_suffix(".swp")
            beside.write_text(text, "utf-8")
            beside.replace(self.file)


@pytest.mark.parametrize("steps", [1, pytest.param(500, marks=pytest.mark.soak)])
@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.name)
def test_saved_at_a_step(play: Play, steps: int, stage: Stage) -> None:
    staged = stage(play)
    path, old, new = play.edited
    assert old in staged.before[path].decode()
    staged.again()
    staged.steps = staged.run(reads=True).steps
    for step in staged.some(steps + 2)[1:-1]:
        for into in [PLAYS.index(play) % 2 == 0] if steps == 1 else [True, False]:
            staged.again()
            file = staged.root / path
            done = staged.run(Saved(file, old, new, into), step, reads=True)
            met = done.steps[step - 1 : step]  # with what is known of the ledger by now, a run may take other steps
            if not met or (not into and met == ["os.rename"]):
                continue
            where = (step, met, into)
            now = contents(staged.root)
            assert done.code in (0, 2), (where, done)
            assert new in file.read_text("utf-8"), (where, done)
            if done.code == 2:
                assert "刚才被改了。什么也没有写，再运行一遍。" in done.err or play.name == "freeze", (where, done)
                assert {name for name in {*now, *staged.before} if now.get(name) != staged.before.get(name)} == {path}
            else:
                assert {**now, path: b""} == {**staged.after, path: b""}, (where, done)
            if play.name != "freeze":
                assert staged.run().code in (0, 2 if done.code == 0 else 0), (where, done)
            assert new in file.read_text("utf-8"), where
            assert not list(staged.root.rglob(".jiedui-*")), where
