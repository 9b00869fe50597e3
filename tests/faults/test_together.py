"""Two commands at once, the second at any step of the first: what comes of it is what comes of one after the other."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest
from tests.faults import machine
from tests.faults.conftest import Stage
from tests.faults.plays import DAY, HOME, Play, contents, untidy, with_a_basket, with_a_workbook

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork")
COMMANDS = {
    "fmt": ("fmt",),
    "take": ("take", "登记.json", *DAY),
    "import": ("import", "台账.xlsx", "--apply", *DAY),
}
BUSY = ("不能运行：另一个 jiedui 命令正在写这个文件夹", "不能运行：另一个 jiedui 命令正在改这份台账")
CHANGED = "刚才被改了。什么也没有写，再运行一遍。"


def lay(root: Path, policy_root: Path) -> None:
    """An untidy ledger with something to take and something to import."""
    for make in (with_a_basket, with_a_workbook, untidy):
        shutil.rmtree(root, ignore_errors=True)
        make(root, policy_root)


@dataclass(frozen=True)
class Meanwhile:
    """Another command is run from its beginning to its end; how it ended is written down."""

    folder: Path
    words: tuple[str, ...]

    def __call__(self, _: str) -> None:
        done = machine.run(self.folder, self.words)
        (self.folder / "ended").write_text(f"{done.code}{done.err}", "utf-8")


@pytest.mark.parametrize(
    ("pair", "steps"),
    [
        (("take", "import"), 1),
        (("import", "fmt"), 1),
        *(pytest.param(pair, 500, marks=pytest.mark.soak) for pair in permutations(COMMANDS, 2)),
    ],
)
def test_two_at_once(pair: tuple[str, str], steps: int, stage: Stage) -> None:
    first, second = (COMMANDS[name] for name in pair)
    staged = stage(Play("two", first, lay, HOME))
    assert (staged.run().code, machine.run(staged.folder, second).code) == (0, 0)
    both = [contents(staged.root)]
    staged.again()
    assert (machine.run(staged.folder, second).code, staged.run().code) == (0, 0)
    both.append(contents(staged.root))
    for step in staged.some(steps + 2)[1:-1]:
        staged.again()
        done = staged.run(Meanwhile(staged.folder, second), step)
        other = (staged.folder / "ended").read_text("utf-8")
        where = (step, staged.steps[step - 1], done, other)
        if other.startswith("2"):
            assert any(line in other for line in BUSY), where
            assert (done.code, contents(staged.root)) == (0, staged.after), where
            assert machine.run(staged.folder, second).code == 0, where
        else:
            assert other.startswith("0"), where
            assert done.code == 0 or CHANGED in done.err, where
            assert done.code == 0 or staged.run().code == 0, where
        assert contents(staged.root) in both, where
        assert not list(staged.root.rglob(".jiedui-*")), where
