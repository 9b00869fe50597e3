"""A disk that is full, read-only or broken at any step: a Chinese sentence, nothing half, and the next run works."""

from __future__ import annotations

import errno
import os

import pytest
from tests.faults.conftest import Stage, Staged
from tests.faults.machine import Ended, Refused, Short
from tests.faults.plays import PLAYS, Play, contents, git

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork")
FAULTS = {
    "full": Refused(errno.ENOSPC, on=True),
    "full, half of it written": Short(errno.ENOSPC, on=True),
    "over the quota, for a moment": Refused(errno.EDQUOT),
    "read-only from then on": Refused(errno.EROFS, on=True),
    "no right, for a moment": Refused(errno.EACCES),
    "broken, for a moment": Refused(errno.EIO),
}
SENTENCES = {
    errno.ENOSPC: "磁盘满了", errno.EDQUOT: "磁盘空间的限额用完了", errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限读写", errno.EIO: "磁盘读写失败",
}  # fmt: skip


def as_before_or_as_after(staged: Staged, done: Ended, where: object) -> None:
    """Hold what a refused command has left to what is promised, and the next run, on a machine that is mended, too."""
    now, left = contents(staged.root), list(staged.root.glob(".jiedui-*/journal"))
    assert done.code in (0, 2), (where, done)
    assert "Traceback" not in done.err, (where, done)
    if done.code == 0:
        assert now == staged.after, (where, done)
    else:
        assert any(f"不能运行：{sentence}" in done.err for sentence in SENTENCES.values()), (where, done)
        assert staged.is_whole(now) or left, (where, done)
    if staged.play.name == "freeze":
        git(staged.folder, "reset", "--quiet", "--hard")
        git(staged.folder, "clean", "--quiet", "--force", "records")
        now = contents(staged.root)
    again = staged.run()
    assert again.code == 0 or (again.code == 2 and now == staged.after), (where, done, again)
    assert "上一次的命令写到一半断了" in again.err or staged.is_whole(now), (where, done, again)
    assert contents(staged.root) == staged.after, (where, done, again)
    assert not list(staged.root.rglob(".jiedui-*")), (where, done, again)


@pytest.mark.parametrize("steps", [1, pytest.param(500, marks=pytest.mark.soak)])
@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.name)
def test_what_is_refused_at_a_step_is_as_before_or_as_after(play: Play, steps: int, stage: Stage) -> None:
    staged = stage(play)
    few = dict([[*FAULTS.items()][PLAYS.index(play)]])  # each command is refused in another way
    for name, fault in (few if steps == 1 else FAULTS).items():
        for step in [len(staged.steps) * 3 // 5] if steps == 1 else staged.some(steps):
            staged.again()
            as_before_or_as_after(staged, staged.run(fault, step), (name, step, staged.steps[step - 1]))
