"""The branch that a change is to be merged into, and what it will be then: it is merged first, and that is judged.

The forge checks out a change as it was written, or as it was merged some time ago. Two changes that are right alone
may be wrong together, and the second of them has to be told so.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.review import git
from jiedui.review.git import GitUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.review.trigger import Trigger

_REMOTE = "origin"
_ZONES = ("refs/remotes/origin/", "refs/heads/")
# Nobody is there to be asked for a password.
_UNATTENDED = {"GIT_TERMINAL_PROMPT": "0"}
# Whatever a person has set up for merges of his own is none of the forge's.
_PLAIN = ("-c", "commit.gpgSign=false", "-c", f"core.hooksPath={os.devnull}", "-c", "rerere.enabled=false")
# Who has what of a file in conflict: the stages of Git's index.
_BASE, _OURS, _THEIRS = "1", "2", "3"


class TargetMissingError(GitUnavailableError):
    """The branch to merge into is not there, and cannot be fetched; ``branch`` is its name, empty if nobody told it."""

    def __init__(self, branch: str) -> None:
        super().__init__(branch)
        self.branch = branch


@dataclass(frozen=True, slots=True)
class Conflict:
    """A file, seen from the top of the repository, that was changed on both sides; who still has it says how.

    The sides are the names by which Git keeps their texts, empty where a side has none; ``ours`` is of the change.
    """

    path: str
    ours: str
    theirs: str
    base: str


class _UnmergedError(Exception):
    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__()
        self.conflicts = conflicts


class ConflictError(Exception):
    """The change and the branch to merge into contradict each other in the files of ``conflicts``."""

    def __init__(self, branch: str, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(branch)
        self.branch = branch
        self.conflicts = conflicts


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What main will be: the ``folder`` that was asked about is there. ``branch`` is what it was merged into.

    ``since`` is the full name of the commit that the change goes on from, empty where it is main itself, and ``base``
    that which main went on from, where the forge told it and it is here. ``fetched`` tells that the branch is as the
    forge has it now, if there is a forge, ``outdated`` that it brings other files beside the ledger: main may be judged
    by another program than runs here.
    """

    folder: Path
    branch: str = ""
    since: str = ""
    base: str = ""
    fetched: bool = True
    outdated: bool = False


@contextmanager
def merged(folder: Path, asked: Trigger) -> Iterator[Merged]:
    """Give what main will be once what is checked out at ``folder`` is merged; what is not committed is no part of it.

    The working tree and the branches stay as they are: where anything has to be merged, it is in a folder of its own.
    Raises :class:`ConflictError`, or :class:`~jiedui.review.git.GitUnavailableError`, such as
    :class:`TargetMissingError`.
    """
    head = git.revision(folder)
    if asked.is_main:
        with _checked_out(folder, head, "") as place:
            yield Merged(folder=place, branch=asked.target, base=asked.base if _is_here(folder, asked.base) else "")
        return
    branch = asked.target or _default(folder)
    target = _target(folder, branch)
    if not asked.target and git.is_ancestor(folder, head, target.commit):  # main itself, as far as anybody can tell
        with _checked_out(folder, head, "") as place:
            yield Merged(folder=place, branch=branch, fetched=target.fetched)
        return
    since = _queued_after(folder, asked) or target.commit
    try:
        with _checked_out(folder, head, since) as place:
            outdated = _differs_beside(place, head)
            yield Merged(folder=place, branch=branch, since=since, fetched=target.fetched, outdated=outdated)
    except _UnmergedError as error:
        raise ConflictError(branch, error.conflicts) from None


@dataclass(frozen=True, slots=True)
class _Target:
    commit: str
    fetched: bool


def _default(folder: Path) -> str:
    """Return the branch that is main by what Git knows of it, else by its usual names: a machine has no branches."""
    line = git.main_line(folder)
    if zone := next((zone for zone in _ZONES if line.startswith(zone)), ""):
        return line.removeprefix(zone)
    if usual := next((name for name in ("main", "master") if _is_here(folder, f"{_ZONES[0]}{name}")), ""):
        return usual
    raise TargetMissingError("")


