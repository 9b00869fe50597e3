"""What a folder held at a commit, as Git's trees have it, and how the files of now differ from that."""

from __future__ import annotations

import os
import posixpath
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Self

from jiedui.records.listing import content_id, is_content
from jiedui.review.git import DamagedRepositoryError, GitUnavailableError, prefix, run, top, whereabouts
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from jiedui.records.memo import Memo


class Unlike(NamedTuple):
    """What of a folder is not as Git's index has it, as paths from it.

    ``modified`` are the files that the index has and that are otherwise, or gone. Whatever it does not have is among
    the ``strange``, or lies in a folder that is; Git may have been told to ignore it. ``ids`` are what the index has of
    some of the ``modified`` that lie there.

    By the sum of the index, ``by``, the memo ``known`` knows how it differs from what it was compared with.
    """

    modified: frozenset[str]
    strange: frozenset[str]
    ids: Mapping[str, str] = MappingProxyType({})
    by: bytes = b""
    known: Memo | None = None

    @classmethod
    def of(
        cls, modified: Iterable[bytes], strange: Iterable[bytes], ids: Mapping[bytes, bytes], by: bytes, known: Memo
    ) -> Self:
        """Return what paths come to that are as the machine has them."""
        told = {os.fsdecode(path): what.decode() for path, what in ids.items()}
        return cls(frozenset(map(os.fsdecode, modified)), frozenset(map(os.fsdecode, strange)), told, by, known)


class Differing(Struct, frozen=True, kw_only=True):
    """How the files of a repository differ from a commit, as paths from a folder in it: ``../`` leads out of that.

    ``there`` are those that the commit holds, otherwise or no longer here; ``added`` are those that it does not hold.
    ``forgotten`` are those of ``there`` that lie here, but that Git was told to forget: nobody else gets them.
    """

    commit: str
    there: frozenset[str]
    added: frozenset[str]
    forgotten: frozenset[str] = frozenset()

    @property
    def paths(self) -> frozenset[str]:
        """Every file that differs."""
        return self.there | self.added


# So many paths are told to Git one by one; of more it looks at all.
_FEW = 200
# The letter of a file of which the index holds several sides.
_UNMERGED = "U"
# What makes a repository of a folder. Git tells of one inside another that it is there, and nothing of what it holds.
_OWN, _INNER = ".git", "/.git"
_EMPTY = (content_id(b""), content_id(b"", "0" * 64))
# With so many bytes, which its other bytes come to, an index ends; they are 0 where Git was told not to reckon that.
_SUM = 20


def index_sum(index: Path) -> bytes:
    """Return what the bytes of an index come to, as it says at its end; nothing where it does not."""
    try:
        with index.open("rb") as stream:
            stream.seek(-_SUM, os.SEEK_END)
            found = stream.read()
    except OSError:
        return b""
    return found if any(found) else b""


def differing(folder: Path, base: str, unlike: Unlike | None = None) -> Differing:
    """Return how the files of the repository differ from the commit ``base``, uncommitted and untracked ones included.

    A file under a new name is one that is gone and one that is added. Where somebody has just looked at what of
    ``folder`` is ``unlike`` Git's index, the rest of it is not looked at again.
    """
    whole, start = top(folder), prefix(folder)
    if unlike is None:
        return _seen(whole, start, base, _compared(whole, base), _untracked(whole))
    status = _by_index(whole, base, unlike, start)
    strange = _untracked_of(whole, [*_around(whole, start), *(f"{start}{path}" for path in unlike.strange)])
    return _seen(whole, start, base, _compared(whole, base) if status is None else status, strange)


def _by_index(whole: Path, base: str, unlike: Unlike, start: str) -> dict[str, str] | None:
    """Return by which letters files differ from a commit, where of ``start`` only those ``unlike`` do from the index.

    Nothing, where too many are to be asked for one by one, or the index holds several sides of one.
    """
    staged = _staged(whole, base, unlike)
    beside = ("--", ".", f":(exclude,literal){start}")
    suspect = {f"{start}{path}" for path in unlike.modified}.union(_compared(whole, *beside) if start else ())
    if len(suspect) > _FEW or _UNMERGED in staged.values():
        return None
    status = {path: letter for path, letter in staged.items() if path not in suspect}
    ids = {f"{start}{path}": what for path, what in unlike.ids.items()}
    told = {path: letter for path in suspect - staged.keys() if (letter := _letter(whole / path, ids.get(path, "")))}
    # Asked of a commit and of paths, Git 2.39 may take seconds in a large index; asked of the index, nothing.
    for against, paths in (((), suspect - staged.keys() - told.keys()), ((base,), suspect & staged.keys())):
        if paths:
            status |= _compared(whole, *against, "--", *sorted(paths), GIT_LITERAL_PATHSPECS="1")
    return status | told


def _staged(whole: Path, base: str, unlike: Unlike) -> dict[str, str]:
    """Return by which letters Git's index differs from a commit: it reads all of it, where that is not known."""
    if unlike.known is None:
        return _compared(whole, "--cached", base)
    name = b"staged %b %b" % (unlike.by, base.encode())
    found: dict[str, str] | None = unlike.known.get(name)
    if found is None:
        found = _compared(whole, "--cached", base)
        if index_sum(whereabouts(whole).staged) == unlike.by:
            unlike.known.put(name, found)
    return found


