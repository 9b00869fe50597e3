"""The merges within a change: what came together, what each side had, and which commit took something away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jiedui.pattern import pattern
from jiedui.review.git import GitUnavailableError, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What Git writes into the message of a commit that takes another back.
_REVERT = pattern("This reverts commit", re.IGNORECASE)


class MergeCommit(NamedTuple):
    """A commit in which branches came together, by full names: its own, and those of what it was made of."""

    name: str
    parents: tuple[str, ...]

    def others(self, parent: str) -> tuple[str, ...]:
        """Return what one of its parents came together with."""
        return tuple(name for name in self.parents if name != parent)


def merge_commits(folder: Path, base: str) -> Iterator[MergeCommit]:
    """Yield the merges that what is checked out has since the commit ``base``, the last first."""
    for line in run(folder, "rev-list", "--merges", "--parents", f"{base}..HEAD").splitlines():
        name, *parents = line.split()
        yield MergeCommit(name, tuple(parents))


def changed_between(folder: Path, one: str, other: str) -> dict[str, str]:
    """Return which files below ``folder`` differ between two commits: A, where the first lacks it, D, M or T."""
    listed = run(folder, "diff", "--name-status", "--no-renames", "--relative", "-z", one, other, "--", ".").split("\0")
    return dict(zip(listed[1::2], listed[::2], strict=False))


def fork(folder: Path, side: str, others: tuple[str, ...]) -> str:
    """Return the commit from which a side of a merge and the others went their own ways; empty where there is none."""
    try:
        return run(folder, "merge-base", side, *others).strip()
    except GitUnavailableError:
        return ""


def took_away(folder: Path, path: str, side: str, others: tuple[str, ...], word: str = "") -> str:
    """Return the commit by which the other sides of a merge lost a file, or a ``word`` in it, that one side has.

    It is the last one that took the file or the word away, of those that do not say so one that takes another back;
    nothing where there is none.
    """
    log = ("log", "--no-merges", "--format=%H%x00%B%x01", *others, f"^{side}")
    which = [f"-S{word}"] if word else ["--diff-filter=D"]
    for narrowed in (which, []):
        commits = run(folder, *log, *narrowed, "--", path).split("\x01")
        found = [(name.strip(), said) for name, _, said in (each.partition("\0") for each in commits) if said]
        taken = [name for name, said in found if narrowed or _REVERT.search(said)]
        if taken:
            return taken[0]
    return ""
