"""What Git is told of a repository that makes the files of a checkout others than those that it holds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.pattern import pattern
from jiedui.review import git

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NAME = ".gitattributes"
# With these it is more than how their lines end.
_CONVERTING = pattern(rb"\b(?:filter|ident|working-tree-encoding)\b")


def converts(root: Path, below: Iterable[bytes]) -> bool:
    """Tell whether files below ``root`` may say something else than what Git holds, but for how their lines end.

    ``below`` are the folders there with a file that may say so. Raises
    :class:`~jiedui.review.git.GitUnavailableError` outside Git.
    """
    return any(map(_tells, _attributes(root, below)))


def _tells(file: Path) -> bool:
    try:
        # For what a pipe says Git waits without end: whoever takes it for one that converts does not ask.
        return file.is_fifo() or _CONVERTING.search(file.read_bytes()) is not None
    except OSError:
        return False


def _attributes(root: Path, below: Iterable[bytes]) -> Iterator[Path]:
    """Yield the files in which Git may be told what becomes of files on their way to the disk."""
    yield from (root / os.fsdecode(folder) / NAME for folder in below)
    there = git.whereabouts(root)
    around = root.resolve().parents
    yield from (folder / NAME for folder in around if folder.is_relative_to(there.top))
    yield there.attributes
    try:
        yield Path(git.run(root, "config", "--type=path", "core.attributesFile").removesuffix("\n"))
    except git.GitUnavailableError:
        home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
        yield Path(home, "git", "attributes")
