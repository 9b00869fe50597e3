"""The journal of a run that puts several files into their places: what it did not come to the end of is undone.

It is written beside the drafts before the first file takes its place, and removed behind the last. Where it is still
there and nobody holds its folder, the machine ended the run in between: whoever comes next undoes what was done. It
speaks of the folder that it was written in, and of none that Git or a copy has brought here.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Self

from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable

NAME = "journal"
"""The file in the folder of drafts."""


class Step(Struct, frozen=True):
    """One file of the set, which a ``draft`` is to take the place of, or nothing: then it goes.

    ``kept`` is the file that was there ``before``, under another name, and nothing where there was none. ``before`` and
    ``result`` are the digests of what was there and of what is to be, empty where nothing was or is.
    """

    file: Path
    draft: Path | None
    kept: Path | None
    result: str
    before: str = ""

    @classmethod
    def to(cls, file: Path, draft: Path | None, content: bytes, kept: Path | None) -> Self:
        """Return the step that puts a draft with this content into its place, or removes the file."""
        return cls(file, draft, kept, _digest(content) if draft else "", _digest_of(kept) if kept else "")

    def was(self, content: bytes) -> bool:
        """Tell whether this was there before."""
        return self.before == _digest(content)

    def take(self) -> bool:
        """Do it, and return whether nobody has saved the file since it was kept; nothing of that is lost.

        An editor that writes into the file as it is writes into what is kept, if it does so at the last moment; one
        that puts another file into its place between the look and the step behind it would not be noticed.
        """
        if _digest_of(self.file) != self.before:
            return False
        if self.draft is None:
            self.file.unlink()
        else:
            if not (folder := self.file.parent).is_dir():
                folder.mkdir(parents=True, exist_ok=True)
            self.draft.replace(self.file)
        return not self.kept or _digest_of(self.kept) == self.before

    def undo(self, undone: Undone) -> None:
        """Put back what was there before, unless that is there, or what somebody has put there since."""
        if self.kept and not self.kept.exists():
            return  # it has been put back
        now = _digest_of(self.file)
        if now != self.result:
            if now != (_digest_of(self.kept) if self.kept else ""):
                undone.changed.append(self.file)
            return
        try:
            if self.kept:
                self.kept.replace(self.file)
            else:
                self.file.unlink(missing_ok=True)
        except OSError:
            undone.stuck.append(self.file)
        else:
            undone.back.append(self.file)


class Undone(Struct, frozen=True):
    """What became of files: put ``back``, ``changed`` by others since and left alone, or ``stuck`` where they are."""

    back: list[Path] = field(default_factory=list)
    changed: list[Path] = field(default_factory=list)
    stuck: list[Path] = field(default_factory=list)


class Journal(Struct, frozen=True):
    """The steps of a run to files below ``root``, and the folders that are made for them, the outermost first."""

    root: Path
    steps: tuple[Step, ...]
    made: tuple[Path, ...]

    @classmethod
    def of(cls, root: Path, steps: Iterable[Step]) -> Self:
        """Return the journal of steps that are to be done."""
        steps = tuple(steps)
        made: dict[Path, None] = {}
        for around in {str(folder): folder for folder in (step.file.parent for step in steps)}.values():
            way, folder = [], around
            while folder not in made and not folder.exists():
                way.append(folder)
                folder = folder.parent
            made |= dict.fromkeys(reversed(way))
        return cls(root, steps, tuple(made))

    @classmethod
    def left(cls, drafts: Path, root: Path) -> Self | None:
        """Return the journal that a killed run has left in its folder of drafts, if it has."""
        import json

        try:
            said = json.loads((drafts / NAME).read_bytes())
            if said["folder"] != drafts.stat().st_ino:
                return None
            steps = tuple(
                Step(_below(root, path), None, kept and drafts / kept, to) for path, kept, to in said["steps"]
            )
            return cls(root, steps, tuple(_below(root, path) for path in said["made"]))
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def write(self, drafts: Path) -> None:
        """Note in the folder of drafts what is to be done, so that it is there whatever happens then.

        One that is half written is none: then nothing was done yet.
        """
        import json

        said = {
            "folder": drafts.stat().st_ino,
            "steps": [(self._path(step.file), step.kept and step.kept.name, step.result) for step in self.steps],
            "made": [self._path(folder) for folder in self.made],
        }
        with (drafts / NAME).open("w", encoding="utf-8") as stream:
            json.dump(said, stream)
            stream.flush()
            os.fsync(stream.fileno())

    def undo(self, undone: Undone) -> None:
        """Undo what was done, in the order in which it was; what cannot be keeps nothing else from it."""
        for step in self.steps:
            step.undo(undone)
        for folder in reversed(self.made):
            with suppress(OSError):
                folder.rmdir()

    def _path(self, place: Path) -> str:
        return place.as_posix().removeprefix(f"{self.root.as_posix()}/")  # a tenth of the time of relative_to


def close(drafts: Path) -> None:
    """Remove the journal from a folder of drafts, where there is one: from here on, what was done stays."""
    (drafts / NAME).unlink(missing_ok=True)


def keep(file: Path, name: Path) -> None:
    """Let a file have another name as well, by which it is there when another has taken its place."""
    try:
        os.link(file, name)
    except (OSError, NotImplementedError):  # some disks know none; a file that is not there is told of here
        import shutil

        shutil.copy2(file, name)


def _below(root: Path, path: str) -> Path:
    """Return a place below ``root``; raise ``ValueError`` for any other."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts:
        raise ValueError(path)
    return root / parts


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digest_of(file: Path) -> str:
    """Return the digest of what a file holds, nothing where there is none."""
    try:
        with file.open("rb", buffering=0) as stream:
            return _digest(stream.read())
    except OSError:
        return ""
