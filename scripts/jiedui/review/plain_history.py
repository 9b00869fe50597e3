"""Where Git keeps of a household in the clear what is sealed now: in the history, and in what nobody committed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiedui.records.sealing.token import PREFIX
from jiedui.records.sensitivity import SensitiveClass
from jiedui.review.git import GitUnavailableError, run

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

# What each record of a household says of a class.
_SAID = {SensitiveClass.IDENTITY: "name", SensitiveClass.CONTACT: "village"}
_TOKEN = re.escape(PREFIX)
_HEAD = re.compile(r"^[0-9a-f]{40,} blob [0-9]+$", re.MULTILINE)
# No record of a household is as large as this, in bytes.
_LARGE = 2**20


def plain_commits(root: Path, household: str, classes: Collection[SensitiveClass]) -> list[str]:
    """Return the commits, of all branches, that touch a household's record and say of the ``classes`` in the clear.

    Raises :class:`~jiedui.review.git.GitUnavailableError` where Git does not know the folder.
    """
    record = f":(glob,top)**/households/{household}/household.yml"
    commits = run(root, "log", "--all", "--full-history", "--format=%H", "--", record).split()
    if not commits:
        return []
    plain = ("-e", f"^{_line(classes)}", "--and", "--not", "-e", _TOKEN)
    try:
        said = run(root, "grep", "-l", "-z", "-E", *plain, *commits, "--", record)
    except GitUnavailableError:  # each of them is sealed
        return []
    found = {name.partition(":")[0] for name in said.split("\0")}
    return [commit for commit in commits if commit in found]


def plain_leftovers(root: Path, household: str, classes: Collection[SensitiveClass]) -> int:
    """Return how many texts of a household's record this clone still keeps in the clear that are in no branch.

    Such are what was staged and never committed, and commits that others took the place of.
    Raises :class:`~jiedui.review.git.GitUnavailableError` where Git does not know the folder.
    """
    every = run(
        root, "cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectname) %(objectsize)"
    ).splitlines()
    blobs = {name for kind, name, size in map(str.split, every) if kind == "blob" and int(size) < _LARGE}
    left = blobs - {line.partition(" ")[0] for line in run(root, "rev-list", "--all", "--objects").splitlines()}
    texts = _HEAD.split(run(root, "cat-file", "--batch", given="\n".join(left)))
    home = re.compile(rf"^id: {household}\b", re.MULTILINE)
    plain = re.compile(rf"^{_line(classes)}(?!{_TOKEN})", re.MULTILINE)
    return sum(bool(home.search(text) and plain.search(text)) for text in texts)


def _line(classes: Collection[SensitiveClass]) -> str:
    """Return how a line begins that says something of the classes; where neither is sealed the name is in the clear."""
    keys = [key for of, key in _SAID.items() if of in classes] or ["name"]
    return f"[ -]*({'|'.join(keys)}): "