def _letter(file: Path, known: str) -> str:
    """Return by which letter a file differs from what the index has of it; nothing where Git has to say so.

    What it was told to add another time it has as an empty file, but not in what it compares.
    """
    if not known or known in _EMPTY:
        return ""
    try:
        return "" if is_content(file.read_bytes(), known) else "M"
    except OSError:
        return ""


def differing_tree(folder: Path, base: str, name: str) -> Differing:
    """Return how the files of ``folder`` alone differ from the tree ``name``, which it was elsewhere at ``base``."""
    import tempfile

    whole, start = top(folder), prefix(folder)
    with tempfile.TemporaryDirectory() as place:
        index = {"GIT_INDEX_FILE": f"{place}/.index"}
        _read_tree(folder, name, index)
        status = _compared(whole, "--", start or ".", **index)
        return _seen(whole, start, base, status, _untracked(whole, **index))


def differing_commit(folder: Path, base: str) -> Differing:
    """Return how the commit that is checked out differs from the commit ``base``, whatever lies in the working tree.

    Only what is forgotten has to lie there.
    """
    whole = top(folder)
    return _seen(whole, prefix(folder), base, _compared(whole, base, "HEAD"))


def _compared(whole: Path, *against: str, **environment: str) -> dict[str, str]:
    """Return the letters that Git has for the files that differ, by their paths from the top of the repository."""
    listed = _known(whole, "diff", "--name-status", "--no-renames", "-z", *against, **environment).split("\0")
    return dict(zip(listed[1::2], listed[::2], strict=False))


def _untracked(whole: Path, *paths: str, **environment: str) -> list[str]:
    command = ("ls-files", "--others", "--exclude-standard", "-z", "--", *paths)
    return _known(whole, *command, **environment).split("\0")[:-1]


def _untracked_of(whole: Path, paths: list[str]) -> list[str]:
    """Return the files that Git does not know of those at ``paths`` and below; of many, all that it does not know."""
    paths = [path for path in paths if path != _OWN]
    if len(paths) > _FEW or any(path.endswith(_INNER) for path in paths):
        return _untracked(whole)
    return _untracked(whole, *paths, GIT_LITERAL_PATHSPECS="1") if paths else []


def _around(whole: Path, start: str) -> Iterator[str]:
    """Yield all that lies beside the folder ``start`` and beside those that it lies in."""
    above = ""
    for step in start.split("/")[:-1]:
        yield from (f"{above}{each.name}" for each in (whole / above).iterdir() if each.name != step)
        above = f"{above}{step}/"


def _seen(whole: Path, start: str, base: str, status: dict[str, str], untracked: Iterable[str] = ()) -> Differing:
    """Return what differs as it is seen from the folder ``start``."""
    if "" in status:
        raise DamagedRepositoryError("the index names a file without a name")

    def seen(paths: Iterable[str]) -> frozenset[str]:
        return frozenset(posixpath.relpath(path, start or ".") for path in paths)

    there = seen(path for path, letter in status.items() if letter in "DMT")
    forgotten = seen(path for path, letter in status.items() if letter == "D" and os.path.lexists(whole / path))
    return Differing(commit=base, there=there, added=seen((*status, *untracked)) - there, forgotten=forgotten)


def tree(folder: Path, name: str, path: str | None = None) -> str:
    """Return the full name of the tree that ``folder`` was at the commit ``name``.

    ``path``, from the top of the repository, is where it lay then, if not where it lies now. Raises
    :class:`GitUnavailableError` where the commit, or the folder in it, is not there.
    """
    if not name.isalnum():
        raise GitUnavailableError(name)
    there = prefix(folder) if path is None else path
    return run(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}:{there}").strip()


def has_tree(folder: Path, name: str) -> bool:
    """Tell whether a tree is in the repository."""
    try:
        return bool(run(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{tree}}"))
    except GitUnavailableError:
        return False


def unpack(folder: Path, name: str, target: Path, paths: Iterable[str] | None = None) -> Path:
    """Write the files of ``folder`` as the tree ``name`` holds them below the folder ``target``; return where they are.

    ``paths``, seen from ``folder``, are the files to write in place of all. An index of its own is used: the branch,
    the index and the files of the repository are left alone. Raises :class:`GitUnavailableError` where the tree is not
    there, and :class:`DamagedRepositoryError` where one of the files in it is not.
    """
    index = {"GIT_INDEX_FILE": str(target.resolve() / ".index")}
    _read_tree(folder, name, index)
    # Asked from a folder of the working tree, Git writes that folder alone.
    which = ["--all"] if paths is None else ["--stdin", "-z"]
    into = f"--prefix={target.resolve().as_posix()}/"
    _known(folder, "checkout-index", *which, "--quiet", into, given="\0".join(paths or ()), **index)
    return target / prefix(folder)


def _known(folder: Path, *arguments: str, given: str = "", **environment: str) -> str:
    """Return what Git answers of what has to be there; raise :class:`DamagedRepositoryError` where it cannot."""
    try:
        return run(folder, *arguments, given=given, **environment)
    except GitUnavailableError as error:
        if error.remedy:
            raise
        raise DamagedRepositoryError(str(error)) from error


def _read_tree(folder: Path, name: str, index: dict[str, str]) -> None:
    """Put the files of a tree, as those of ``folder``, into an index of its own."""
    where = prefix(folder)
    run(folder, "read-tree", *([f"--prefix={where}"] if where else []), name, **index)
