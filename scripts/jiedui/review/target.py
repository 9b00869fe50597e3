"""The branch that a change is to be merged into, and what it will be then: it is merged first, and that is judged.

The forge checks out a change as it was written, or as it was merged some time ago. Two changes that are right alone
may be wrong together, and the second of them has to be told so.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from jiedui.review import git, trees
from jiedui.review.bases import merge_base
from jiedui.review.committed import CommittedTree
from jiedui.review.git import GitUnavailableError
from jiedui.review.joining import UnjoinedError, joined
from jiedui.review.thin import checked_out
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jiedui.review.joining import Conflict
    from jiedui.review.trigger import Trigger

_REMOTE = "origin"
_ZONES = ("refs/remotes/origin/", "refs/heads/")


class TargetMissingError(GitUnavailableError):
    """The branch to merge into is not there, and cannot be fetched; ``branch`` is its name, empty if nobody told it."""

    def __init__(self, branch: str) -> None:
        super().__init__(branch)
        self.branch = branch


class ConflictError(Exception):
    """The change and the branch to merge into contradict each other in the files of ``conflicts``."""

    def __init__(self, branch: str, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(branch)
        self.branch = branch
        self.conflicts = conflicts


class Merged(Struct, frozen=True, kw_only=True):
    """What main will be: the ``folder`` that was asked about is there. ``branch`` is what it was merged into.

    Where there is a ``source``, that has all of the ledger as Git keeps it: then only some of it lies in the folder,
    what the change has touched and what is in no household's folder.
    ``since`` is the full name of the commit that the change goes on from, empty where it is main itself, and ``base``
    that which main went on from, where the forge told it and it is here. ``fetched`` tells that the branch is as the
    forge has it now, if there is a forge, ``outdated`` that it brings other files beside the ledger: main may be judged
    by another program than runs here.
    """

    folder: Path
    source: CommittedTree | None = None
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
        with _checked_out(folder, head, "") as (place, source):
            base = asked.base if _is_here(folder, asked.base) else ""
            yield Merged(folder=place, source=source, branch=asked.target, base=base)
        return
    branch = asked.target or _default(folder)
    target = _target(folder, branch)
    if not asked.target and git.is_ancestor(folder, head, target.commit):  # main itself, as far as anybody can tell
        with _checked_out(folder, head, "") as (place, source):
            yield Merged(folder=place, source=source, branch=branch, fetched=target.fetched)
        return
    since = _queued_after(folder, asked) or target.commit
    try:
        with _checked_out(folder, head, since) as (place, source):
            outdated = _differs_beside(place, head)
            yield Merged(
                folder=place, source=source, branch=branch, since=since, fetched=target.fetched, outdated=outdated
            )
    except UnjoinedError as error:
        raise ConflictError(branch, error.conflicts) from None


class _Target(Struct, frozen=True):
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
    if not git.asks(folder, "check-ref-format", f"refs/heads/{branch}"):
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
        return git.asks(folder, *whole, git.revision(folder)) or git.asks(folder, *whole)
    return git.asks(folder, *command, *wanted)


def _is_here(folder: Path, name: str) -> bool:
    return bool(name) and git.asks(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")


def _queued_after(folder: Path, asked: Trigger) -> str:
    """Return the commit that a change in a queue is merged on: what the forge says or, of a merge, its first parent."""
    if not asked.queued:
        return ""
    if _is_here(folder, asked.base) and git.is_ancestor(folder, asked.base, "HEAD"):
        return asked.base
    return git.run(folder, "rev-parse", "HEAD^1").strip() if _is_here(folder, "HEAD^2") else ""


@contextmanager
def _checked_out(folder: Path, head: str, target: str) -> Iterator[tuple[Path, CommittedTree | None]]:
    """Give ``folder`` as it is at ``head`` merged with ``target``: here, where it is all that, or else elsewhere.

    Elsewhere most of it is only in the source that is given beside: see :func:`~jiedui.review.thin.checked_out`.
    """
    nothing_to_merge = not target or git.is_ancestor(folder, target, head)
    top = git.top(folder)
    if nothing_to_merge and git.is_clean(top) and git.is_whole(top):
        yield folder, None
        return
    if not nothing_to_merge:
        merge_base(folder, target)  # says why, where there is none
    commit = head if nothing_to_merge else joined(top, head, target)
    tree = _tree(folder, commit)
    with checked_out(folder, commit, target) as place:
        if not tree:
            yield place, None
            return
        place.mkdir(parents=True, exist_ok=True)  # of a ledger of households alone nothing may lie there
        with CommittedTree(place, tree) as source:
            yield place, source


def _tree(folder: Path, commit: str) -> str:
    try:
        return trees.tree(folder, commit)
    except GitUnavailableError:  # it has no such folder
        return ""


def _differs_beside(place: Path, head: str) -> bool:
    """Tell whether what was merged differs from ``head`` beside the ledger, which lies at ``place``."""
    if not place.is_dir() or not (inside := git.prefix(place)):
        return False
    return bool(git.run(git.top(place), "diff", "--name-only", head, "HEAD", "--", ".", f":!{inside}"))
