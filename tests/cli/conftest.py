"""The command, run on a copy of the small valid ledger of ``tests/rules/base``, in this process or in its own."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, tzinfo
from pathlib import Path

import pytest
from tests.in_process import collector_kept

import jiedui
from jiedui.cli import main
from jiedui.records import memo

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]

AS_OF = "2026-11-23"
COMMAND = Path(sys.executable).parent / "jiedui"
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "t",
    "GIT_AUTHOR_EMAIL": "t@example.invalid",
    "GIT_COMMITTER_NAME": "t",
    "GIT_COMMITTER_EMAIL": "t@example.invalid",
}


@pytest.fixture
def ledger(put_base: Callable[[Path], Path], tmp_path: Path) -> Path:
    """A valid ledger in a folder of its own, with the policy as shipped."""
    return put_base(tmp_path / "records")


@pytest.fixture
def run(ledger: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run ``jiedui`` beside the ledger's folder, in this process, where the machine's faults can be played."""
    monkeypatch.chdir(ledger.parent)
    monkeypatch.setattr("jiedui.cli.progress.PATIENCE", math.inf)  # what is said does not depend on the machine
    for name, value in {**GIT, "COLUMNS": "80"}.items():
        monkeypatch.setenv(name, value)

    def start(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["jiedui", *map(str, arguments)])
        capfd.readouterr()
        code: object = 0
        try:
            with collector_kept():
                main.main()
        except SystemExit as left:
            code = left.code
        assert isinstance(code, int)
        said = capfd.readouterr()
        return Done(arguments, code, said.out, said.err)

    return start


@pytest.fixture
def start(ledger: Path) -> Run:
    """Run the installed ``jiedui`` beside the ledger's folder as a process. Whatever happens, there is no traceback."""

    def call(*arguments: object, **environment: str) -> Done:
        own = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONPATH": str(Path(jiedui.__file__).parents[1])}
        own[memo.FOLDER] = os.environ[memo.FOLDER]
        done = subprocess.run(
            [str(COMMAND), *map(str, arguments)],
            cwd=ledger.parent,
            env={**own, **GIT, **environment},
            capture_output=True,
            text=True,
            encoding=environment.get("PYTHONIOENCODING", "utf-8"),
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stderr + done.stdout
        assert done.returncode in (0, 1, 2)
        return done

    return call


@pytest.fixture
def check(run: Run) -> Run:
    """Run ``jiedui check`` as of 2026-11-23."""
    return lambda *arguments: run("check", "--as-of", AS_OF, *arguments)


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
            ["git", *arguments], cwd=ledger.parent, env=os.environ | GIT, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    call("init", "--quiet", "--initial-branch=main")
    return call


@pytest.fixture
def committed(ledger: Path, git: Callable[..., str]) -> Path:
    """The ledger in a repository, committed."""
    git("add", ".")
    git("commit", "-q", "-m", "记录")
    return ledger


@pytest.fixture
def edit(ledger: Path) -> Callable[[str, str, str], Path]:
    """Replace one text in one file, named from beside the ledger's folder."""

    def replace(path: str, old: str, new: str) -> Path:
        file = ledger.parent / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), "utf-8")
        return file

    return replace
