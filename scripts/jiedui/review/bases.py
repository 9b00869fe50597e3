"""Where two histories went their own ways: what a change is compared with."""

from __future__ import annotations

from functools import partial, reduce
from typing import TYPE_CHECKING

from jiedui.review import git
from jiedui.review.git import GitUnavailableError, HistoryCutError, NoCommonCommitError, OutsideGitError

if TYPE_CHECKING:
    from pathlib import Path


def merge_base(folder: Path, revision: str) -> str:
    """Return the full name of the commit from which ``revision`` and what is checked out went their own ways.

    Of two that were merged into each other there are several such commits: one is made of them that holds what each
    has got, on no branch. Where they contradict each other it is the first of them.

    Raises :class:`GitUnavailableError` where Git cannot answer: :class:`HistoryCutError` where that may be since a part
    of the history was never fetched, :class:`NoCommonCommitError` where there is no such commit,
    :class:`OutsideGitError` where there is no history.
    """
    if revision.startswith("-"):
        raise GitUnavailableError(revision)
    try:
        first, *more = git.run(folder, "merge-base", "--all", revision, "HEAD").split()
    except GitUnavailableError as error:
        if not (error.remedy or git.is_repository(folder)):
            raise OutsideGitError(revision) from error
        if git.is_shallow(folder):
            raise HistoryCutError(revision) from error
        if not str(error):  # both are known, which Git has no complaint about
            raise NoCommonCommitError(revision) from error
        raise
    if not more:
        return first
    from jiedui.review.joining import UnjoinedError, joined  # with all that it draws on: there is mostly one

    try:
        return reduce(partial(joined, folder), more, first)
    except (UnjoinedError, GitUnavailableError):
        return first
