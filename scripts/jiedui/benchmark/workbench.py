"""A generated ledger in Git and, beside it, room for what is made of it: what every measured command works on."""

from __future__ import annotations

import os
import re
import shutil
import sys
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pyrage

from jiedui.benchmark.process import FailedRunError, ProcessRun, measure
from jiedui.demo import build
from jiedui.records.kinds import path_of
from jiedui.records.schema import default_folder
from jiedui.records.tree import Tree
from jiedui.review import git
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from jiedui.demo.source import Source
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.tree import Place

AS_OF = date(2026, 11, 23)
SEED = 1

_TOWNSHIP = re.compile(r"^township: (\S+)", re.MULTILINE)
_IN_CHARGE = re.compile(r"^(  - helper: )\S+", re.MULTILINE)
_TOLD = re.compile(r"^content: (?:[|>]-.*\n  )?", re.MULTILINE)
_SELDOM, _OFTEN = "每季度至少联系一次", "每月至少联系一次"
_SEALING = "sealing: [身份, 联系方式]\n"


class Workbench(Struct, kw_only=True, dict=True):
    """A ledger of ``households`` and ``visits`` below ``folder``, committed, and the commands run on it.

    What a command remembers of a ledger lies below ``folder``, too: nothing of another run is known.
    """

    folder: Path
    households: int
    visits: int

    @classmethod
    def of(  # noqa: PLR0913  (size and place)
        cls, folder: Path, library: SchemaLibrary, source: Source, households: int, visits: int, roster: int = 0
    ) -> Workbench:
        """Generate a ledger with the policy and the divisions of ``source``.

        Where the ``roster`` is longer than ``households``, the others are listed and no more.
        """
        made = cls(folder=folder, households=max(households, roster), visits=visits)
        build(
            made.root, library, source=source, households=households, roster=roster, visits=visits, as_of=AS_OF,
            seed=SEED,
        )  # fmt: skip
        made._git("init", "--quiet")
        made.commit()
        return made

    @property
    def root(self) -> Path:
        """The ledger's folder."""
        return self.folder / "records"

    @cached_property
    def places(self) -> list[Place]:
        """Where the records lie as they were generated, in order of path."""
        return Tree(self.root).places

    def some(self, kind: str, most: int) -> list[Path]:
        """Return the files of some records of a kind, ``most`` at most, spread over all of them."""
        found = [self.root / place.path for place in self.places if place.kind == kind]
        return found[:: max(1, len(found) // most)][:most]

    def township(self) -> str:
        """Return the township of some household, by its name."""
        [home] = self.some("household", 1)
        found = _TOWNSHIP.search(home.read_text("utf-8"))
        assert found
        return found[1]

    def jiedui(self, verb: str, *options: str, keys: str = "", root: Path | None = None) -> ProcessRun:
        """Run a command on the ledger, or on another."""
        ring = ["--keys", keys] if keys else []
        said = [*verb.split(), "--records", str(root or self.root), "--as-of", AS_OF.isoformat(), *options]
        return self.run(sys.executable, "-m", "jiedui", *ring, *said)

    def run_version(self) -> ProcessRun:
        """Run the program for its version alone: what each start of it takes."""
        return self.run(sys.executable, "-m", "jiedui", "--version")

    def run(self, *command: str, given: str = "", sound: Container[int] = (0,)) -> ProcessRun:
        """Run a command beside the schemas, of which these are the ends that are expected."""
        remembered = {"JIEDUI_CACHE": str(self.folder / "cache")}
        return measure(command, given, default_folder().parent, os.environ | remembered, sound)

    def forget(self) -> None:
        """Forget what commands remember of the ledger."""
        shutil.rmtree(self.folder / "cache", ignore_errors=True)

    def edit(self) -> None:
        """Add a sign to what is told of one contact, as somebody does who has mistyped it."""
        for visit in self.some("visit", 1):
            visit.write_text(_TOLD.sub(r"\g<0>又", visit.read_text("utf-8"), count=1), "utf-8")

    def change(self, most: int) -> int:
        """Write in some households that somebody else is in charge; return in how many.

        What that does to the figures of every quarter since is what a review takes longest to reckon.
        """
        helper = next(place.stem for place in self.places if place.kind == "helper")
        homes = self.some("household", most)
        for home in homes:
            home.write_text(_IN_CHARGE.sub(rf"\g<1>{helper}", home.read_text("utf-8"), count=1), "utf-8")
        return len(homes)

    def export_changed(self, most: int) -> tuple[int, Path]:
        """Write a workbook by which some households, ``most`` at most, are visited oftener; return how many, too."""
        homes, book = self.some("household", most), self.folder / "changed.xlsx"
        count = 0
        for home in homes:
            text = home.read_text("utf-8")
            count += _SELDOM in text
            home.write_text(text.replace(_SELDOM, _OFTEN, 1), "utf-8")
        self.jiedui("export", str(book))
        self.restore()
        return count, book

    def import_all(self) -> ProcessRun:
        """Write all of the ledger by its workbook into one that has everybody but households.

        The workbook is a closed one: only that tells certificates and births. Raises
        :class:`~jiedui.benchmark.process.FailedRunError` where not all of it is there then.
        """
        secret, book, empty = pyrage.x25519.Identity.generate(), self.folder / "ledger.xlsx.age", self.folder / "empty"
        (self.folder / "identity").write_text(str(secret), "utf-8")
        shutil.copytree(self.root, empty, ignore=shutil.ignore_patterns("households", ".git"))
        self.jiedui("export", str(book), "--sealed-for", str(secret.to_public()))
        run = self.jiedui("import", str(book), "--apply", "--identity", str(self.folder / "identity"), root=empty)
        if (written := len(Tree(empty).places)) != len(self.places):
            raise FailedRunError(f"import --apply wrote {written} of {len(self.places)} files")
        return run

    def commit(self) -> None:
        """Commit all that is in the ledger."""
        self._git("add", ".")
        self._git("commit", "--quiet", "--no-verify", "--allow-empty", "--message", "ledger")

    def restore(self) -> None:
        """Take back what was changed since the last commit."""
        self._git("checkout", "--quiet", ".")

    def seal(self) -> str:
        """Have the ledger sealed from now on; return where its keys are to lie."""
        policy = self.root / path_of("policy-ledger")
        policy.write_text(policy.read_text("utf-8") + _SEALING, "utf-8")
        return str(self.folder / "keys")

    def _git(self, *command: str) -> None:
        git.run(self.root, "-c", "core.autocrlf=false", "-c", "commit.gpgSign=false", *command, **git.OURSELVES)
