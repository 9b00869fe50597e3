"""`jiedui merge`: the file of this side becomes the merged one, and the exit code tells Git whether to stop."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.records.staging import PREFIX

Run = Callable[..., object]
PATH = "records/yueyanglou/households/YYL-6F7G/household.yml"


@pytest.fixture
def merge(ledger: Path, run: Callable[..., object], tmp_path: Path) -> Callable[..., object]:
    """Merge the household with the changes of two, each a text and another."""

    def call(ours: tuple[str, str], theirs: tuple[str, str]) -> object:
        text = (ledger.parent / PATH).read_text("utf-8")
        for name, side in (("O", ("", "")), ("A", ours), ("B", theirs)):
            (tmp_path / f".merge_{name}").write_text(text.replace(*side) if side[0] else text, "utf-8")
        return run("merge", ".merge_O", ".merge_A", ".merge_B", PATH)

    return call


def test_what_goes_together_is_merged_and_nothing_is_said(merge: Callable[..., object], tmp_path: Path) -> None:
    done = merge(("village: 示例村", "village: 示例社区"), ("township: 郭镇乡", "township: 康王乡"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = (tmp_path / ".merge_A").read_text("utf-8")
    assert "township: 康王乡  # 乡镇（街道）\nvillage: 示例社区  # 村（社区）\n" in text
    assert list(tmp_path.glob(f"{PREFIX}*")) == []


def test_what_contradicts_is_told_and_stops_git(merge: Callable[..., object], tmp_path: Path) -> None:
    done = merge(("village: 示例村", "village: 示例社区"), ("village: 示例村", "village: 示例新村"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("冲突：户 YYL-6F7G：village（村（社区）），两边改得不一样。")
    assert "<<<<<<< 这一边\nvillage: 示例社区" in (tmp_path / ".merge_A").read_text("utf-8")


def test_where_it_cannot_write_this_side_is_as_it_was_and_git_is_told_to_merge_itself(
    merge: Callable[..., object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "replace", full)
    done = merge(("village: 示例村", "village: 示例社区"), ("township: 郭镇乡", "township: 康王乡"))
    assert (done.returncode, done.stderr) == (2, "不能运行：磁盘满了：.merge_A。\n")
    text = (tmp_path / ".merge_A").read_text("utf-8")
    assert "village: 示例社区" in text
    assert "township: 郭镇乡" in text
    assert list(tmp_path.glob(f"{PREFIX}*")) == []


@pytest.mark.usefixtures("committed")
def test_a_clone_is_set_up_and_back(run: Run, git: Callable[..., str]) -> None:
    done = run("merge", "--install")
    assert done.returncode == 0
    assert "已装好" in done.stdout
    assert "在 .gitattributes 里加一行 records/**/*.yml merge=jiedui" in done.stdout
    assert "merge: jiedui" in git("check-attr", "merge", PATH)
    done = run("merge", "--uninstall")
    assert (done.returncode, done.stdout) == (0, "已改回：记录由 Git 按行合并。\n")
    assert "merge: unspecified" in git("check-attr", "merge", PATH)


def test_outside_git_it_cannot_be_set_up(run: Run) -> None:
    done = run("merge", "--install")
    assert (done.returncode, done.stderr) == (2, "不能运行：台账文件夹不在 Git 里。\n")


@pytest.mark.parametrize("words", [(), ("a",), ("a", "b", "c"), ("--install", "--uninstall"), ("--install", *"abcd")])
def test_anything_else_is_refused_with_what_to_write(run: Run, words: tuple[str, ...]) -> None:
    done = run("merge", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "jiedui merge --install" in done.stderr
