"""Two commits made one, as the forge will merge them: on no branch, and without a working tree."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.review import git
from jiedui.review.attributes import NAME
from jiedui.review.git import GitUnavailableError
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

_NONE_OF_THE_FORGES = {
    "commit.gpgSign": "false",
    "core.attributesFile": os.devnull,
    "core.hooksPath": os.devnull,
    "i18n.commitEncoding": "UTF-8",
    "merge.directoryRenames": "conflict",
    "merge.renames": "true",
    "merge.verifySignatures": "false",
    "rerere.enabled": "false",
}
PLAIN = tuple(word for name, value in _NONE_OF_THE_FORGES.items() for word in ("-c", f"{name}={value}"))
"""Whatever a person has set up for commits and merges of his own is none of the forge's."""
_MESSAGE = "合并主分支"
_MADE = git.OURSELVES | {f"GIT_{role}_DATE": "2000-01-01T00:00:00Z" for role in ("AUTHOR", "COMMITTER")}
_TELLING = (f"\t{NAME}".encode(), f"/{NAME}".encode())
_NO_SYSTEM = {"GIT_ATTR_NOSYSTEM": "1"}
_OWN = ("info/attributes", "objects", "config", "shallow")
# How Git ends that takes what it was told for a mistake: before 2.38 it merges in a working tree alone.
_NO_SUCH_WAY = 129
# Who has what of a file in conflict: the stages of Git's index.
_BASE, _OURS, _THEIRS = "1", "2", "3"


class Conflict(Struct, frozen=True):
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

    Both are told by their full names. Raises :class:`UnjoinedError`, or
    :class:`~jiedui.review.git.GitUnavailableError`.
    """
    settings = (*PLAIN, *_without_drivers(folder))
    with _repository_alone(folder) as repository:
        try:
            with _attributes_alone(folder, ours, repository) as (tree, environment):
                asked = ("merge-tree", "--write-tree", "-z", "--no-messages", ours, theirs)
                made, _, _ = git.run(tree, *settings, *asked, **environment).partition("\0")
        except GitUnavailableError as error:
            if error.code == _NO_SUCH_WAY:
                return _joined_elsewhere(folder, ours, theirs, settings, repository)
            _, *entries = os.fsdecode(error.answer).split("\0")
            raise _contradiction(entries, ours, theirs) or error from None
    parents = ("-p", ours, "-p", theirs)
    return git.run(folder, *settings, "commit-tree", made, *parents, given=f"{_MESSAGE}\n", **_MADE).strip()


@contextmanager
def _repository_alone(folder: Path) -> Iterator[dict[str, str]]:
    """Give what leads Git to the repository of a folder, without what this clone alone says of its files.

    Where it says anything, that is another one, of the same objects: Git asks ``info/attributes`` before all others.
    """
    asked = (word for name in _OWN for word in ("--git-path", name))
    said, objects, *files = (folder / line for line in git.run(folder, "rev-parse", *asked).splitlines())
    if not said.exists():
        own = git.run(folder, "rev-parse", "--absolute-git-dir").removesuffix("\n")
        yield {"GIT_DIR": own, **_NO_SYSTEM}
        return
    with tempfile.TemporaryDirectory() as outside:
        beside = Path(outside)
        (beside / "refs").mkdir()
        (beside / "HEAD").write_text("ref: refs/heads/main\n", "utf-8")
        for file in filter(Path.exists, files):
            shutil.copy(file, beside)
        yield {"GIT_DIR": outside, "GIT_OBJECT_DIRECTORY": str(objects.resolve()), **_NO_SYSTEM}


@contextmanager
def _attributes_alone(folder: Path, commit: str, repository: dict[str, str]) -> Iterator[tuple[Path, dict[str, str]]]:
    """Give a working tree in which of a commit nothing lies but what tells how to merge, and what Git is told of it.

    Git asks the working tree for that, and there may be what nobody has committed.
    """
    entries = git.run_bytes(folder, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")
    wanted = [entry for entry in entries if entry.endswith(_TELLING)]
    with tempfile.TemporaryDirectory() as outside:
        tree, index = Path(outside) / "tree", Path(outside) / "index"
        tree.mkdir()
        environment = {**repository, "GIT_WORK_TREE": str(tree), "GIT_INDEX_FILE": str(index)}
        if wanted:
            given = os.fsdecode(b"".join(entry + b"\0" for entry in wanted))
            git.run(tree, "update-index", "-z", "--index-info", given=given, **environment)
            git.run(tree, "checkout-index", "--all", "--quiet", **environment)
        yield tree, environment


def _joined_elsewhere(
    folder: Path, ours: str, theirs: str, settings: tuple[str, ...], repository: dict[str, str]
) -> str:
    """Return the commit that Git makes in a working tree of its own, with all that one of the two holds."""
    inside = {name: value for name, value in repository.items() if name != "GIT_DIR"}  # it finds that itself
    with tempfile.TemporaryDirectory() as outside:
        tree = Path(outside) / "tree"
        try:
            git.run(folder, *settings, "worktree", "add", "--quiet", "--detach", str(tree), ours, **repository)
            git.run(tree, *settings, "merge", "--quiet", "--no-ff", f"--message={_MESSAGE}", theirs, **_MADE, **inside)
            return git.run(tree, "rev-parse", "HEAD", **inside).strip()
        except GitUnavailableError as error:
            entries = git.run(tree, "ls-files", "--unmerged", "-z", **inside).split("\0") if tree.is_dir() else []
            raise _contradiction(entries, "HEAD", theirs) or error from None
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


def _contradiction(entries: list[str], ours: str, theirs: str) -> UnjoinedError | None:
    """Return what Git tells of files in conflict, each side of each in an entry of its own; ``None`` where none is.

    Where a folder is in the way of a file, Git has put the name of the file's side, ``ours`` or ``theirs``, behind its
    path: that is cut off.
    """
    stages: dict[str, dict[str, str]] = {}
    for entry in filter(None, entries):
        described, _, path = entry.partition("\t")
        _, name, stage = described.split()
        stages.setdefault(path.removesuffix(f"~{ours}").removesuffix(f"~{theirs}"), {})[stage] = name
    conflicts = tuple(
        Conflict(path, ours=found.get(_OURS, ""), theirs=found.get(_THEIRS, ""), base=found.get(_BASE, ""))
        for path, found in sorted(stages.items())
    )
    return UnjoinedError(conflicts) if conflicts else None
