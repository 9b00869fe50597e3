"""What lies in a ledger: the path of each file with the content id of what it says, in the order of the paths."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, insort
from os import fsdecode, fsencode
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# What stands in place of a content id.
FOLDER = b"folder"
"""A folder that nothing lies in."""
CLOSED = b"closed"
"""A folder that cannot be opened."""
UNREADABLE = b"unreadable"
"""A file that cannot be opened."""
LINK = b"link"
DEVICE = b"device"
"""A pipe, a socket, or whatever else is no file."""
NO_FILES = (b"", FOLDER, CLOSED, LINK, DEVICE)
"""What is said of a path where no file lies, be it nothing."""

# Of so many files what they are known by is kept at hand: to look one up in all lines is slow where these are many.
_NOTED = 64
# So many changes are entered one by one; with more, all lines are looked through.
_FEW = 200
# So many digits has an id that is made by SHA-1.
_SHA1 = 40
_DIGEST = 16
# A line is a path, this, and an id. No path holds it, and it comes before all that one may hold.
_BETWEEN = b"\0"
# Stands after each line but the last: no line ends with it, nor holds it.
_AFTER = b"\0\0"


class FolderEntry(NamedTuple):
    """One entry of a folder: its name, and whether it is a folder; ``what`` is its id, or what stands in its place."""

    name: str
    is_folder: bool
    what: bytes

    @property
    def is_file(self) -> bool:
        """Whether it is a file, which may be one that cannot be read."""
        return not self.is_folder and self.what not in (LINK, DEVICE)


class FileListing:
    """The files of a ledger, with what each says known by its content id.

    A content id is the name that Git gives to the bytes of a file. Bytes that differ in how their lines end may share
    one: that is no difference between records. Paths are seen from the ledger's root, ``/`` between the folders.
    """

    __slots__ = ("_asked", "_base", "_edited", "_id", "_packed", "lines")

    def __init__(self, lines: list[bytes]) -> None:
        """``lines`` are what :func:`line` makes, sorted."""
        self.lines = lines
        self._id = self._packed = b""
        # What was asked for last: of one file, or of some, several ask one after the other.
        self._asked: dict[bytes, bytes] = {}
        # Where it is another with a few edits: the lines of that, and the paths that alone may differ.
        self._base: list[bytes] | None = None
        self._edited: set[bytes] = set()

    @classmethod
    def of(cls, files: Mapping[bytes, bytes]) -> Self:
        """Return the listing of files with an id each; a path is as the machine has it."""
        return cls(sorted(map(line, files, files.values())))

    @classmethod
    def unpacked(cls, packed: bytes) -> Self:
        """Return the listing that another gave as :attr:`packed`."""
        found = cls(packed.split(_AFTER) if packed else [])
        found._packed = packed
        return found

    @property
    def packed(self) -> bytes:
        """All lines as one: it is kept and read in a tenth of the time that they take."""
        if not self._packed:
            self._packed = _AFTER.join(self.lines)
        return self._packed

    def entries(self, folder: str = "") -> Iterator[FolderEntry]:
        """Yield what lies in a folder (``""`` is the ledger itself), in the order of the names, without hidden ones."""
        for name, what in self.inside(fsencode(folder)).items():
            if name[:1] not in (b"", b"."):
                yield FolderEntry(fsdecode(name), what in (FOLDER, CLOSED), what)

    def inside(self, folder: bytes) -> dict[bytes, bytes]:
        """Return the ids of what lies in a folder by the names, as the machine has them, or what stands in their place.

        That is ``FOLDER`` also for a folder with something in it.
        """
        lines, prefix, found = self.lines, folder and folder + b"/", {}
        at, end = self._span(prefix)
        while at < end:
            path, _, what = lines[at].partition(_BETWEEN)
            name, stroke, _ = path[len(prefix) :].partition(b"/")
            if stroke:
                what = FOLDER
                at = bisect_left(lines, prefix + name + b"0", at, end)  # the character behind the stroke
            else:
                at += 1
            found[name] = what
        return found

    def is_closed(self, folder: str) -> bool:
        """Whether a folder cannot be opened."""
        return self.what(fsencode(folder)) == CLOSED

    def is_alone(self, path: str) -> bool:
        """Tell whether a file is there, and nothing else lies in its folder."""
        start = fsencode(path) + _BETWEEN
        folder, at = start[: start.rfind(b"/") + 1], bisect_left(self.lines, start)
        here, *others = self.lines[at : at + 2] or (b"",)
        if not here.startswith(start) or here[len(start) :] in NO_FILES:
            return False
        others += self.lines[at - 1 : at]
        self._note(start[:-1], here[len(start) :])
        return not [each for each in others if each.startswith(folder)]

    def file_id(self, path: str) -> str:
        """Return the content id of a file, or what stands in its place; ``""`` where there is none."""
        return self.what(fsencode(path)).decode()

    def folder_id(self, folder: str) -> bytes:
        """Return what all that lies below a folder is known by: the same for the same files at the same paths."""
        if not folder:
            self._id = self._id or _digest(self.packed)
            return self._id
        path = fsencode(folder)
        first, end = self._span(path + b"/")
        return _digest(_AFTER.join(self.lines[first:end]) or line(path, self.what(path)))

    def below(self, folder: str) -> dict[str, str]:
        """Return the files below a folder by their paths, each with its id or what stands in its place."""
        return {fsdecode(path): what.decode() for path, what in self.paths(fsencode(folder)).items()}

    def paths(self, folder: bytes = b"") -> dict[bytes, bytes]:
        """Return what :meth:`below` does, as the machine has it."""
        first, end = self._span(folder and folder + b"/")
        found = (each.partition(_BETWEEN) for each in self.lines[first:end])
        return {path: what for path, _, what in found}

    def changed(self, files: Mapping[bytes, bytes | None]) -> FileListing:
        """Return the listing in which some files have another id, are new or, with ``None``, are no longer there."""
        if not files:
            return self
        gone = {*files, *_folders(path for path, what in files.items() if what)}
        new = [line(path, what) for path, what in files.items() if what]
        if len(gone) > _FEW:
            return FileListing(sorted([each for each in self.lines if each.partition(_BETWEEN)[0] not in gone] + new))
        lines = self.lines.copy()
        for start in (path + _BETWEEN for path in gone):
            at = bisect_left(lines, start)
            if at < len(lines) and lines[at].startswith(start):
                del lines[at]
        for each in new:
            insort(lines, each)
        found = FileListing(lines)
        found._base, found._edited = self.lines, gone
        return found

    def differing(self, other: FileListing) -> set[str]:
        """Return the paths where something else lies, or nothing, in one of two listings."""
        if self.lines is other.lines:
            return set()
        if self._base is other.lines:
            return {fsdecode(path) for path in self._edited if self.what(path) != other.what(path)}
        return {fsdecode(each.partition(_BETWEEN)[0]) for each in {*self.lines}.symmetric_difference(other.lines)}

    def what(self, path: bytes) -> bytes:
        """Return the content id of a file, or what stands in its place; nothing where there is none."""
        what = self._asked.get(path)
        if what is None:
            start = path + _BETWEEN
            at = bisect_left(self.lines, start)
            there = at < len(self.lines) and self.lines[at].startswith(start)
            what = self.lines[at][len(start) :] if there else b""
            self._note(path, what)
        return what

    def _note(self, path: bytes, what: bytes) -> None:
        if len(self._asked) >= _NOTED:
            self._asked.clear()
        self._asked[path] = what

    def _span(self, prefix: bytes) -> tuple[int, int]:
        """Return where the lines begin and end that are below a folder, which its path and a stroke stand for."""
        if not prefix:
            return 0, len(self.lines)
        first = bisect_left(self.lines, prefix)
        return first, bisect_left(self.lines, prefix[:-1] + b"0", first)


def _digest(said: bytes) -> bytes:
    """Return what stands for many bytes: by SHA-256, which processors reckon themselves, in a quarter of the time."""
    return hashlib.sha256(said).digest()[:_DIGEST]


def line(path: bytes, what: bytes) -> bytes:
    """Return the line of a file, or of what stands in the place of one."""
    return path + _BETWEEN + what


def content_id(raw: bytes, like: str = "") -> str:
    """Return the name that Git gives to the bytes of a file: by SHA-1, or by SHA-256 where the name ``like`` is."""
    made = hashlib.sha256() if like and len(like) != _SHA1 else hashlib.sha1(usedforsecurity=False)
    made.update(b"blob %d\0" % len(raw))
    made.update(raw)
    return made.hexdigest()


def is_content(raw: bytes, known: str) -> bool:
    """Tell whether an id is that of a file's bytes, however their lines end."""
    return content_id(raw, known) == known or content_id(raw.replace(b"\r\n", b"\n"), known) == known


def _folders(paths: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the folders around some files: none of them is empty."""
    for path in paths:
        folder = path.rpartition(b"/")[0]
        while folder:
            yield folder
            folder = folder.rpartition(b"/")[0]
