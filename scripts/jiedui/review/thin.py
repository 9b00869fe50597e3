"""A commit checked out for who looks at single files of it: most households of a ledger stay where Git keeps them."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.review import git
from jiedui.review.attributes import NAME
from jiedui.review.joining import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOUSEHOLDS = b"/households/"
_NAME = NAME.encode()


@contextmanager
def checked_out(folder: Path, commit: str, since: str) -> Iterator[Path]:
    """Give the folder that ``folder`` is at a commit, in a working tree of its own that is checked out there.

    Of the ledger in ``folder`` nothing lies there of households that is as it was at the commit ``since``: who reads
    all of the ledger reads it by :class:`~jiedui.review.committed.CommittedTree`. Without ``since`` that is nothing of
    any. Where the commit has no such folder, there is none.
    """
    top, prefix = git.top(folder), git.prefix(folder)
    with tempfile.TemporaryDirectory() as outside:
        tree = Path(outside) / "tree"
        try:
            git.run(top, *PLAIN, "worktree", "add", "--quiet", "--no-checkout", "--detach", str(tree), commit)
            wanted = b"".join(_wanted(top, commit, since, os.fsencode(prefix)))
            git.run(tree, "update-index", "-z", "--index-info", given=os.fsdecode(wanted))
            git.run(tree, "checkout-index", "--all", "--quiet")
            yield tree / prefix
        finally:
            git.asks(top, "worktree", "remove", "--force", str(tree))


def _wanted(top: Path, commit: str, since: str, prefix: bytes) -> Iterator[bytes]:
    """Yield the entries of the files that are to lie on the disk, as Git lists them."""
    names = ("diff", "--name-only", "--no-renames", "-z", since, commit)
    changed = {*git.run_bytes(top, *names).split(b"\0")} if since else set()
    for entry in git.run_bytes(top, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")[:-1]:
        if _HOUSEHOLDS in entry:
            path = entry[entry.index(b"\t") + 1 :]
            inside = path.startswith(prefix) and _HOUSEHOLDS in path[len(prefix) :]
            if inside and path not in changed and not path.endswith(_NAME):
                continue
        yield entry + b"\0"
