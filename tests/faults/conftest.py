"""Each command that writes, laid out once and copied for each run of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from tests.faults import machine
from tests.faults.machine import Ended, Fault
from tests.faults.plays import Play, contents

Contents = dict[str, bytes]
Stage = Callable[[Play], "Staged"]


@dataclass
class Staged:
    """A command that is laid out: what the ledger holds before and after it, and the steps that it takes."""

    play: Play
    kept: Path
    folder: Path
    before: Contents
    after: Contents
    steps: list[str]

    @property
    def root(self) -> Path:
        """The ledger's folder."""
        return self.folder / "records"

    def run(self, fault: Fault | None = None, at: int = 0, *, reads: bool = False) -> Ended:
        """Run the command, on the ledger as it is."""
        return machine.run(self.folder, self.play.words, fault, at, reads=reads)

    def again(self) -> None:
        """Lay out the ledger as it was before."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.kept, self.folder)

    def some(self, number: int) -> list[int]:
        """Return some steps, from the first to the last."""
        return sorted({1 + one * (len(self.steps) - 1) // max(1, number - 1) for one in range(number)})

    def is_whole(self, now: Contents) -> bool:
        """Tell whether nothing is half done: all is as before or as after; of ``fmt`` each file is."""
        if self.play.whole:
            return now in (self.before, self.after)
        return all(now.get(path) in (self.before.get(path), self.after.get(path)) for path in {*now, *self.before})


@pytest.fixture(scope="session")
def laid(policy_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Play], Staged]:
    """Lay out a command and run it, once for all tests of it."""

    @cache
    def lay(play: Play) -> Staged:
        base = tmp_path_factory.mktemp("play")
        kept, folder = base / "kept", base / "at"
        kept.mkdir()
        before = contents(play.at(kept, policy_root))
        shutil.copytree(kept, folder)
        done = machine.run(folder, play.words)
        after = contents(folder / "records")
        assert (done.code, after != before) == (0, True), done
        return Staged(play, kept, folder, before, after, done.steps)

    return lay


@pytest.fixture
def stage(laid: Callable[[Play], Staged], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Lay out a command in a folder of its own, with one for what is passing."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))

    def lay(play: Play) -> Staged:
        found = replace(laid(play), folder=tmp_path / "at")
        found.again()
        return found

    return lay
