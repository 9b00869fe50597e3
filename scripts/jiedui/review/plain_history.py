"""Where the history of a ledger says of a household in the clear what is sealed now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.records.sealing.token import PREFIX
from jiedui.review.git import GitUnavailableError, run

if TYPE_CHECKING:
    from pathlib import Path


def plain_commits(root: Path, household: str) -> list[str]:
    """Return the commits, of all branches, that touch a household's record while nothing in it was sealed.

    Raises :class:`~jiedui.review.git.GitUnavailableError` where Git does not know the folder.
    """
    record = f":(glob,top)**/households/{household}/household.yml"
    commits = run(root, "log", "--all", "--format=%H", "--", record).split()
    if not commits:
        return []
    try:
        said = run(root, "grep", "-L", "-F", "-z", "-e", PREFIX, *commits, "--", record)
    except GitUnavailableError:  # each of them is sealed
        return []
    plain = {name.partition(":")[0] for name in said.split("\0")}
    return [commit for commit in commits if commit in plain]
