"""The ledger that cases are played on, and what every run of a command on it is held to."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.cli.vault import Vault
from tests.entry.rowbook import RowBook
from tests.in_process import collector_kept

from jiedui.cli import main
from jiedui.demo.source import own
from jiedui.migrations.reading import read
from jiedui.records.kinds import path_of
from jiedui.records.reader import read_ledger
from jiedui.records.schema import default_folder, library_of
from jiedui.records.writer import write

ROOT = Path(__file__).resolve().parents[3]
DAY = ("--as-of", "2026-11-23")
# Seconds after which a run is taken for one without an end.
PATIENCE = 30
# What looks like a number of a person: telephone, identity of both lengths, certificate.
NUMBER = re.compile(r"(?<![\dA-Za-z])(?:1[3-9]\d{9}|\d{15}|\d{17}[\dXx](?:\d{2}(?:[Bb]\d)?)?)(?!\d)")
# Codes are drawn anew in each run.
CODE = re.compile(r"\b(?:[A-Z]{2,3}(?:-B)?-|[mn]-)[2-9A-Z]{4}\b")
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{role}_{what}": "t@example.invalid" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    **{f"GIT_{role}_DATE": "2026-11-20T08:00:00+08:00" for role in ("AUTHOR", "COMMITTER")},
}
Tree = dict[str, bytes]


class EndlessError(BaseException):
    """A run takes too long."""


class BrokenPromiseError(AssertionError):
    """What was promised is not held; the arguments are what, and how it shows."""


class Told(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Bench:
    """The small ledger of ``tests/rules/base`` in a folder, and its records as data, to be copied for each case."""

    folder: Path
    data: dict[str, Any]
    book: tuple[tuple[Any, tuple[str, ...]], ...]

    @classmethod
    def at(cls, folder: Path) -> Bench:
        """Lay it out."""
        root = folder / "records"
        shutil.copytree(ROOT / "tests" / "rules" / "base", root)
        for kind, data in own().files.items():
            if kind.startswith("policy"):
                (root / path_of(kind)).parent.mkdir(exist_ok=True)
                (root / path_of(kind)).write_text(write(data, LIBRARY[kind]), "utf-8")
        found = read_ledger(root, LIBRARY, read=read).valid
        rows = tuple((row.table, row.texts) for row in RowBook(LIBRARY, found).rows())
        vault = Vault.of(NOBODY, Path(shutil.copytree(root, folder.parent / "sealed" / "records")), folder.parent)
        with in_process(vault.root.parent, ["--keys", str(vault.store), "seal", *DAY]) as told:
            require(told.code == 0, "seal", told)
        return cls(folder, {record.path: record.data for record in found}, rows)


LIBRARY = library_of(default_folder())
NOBODY: Any = None


@dataclass
class Case:
    """One case: a copy of the ledger in a folder of its own, where commands run."""

    bench: Bench
    folder: Path
    rng: Random
    given: str = ""
    first: tuple[str, ...] = ()

    @property
    def root(self) -> Path:
        """The ledger's folder."""
        return self.folder / "records"

    def tree(self) -> Tree:
        """Return what the files of the ledger hold, by path."""
        found = {}
        for parent, _, names in os.walk(self.root):
            for name in names:
                file = Path(parent, name)
                found[os.path.relpath(file, self.root)] = file.read_bytes() if not file.is_symlink() else b"link"
        return found

    def run(self, *words: object, writes: bool = False) -> Told:
        """Run a command and hold it to what every command promises; one that does not write changes nothing."""
        before = self.tree()
        with in_process(self.folder, [*self.first, *(str(word) for word in words)]) as told:
            pass
        after = self.tree()
        require(told.code in (0, 1, 2), "code", told)
        require("Traceback" not in told.err, "traceback", told)
        if left := [path for path in after if ".jiedui-" in path]:
            raise BrokenPromiseError("draft left", left)
        if not writes or told.code == 2:
            require(before == after, "written", words, told, differing(before, after))
        self.refuse_echo(told, words)
        return told

    def refuse_echo(self, told: Told, words: tuple[object, ...]) -> None:
        """Refuse a number of a person that was in what was given, and is in what is said."""
        said = {*NUMBER.findall(told.out + told.err)}
        if said:
            texts = [content.decode("utf-8", "replace") for content in self.tree().values()]
            given = {*NUMBER.findall("\n".join((*texts, self.given, *map(str, words))))}
            require(not said & given, "echo", sorted(said & given), told)

    def twice(self, *words: object) -> Told:
        """Run a command that only reads, again with another order of what Python hashes nowhere, and hear the same."""
        first, second = self.run(*words), self.run(*words)
        require(masked(first) == masked(second), "another answer", words, first, second)
        return first

    def git(self, *words: str, check: bool = False) -> str:
        """Run Git around the ledger."""
        done = subprocess.run(["git", *words], cwd=self.folder, env=os.environ | GIT, capture_output=True, check=check)
        return done.stdout.decode("utf-8", "replace").strip()


def require(holds: bool, what: str, *shown: object) -> None:  # noqa: FBT001
    """Raise :class:`BrokenPromiseError` where something does not hold."""
    if not holds:
        raise BrokenPromiseError(what, *shown)


def masked(told: Told) -> tuple[int, str, str]:
    """Return what was said, without codes."""
    return told.code, CODE.sub("□", told.out), CODE.sub("□", told.err)


def differing(before: Tree, after: Tree) -> list[str]:
    """Return the paths of what differs."""
    return sorted(path for path in {*before, *after} if before.get(path) != after.get(path))


@contextmanager
def in_process(folder: Path, words: list[str]) -> Iterator[Told]:
    """Run ``jiedui`` with words, in a folder, in this process; yield what came of it."""

    def stop(*_: object) -> None:
        raise EndlessError(words)

    here, argv, code = Path.cwd(), sys.argv, 0
    out, err = io.StringIO(), io.StringIO()
    heard = signal.signal(signal.SIGALRM, stop)
    os.chdir(folder)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        sys.argv = ["jiedui", *words]
        with redirect_stdout(out), redirect_stderr(err):
            try:
                with collector_kept():
                    main.main()
            except SystemExit as left:
                code = left.code if isinstance(left.code, int) else 70
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, heard)
        sys.argv = argv
        os.chdir(here)
    yield Told(code, out.getvalue(), err.getvalue())
