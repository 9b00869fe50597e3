"""Two commits made one, as the forge will merge them: on no branch, and without a working tree."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.review import git
from jiedui.review.git import GitUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = ("-c", "commit.gpgSign=false", "-c", f"core.hooksPath={os.devnull}", "-c", "rerere.enabled=false")
"""Whatever a person has set up for commits and merges of his own is none of the forge's."""
_MESSAGE = "合并主分支"
# How Git ends that takes what it was told for a mistake: before 2.38 it merges in a working tree alone.
_NO_SUCH_WAY = 129
# Who has what of a file in conflict: the stages of Git's index.
_BASE, _OURS, _THEIRS = "1", "2", "3"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A file, seen from the top of the repository, that was changed on both sides; who still has it says how.

    The sides are the names by which Git keeps their texts, empty where a side has none; ``ours`` is of the change.
    """

    path: str
    ours: str
    theirs: str
    base: str


class UnjoinedError(Exception):
    """Two commits contradict each other in the files of ``conflicts``."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__()
        self.conflicts = conflicts


def joined(folder: Path, ours: str, theirs: str) -> str:
    """Return the full name of a commit that holds two merged; it is the same whenever they are asked for.

    Raises :class:`UnjoinedError`, or :class:`~jiedui.review.git.GitUnavailableError`.
    """
    settings = (*PLAIN, *_without_drivers(folder))
    try:
        return git.joined(folder, ours, theirs, _MESSAGE, settings)
    except GitUnavailableError as error:
        if error.code == _NO_SUCH_WAY:
            return _joined_elsewhere(folder, ours, theirs, settings)
        _, *entries = os.fsdecode(error.answer).split("\0")
        raise _contradiction(entries) or error from None


def _joined_elsewhere(folder: Path, ours: str, theirs: str, settings: tuple[str, ...]) -> str:
    """Return the commit that Git makes in a working tree of its own, with all that one of the two holds."""
    with tempfile.TemporaryDirectory() as outside:
        tree = Path(outside) / "tree"
        try:
            git.run(folder, *settings, "worktree", "add", "--quiet", "--detach", str(tree), ours)
            git.run(tree, *settings, "merge", "--quiet", "--no-ff", f"--message={_MESSAGE}", theirs, **git.OURSELVES)
            return git.revision(tree)
        except GitUnavailableError as error:
            entries = git.run(tree, "ls-files", "--unmerged", "-z").split("\0") if tree.is_dir() else []
            raise _contradiction(entries) or error from None
        finally:
            git.asks(folder, "worktree", "remove", "--force", str(tree))


def _without_drivers(folder: Path) -> Iterator[str]:
    """Yield what keeps Git from merging as it was set up to on this computer: the forge merges by lines."""
    try:
        lines = git.run(folder, "config", "--name-only", "--get-regexp", r"^merge\..*\.driver$").splitlines()
    except GitUnavailableError:  # there is none
        return
    for name in lines:
        yield from ("-c", f"{name}=git merge-file --marker-size=%L %A %O %B")


def _contradiction(entries: list[str]) -> UnjoinedError | None:
    """Return what Git tells of files in conflict, each side of each in an entry of its own; ``None`` where none is."""
    stages: dict[str, dict[str, str]] = {}
    for entry in filter(None, entries):
        described, _, path = entry.partition("\t")
        _, name, stage = described.split()
        stages.setdefault(path, {})[stage] = name
    conflicts = tuple(
        Conflict(path, ours=found.get(_OURS, ""), theirs=found.get(_THEIRS, ""), base=found.get(_BASE, ""))
        for path, found in sorted(stages.items())
    )
    return UnjoinedError(conflicts) if conflicts else None
