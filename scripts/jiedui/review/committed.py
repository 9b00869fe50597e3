"""The files of a ledger as Git holds them, whatever lies in its folder."""

from __future__ import annotations

import os
from functools import cached_property, lru_cache
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Self

from jiedui.records.files import MAX_BYTES
from jiedui.records.listing import FOLDER, LINK, FileListing, line
from jiedui.review import git
from jiedui.review.attributes import NAME, converts

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Collection
    from pathlib import Path
    from types import TracebackType

# So many files are asked for one by one; with more, all that lies in a tree is listed.
_FEW = 200
# So many digits has an id at the least.
_SHORTEST = 40
_NAME = NAME.encode()
_FILE = b"100"
# What the modes of Git begin with: of a link, and of another repository, whose folder is empty where it is not fetched.
_NO_FILES = {b"120": LINK, b"160": FOLDER}


class CommittedTree:
    """What the folder ``root`` of a ledger held as a tree of Git. To be used in a ``with`` statement.

    ``tree`` is the name of the folder's own tree: see :func:`~jiedui.review.trees.tree`. Files are read as a checkout
    would write them. Whoever asks for these ``paths`` alone says so: where they are few, no others are listed.

    Git is asked when anything of it is: that raises :class:`~jiedui.review.git.GitUnavailableError` where the tree is
    not there.
    """

    def __init__(self, root: Path, tree: str, paths: Collection[str] | None = None) -> None:
        self.root, self.tree = root, tree
        self._paths = frozenset() if paths is None or len(paths) > _FEW else frozenset(paths)
        self._answering: dict[int, subprocess.Popen[bytes]] = {}  # of each process: forks share no pipe

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if answering := self._answering.pop(os.getpid(), None):
            answering.communicate()

    @property
    def listing(self) -> FileListing:
        """What lay in the ledger; see :attr:`~jiedui.records.source.LedgerSource.listing`."""
        return self._listed[0]

    @cached_property
    def _listed(self) -> tuple[FileListing, list[bytes]]:
        return _listed(self.root, self.tree, self._paths)

    @cached_property
    def _converted(self) -> bool:
        return converts(self.root, self._listed[1])

    def read(self, path: str) -> bytes:
        """Return what a file says; see :meth:`~jiedui.records.source.LedgerSource.read`."""
        name = self.listing.file_id(path)
        if len(name) < _SHORTEST:  # it is no file
            raise FileNotFoundError(path)
        if self._converted:
            found = git.run_bytes(self.root, "cat-file", "--filters", f"--path={git.prefix(self.root)}{path}", name)
            return found[: MAX_BYTES + 1]
        asked, answer = self._pipes()
        asked.write(f"{name}\n".encode())
        asked.flush()
        said = answer.readline().split()
        if len(said) != len(("name", "kind", "size")):
            raise git.DamagedRepositoryError(name)
        return answer.read(int(said[-1]) + 1)[: min(int(said[-1]), MAX_BYTES + 1)]

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Return where Git is asked for files, and where it answers."""
        if os.getpid() not in self._answering:
            self._answering[os.getpid()] = git.asked(self.root, "cat-file", "--batch")
        answering = self._answering[os.getpid()]
        assert answering.stdin
        assert answering.stdout
        return answering.stdin, answering.stdout


@lru_cache(maxsize=1)  # who compares a ledger with a commit asks for the files of that more than once
def _listed(root: Path, tree: str, paths: frozenset[str]) -> tuple[FileListing, list[bytes]]:
    """Return what lies in a tree, and in which of its folders Git is told what becomes of files.

    With ``paths``, that is what lies there alone, and the folders around.
    """
    around = {str(folder / NAME) for path in paths for folder in PurePosixPath(path).parents}
    which = ("--", *sorted(around.union(paths))) if paths else ()
    said = git.run_bytes(root, "ls-tree", "-r", "-z", "--full-tree", tree, *which, GIT_LITERAL_PATHSPECS="1")
    told = said.split(b"\0")[:-1]
    if not told:
        return FileListing([]), []
    tab = told[0].index(b"\t")
    name = slice(len(b"100644 blob "), tab)
    if said.startswith(_FILE) + said.count(b"\0" + _FILE) == len(told):  # told of in as many characters each
        lines = [line(each[tab + 1 :], each[name]) for each in told]
    else:
        entries = (each.partition(b"\t") for each in told)
        lines = [line(path, _NO_FILES.get(about[:3]) or about.rpartition(b" ")[2]) for about, _, path in entries]
    named = (each.partition(b"\0")[0] for each in lines if _NAME in each)
    return FileListing(sorted(lines)), [path.rpartition(b"/")[0] for path in named if path.endswith(_NAME)]
