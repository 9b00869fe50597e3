"""The installed command, run on a copy of the small valid ledger of ``tests/rules/base``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, tzinfo
from pathlib import Path

import pytest

import jiedui
from jiedui.cli import main

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]

AS_OF = "2026-11-23"
COMMAND = Path(sys.executable).parent / "jiedui"
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "LC_ALL": "C.UTF-8",
    "PYTHONPATH": str(Path(jiedui.__file__).parents[1]),
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "t",
    "GIT_AUTHOR_EMAIL": "t@example.invalid",
    "GIT_COMMITTER_NAME": "t",
    "GIT_COMMITTER_EMAIL": "t@example.invalid",
}


@pytest.fixture
def ledger(repo_root: Path, tmp_path: Path) -> Path:
    """A valid ledger in a folder of its own, with the policy as shipped."""
    root = tmp_path / "records"
    shutil.copytree(repo_root / "tests" / "rules" / "base", root)
    shutil.copytree(repo_root / "records" / "policy", root / "policy")
    return root


@pytest.fixture
def run(ledger: Path) -> Run:
    """Run ``jiedui`` beside the ledger's folder. Whatever happens, there is no traceback."""

    def start(*arguments: object, **environment: str) -> Done:
        done = subprocess.run(
            [str(COMMAND), *map(str, arguments)],
            cwd=ledger.parent,
            env={**ENVIRONMENT, **environment},
            capture_output=True,
            text=True,
            encoding=environment.get("PYTHONIOENCODING", "utf-8"),
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stderr + done.stdout
        assert done.returncode in (0, 1, 2)
        return done

    return start


@pytest.fixture
def check(run: Run) -> Run:
    """Run ``jiedui check`` as of 2026-11-23."""
    return lambda *arguments, **environment: run("check", "--as-of", AS_OF, *arguments, **environment)


@pytest.fixture
def in_process(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run the command in this process, where the machine's faults can be played; return the exit code."""
    monkeypatch.chdir(ledger.parent)

    def start(*arguments: object) -> int:
        monkeypatch.setattr(sys, "argv", ["jiedui", *map(str, arguments)])
        try:
            main.main()
        except SystemExit as left:
            assert isinstance(left.code, int)
            return left.code
        return 0

    return start


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Let it be another day in this process."""

    def set_to(day: date) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Clock:
                return cls(day.year, day.month, day.day, 12, tzinfo=tz)

        monkeypatch.setattr("jiedui.model.time.datetime", Clock)

    return set_to


@pytest.fixture
def git(ledger: Path) -> Callable[..., str]:
    """Run Git beside the ledger's folder, which is a new repository."""

    def call(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=ledger.parent, env=ENVIRONMENT, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    call("init", "--quiet", "--initial-branch=main")
    return call
