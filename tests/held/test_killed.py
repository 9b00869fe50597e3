"""Killed at any step of writing, a command leaves each file as before or as after, and nothing that Git would take."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.cli import main

TESTS = Path(__file__).resolve().parents[1]
# What changes a disk, as Python tells its audit hooks before it is done.
STEPS = {"os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.chmod", "os.chown", "os.truncate"}

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork")


def git(root: Path, *arguments: str) -> str:
    """Run Git in the repository around a ledger."""
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.invalid", "-C", root.parent, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def unformatted(root: Path, policy_root: Path) -> list[str]:
    shutil.copytree(TESTS / "rules" / "base", root)
    shutil.copytree(policy_root / "policy", root / "policy")
    for path in root.glob("*/households/*/household.yml"):
        path.write_text(path.read_text("utf-8").replace("  #", "   #"), "utf-8")
    return ["fmt"]


def of_the_first_format(root: Path, policy_root: Path) -> list[str]:
    shutil.copytree(policy_root / "policy", root / "policy")
    ledger = root / "policy" / "ledger.yml"
    ledger.write_text(ledger.read_text("utf-8").partition("\n")[2], "utf-8")
    shutil.copytree(TESTS / "migrations" / "first", root, dirs_exist_ok=True)
    return ["migrate"]


def with_a_quarter_to_freeze(root: Path, policy_root: Path) -> list[str]:
    shutil.copytree(TESTS / "rules" / "base", root)
    shutil.copytree(policy_root / "policy", root / "policy")
    return ["bulletin", "freeze", "2026Q3", "--as-of", "2026-11-23"]


def run(root: Path, words: list[str], kill_at: int = 0) -> tuple[int, int]:
    """Run a command in a process of its own; return how it ended, and how many steps it has taken on the disk.

    Before the step ``kill_at`` (from 1) the process is killed.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _play(root, words, kill_at, write)
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        steps = len(stream.read())
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), steps


def _play(root: Path, words: list[str], kill_at: int, write: int) -> None:
    taken = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal taken
        changes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if changes or event in STEPS:
            taken += 1
            if taken == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            os.write(write, b".")

    code: object = 70
    try:
        os.chdir(root.parent)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        sys.dont_write_bytecode = True
        sys.argv = ["jiedui", *words]
        sys.addaudithook(watch)
        code = 0
        main.main()
    except SystemExit as left:
        code = left.code
    finally:
        os._exit(code if isinstance(code, int) else 71)


@pytest.mark.parametrize("kills", [7, pytest.param(500, marks=pytest.mark.soak)])
@pytest.mark.parametrize("make", [unformatted, of_the_first_format, with_a_quarter_to_freeze])
def test_a_killed_command(
    make: Callable[[Path, Path], list[str]],
    kills: int,
    policy_root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    kept, root = tmp_path / "kept" / "records", tmp_path / "at" / "records"
    words = make(kept, policy_root)
    git(kept, "init", "--quiet", "--initial-branch=main")
    git(kept, "add", "--all")
    git(kept, "commit", "--quiet", "--message=first")
    before = contents(kept)
    shutil.copytree(kept.parent, root.parent)
    code, steps = run(root, words)
    after = contents(root)
    assert (code, after != before) == (0, True)
    chosen = sorted({1 + number * (steps - 1) // (kills - 1) for number in range(kills)})
    for step in chosen:
        shutil.rmtree(root.parent)
        shutil.copytree(kept.parent, root.parent)
        assert run(root, words, step)[0] == -signal.SIGKILL
        for path, content in contents(root).items():
            if not path.startswith(".jiedui-"):
                assert content in (before.get(path), after.get(path)), (step, path)
        git(root, "add", "--all")
        assert set(git(root, "ls-files", ":/records").split()) <= {f"records/{path}" for path in {*before, *after}}, (
            step
        )
        git(root, "reset", "--quiet", "--hard") if words[0] == "bulletin" else None
        assert run(root, words)[0] == 0, step
        assert contents(root) == after, step
        assert not list(root.rglob(".jiedui-*")), step
