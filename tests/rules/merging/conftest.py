"""A ledger of which two branches make something, merged in every way that people do, by Git alone and by the driver."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.rules.conftest import HERE

from jiedui.cli.verbs import cli
from jiedui.migrations.chain import CURRENT
from jiedui.records.schema import SchemaLibrary
from jiedui.review.merging import driver

Patch = dict[str, Any]


class Repository:
    """A repository that holds the ledger, with the hands of those who work on it."""

    def __init__(self, root: Path, apply: Callable[[Patch], None]) -> None:
        self.root = root
        self._apply = apply

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Git, whatever it ends with."""
        command = ["git", "-C", str(self.root.parent), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def done(self, *arguments: str) -> str:
        """Run Git, which must not fail."""
        result = self.git(*arguments)
        assert result.returncode == 0, (arguments, result.stdout, result.stderr)
        return result.stdout.strip()

    def write(self, patch: Patch, message: str) -> None:
        """Change the ledger as a patch says, and commit it."""
        if command := patch.get("jiedui"):
            ended = CliRunner().invoke(cli, [*command, "--records", str(self.root)])
            assert ended.exit_code == 0, ended.output
        if "replace" in patch:  # by any text, not by one that stands once: the file may be faulty
            patch = {**patch, "replace": {_this(old): new for old, new in patch["replace"].items()}}
        self._apply(patch)
        for path in patch.get("crlf", ()):
            file = self.root / path
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
        self.done("add", "--all")
        self.done("commit", "--quiet", "--allow-empty", "--message", message)

    def is_in_conflict(self) -> bool:
        return bool(self.git("ls-files", "--unmerged").stdout)


def _this(text: str) -> str:
    return text.replace("CURRENT", str(CURRENT))


@pytest.fixture(scope="session")
def template(policy_root: Path, made_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The base ledger in a repository, committed on main in one pack: a hundred folders fewer to copy and to remove."""

    def make(folder: Path) -> None:
        shutil.copytree(HERE / "base", folder / "records")
        shutil.copytree(policy_root / "policy", folder / "records" / "policy")
        who = [word for key in ("name", "email") for word in ("-c", f"user.{key}=t@example.invalid")]
        for words in (
            ["init", "--quiet", "--initial-branch=main"],
            ["add", "."],
            ["commit", "-qm", "记录"],
            ["gc", "-q"],
        ):
            subprocess.run(["git", *who, *words], cwd=folder, check=True)

    return made_once("merging", make)


@pytest.fixture
def ledger(template: Path, tmp_path: Path) -> Path:
    """The base ledger in a repository of its own."""
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    return tmp_path / "records"


@pytest.fixture
def repository(ledger: Path, patcher: Any, git: Callable[..., str]) -> Repository:
    """The ledger in its repository, with a person who works on it."""
    git("config", "advice.mergeConflict", "false")
    git("config", "core.autocrlf", "false")
    return Repository(ledger, patcher.apply)


@pytest.fixture
def with_driver(repository: Repository, library: SchemaLibrary) -> Iterator[Callable[[], None]]:
    """Have Git call the driver, which answers from this process: a new one for each file would take half a second."""
    hidden = repository.root.parent / ".git"
    asked, answered, script = hidden / "asked", hidden / "answered", hidden / "driver"
    os.mkfifo(asked)
    os.mkfifo(answered)
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$PWD" "$@" >"{asked}"\nread -r code <"{answered}"\nexit "$code"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)

    def serve() -> None:
        while True:
            folder, *words = asked.read_text("utf-8").splitlines() or [""]
            if not folder:
                return
            base, ours, theirs = (Path(folder) / word for word in words[:3])
            merged = driver.merge(base, ours, theirs, words[3], library)
            ours.write_bytes(merged.data)
            answered.write_text(f"{int(merged.conflict)}\n")

    served = threading.Thread(target=serve, daemon=True)
    served.start()

    def install() -> None:
        repository.done("config", "merge.jiedui.driver", f"'{script}' %O %A %B %P")
        attributes = repository.root.parent / ".git" / "info" / "attributes"
        attributes.parent.mkdir(exist_ok=True)
        attributes.write_text("records/**/*.yml merge=jiedui\n")

    yield install
    with asked.open("w"):  # nothing is asked: that ends it
        pass
    served.join(timeout=10)
    assert not served.is_alive(), sys.exc_info()