def _target(folder: Path, branch: str) -> _Target:
    """Return the commit of a branch, as the forge has it now or else as it is here."""
    if not _asks(folder, "check-ref-format", f"refs/heads/{branch}"):
        raise TargetMissingError(branch)
    fetched = _REMOTE not in git.run(folder, "remote").split() or _fetch(folder, branch)
    for zone in _ZONES:
        if _is_here(folder, f"{zone}{branch}"):
            return _Target(git.run(folder, "rev-parse", f"{zone}{branch}^{{commit}}").strip(), fetched)
    raise TargetMissingError(branch)


def _fetch(folder: Path, branch: str) -> bool:
    """Fetch a branch, and of a clone without a part of its history the rest; tell whether the forge gave it."""
    wanted = [_REMOTE, f"+refs/heads/{branch}:refs/remotes/{_REMOTE}/{branch}"]
    command = ("fetch", "--quiet", "--no-tags", "--no-recurse-submodules")
    if git.is_shallow(folder):
        # What is checked out may be on no branch, but at a commit that the forge made to try the merging.
        whole = (*command, "--unshallow", *wanted)
        return _asks(folder, *whole, git.revision(folder)) or _asks(folder, *whole)
    return _asks(folder, *command, *wanted)


def _asks(folder: Path, *command: str) -> bool:
    """Tell whether Git does something. Why not is told nowhere: the address of a forge may hold a password."""
    try:
        git.run(folder, *command, **_UNATTENDED)
    except GitUnavailableError:
        return False
    return True


def _is_here(folder: Path, name: str) -> bool:
    return bool(name) and _asks(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")


def _queued_after(folder: Path, asked: Trigger) -> str:
    """Return the commit that a change in a queue is merged on: what the forge says or, of a merge, its first parent."""
    if not asked.queued:
        return ""
    if _is_here(folder, asked.base) and git.is_ancestor(folder, asked.base, "HEAD"):
        return asked.base
    return git.run(folder, "rev-parse", "HEAD^1").strip() if _is_here(folder, "HEAD^2") else ""


@contextmanager
def _checked_out(folder: Path, head: str, target: str) -> Iterator[Path]:
    """Give ``folder`` as it is at ``head`` merged with ``target``: here, where it is just that, or else elsewhere."""
    top, prefix = git.top(folder), git.prefix(folder)
    nothing_to_merge = not target or git.is_ancestor(folder, target, head)
    if nothing_to_merge and git.is_clean(top):
        yield folder
        return
    with tempfile.TemporaryDirectory() as outside:
        tree = Path(outside) / "tree"
        try:
            git.run(top, *_PLAIN, "worktree", "add", "--quiet", "--detach", str(tree), head)
            if not nothing_to_merge:
                _merge(tree, target)
            yield tree / prefix
        finally:
            _asks(top, "worktree", "remove", "--force", str(tree))


def _differs_beside(place: Path, head: str) -> bool:
    """Tell whether what was merged differs from ``head`` beside the ledger, which lies at ``place``."""
    if not place.is_dir() or not (inside := git.prefix(place)):
        return False
    return bool(git.run(git.top(place), "diff", "--name-only", head, "HEAD", "--", ".", f":!{inside}"))


def _merge(tree: Path, target: str) -> None:
    git.merge_base(tree, target)  # says why, where there is none
    command = ("merge", "--quiet", "--no-ff", "--no-edit", "--message=合并主分支", target)
    try:
        git.run(tree, *_PLAIN, *_without_drivers(tree), *command, **git.OURSELVES)
    except GitUnavailableError:
        conflicts = tuple(_conflicts(tree))
        if not conflicts:
            raise
        raise _UnmergedError(conflicts) from None


def _without_drivers(tree: Path) -> Iterator[str]:
    """Yield what keeps Git from merging as it was set up to on this computer: the forge merges by lines."""
    try:
        lines = git.run(tree, "config", "--name-only", "--get-regexp", r"^merge\..*\.driver$").splitlines()
    except GitUnavailableError:  # there is none
        return
    for name in lines:
        yield from ("-c", f"{name}=git merge-file --marker-size=%L %A %O %B")


def _conflicts(tree: Path) -> Iterator[Conflict]:
    stages: dict[str, dict[str, str]] = {}
    for entry in filter(None, git.run(tree, "ls-files", "--unmerged", "-z").split("\0")):
        described, _, path = entry.partition("\t")
        _, name, stage = described.split()
        stages.setdefault(path, {})[stage] = name
    for path, found in sorted(stages.items()):
        yield Conflict(path, ours=found.get(_OURS, ""), theirs=found.get(_THEIRS, ""), base=found.get(_BASE, ""))
