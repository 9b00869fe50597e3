"""The folder of generated pages: written where something changed, emptied of what is stale, nothing else touched."""

from __future__ import annotations

import errno
import json
import os
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from jiedui.imprint import is_empty
from jiedui.records.alone import alone
from jiedui.records.staging import PREFIX, Staging, write_new
from jiedui.site.machine.stamp import stamp_of
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from jiedui.site.machine.stamp import FileStamp

MARKER = ".jiedui-pages"
# Of what each page was made, and how its file was left.
KEYS = ".jiedui-keys"
# What the check of the site made of them knows of their links.
LINKS = ".jiedui-links"
_MARK = "这个文件夹由 jiedui site 生成，里面的文件会被覆盖和删除。\n"


Content = str | bytes


class OutputFile(NamedTuple):
    """What is to be written: the place from the top of the folder, with ``/``, and the content."""

    path: str
    content: Content


class LateFile(NamedTuple):
    """The same, made by ``make`` when it is written, by whichever process does; ``None`` if it is none after all.

    ``made_of`` tells it from what it was of other records; without, it is made in every run.
    """

    path: str
    make: Callable[[], Content | None]
    made_of: str = ""

    @property
    def content(self) -> Content | None:
        """What is to be written."""
        return self.make()


AnyFile = OutputFile | LateFile


def refuse_foreign(folder: Path) -> None:
    """Raise ``OSError`` where a folder for pages holds other people's files: what is stale there is deleted."""
    if folder.exists() and not (folder / MARKER).is_file() and not is_empty(folder):
        raise OSError(errno.ENOTEMPTY, "文件夹里有别的文件，不能用来放生成的页面", str(folder))


class Output(Struct, dict=True):
    """One run of writing into ``folder``, to be used in a ``with`` statement.

    Raises ``OSError`` where the folder holds other people's files, and :class:`~jiedui.records.alone.BusyError` where
    another run writes into it.
    """

    folder: Path
    written: int = 0
    unchanged: int = 0
    deleted: int = 0
    kept: set[str] = field(default_factory=set)
    _before: dict[str, list[object]] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)
    _left: dict[str, list[object]] = field(default_factory=dict)
    _stack: ExitStack = field(default_factory=ExitStack)

    def __post_init__(self) -> None:
        self._staging = Staging(self.folder)

    def __enter__(self) -> Self:
        refuse_foreign(self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._stack.enter_context(alone(self.folder))
        self._stack.enter_context(self._staging)
        self.deleted += remove_links(self.folder)
        self._staging.prepare()
        self._staging.write_text(self.folder / MARKER, _MARK)
        self.kept |= {MARKER, KEYS, LINKS}
        self._before = _read_keys(self.folder / KEYS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            made = ((path, key) for path, key in self._keys.items() if path not in self._left)
            self._left |= {path: [key, *_stamp(self.folder, path)] for path, key in made}
            self._staging.write_text(self.folder / KEYS, json.dumps(self._left, sort_keys=True))
        self._stack.close()

    @property
    def knows_nothing(self) -> bool:
        """Whether no earlier run has left anything that might be kept."""
        return not self._before

    def keeps(self, path: str, key: str) -> bool:
        """Keep what an earlier run made of the same, by its ``key``, and nobody has touched since; tell whether it is.

        No key is that of nothing. What is not kept is to be written with the key.
        """
        known = self._before.get(path)
        if not key or known is None or known != [key, *_stamp(self.folder, path)]:
            return False
        self._take(path, key)
        self._left[path] = known
        self.unchanged += 1
        return True

    def text(self, path: str) -> str:
        """Return what the page at ``path`` says that is kept."""
        return (self.folder / path).read_text("utf-8")

    def put(self, path: str, content: Content) -> bool:
        """Put ``content`` at ``path`` (from the folder, with ``/``), bytes as they are; return whether it changed.

        Any process forked from that of the run may do so; the run's own is then to be told by :meth:`took`.
        """
        data = content.encode("utf-8") if isinstance(content, str) else content
        file = self.folder / path
        # Of a new page that a run leaves half written there is no key: the next run makes it anew.
        return write_new(file, data) or self._staging.write_bytes(file, data)

    def took(self, path: str, key: str = "", *, written: bool) -> None:
        """Know of what :meth:`put` has done; a path once in a run.

        ``key`` is what it was made of, for a later run's :meth:`keeps`.
        """
        self._take(path, key)
        self._count(written=written)

    def write(self, path: str, content: Content, key: str = "") -> None:
        """Do both."""
        self._take(path, key)
        self._count(written=self.put(path, content))

    def _count(self, *, written: bool) -> None:
        self.written += written
        self.unchanged += not written

    def _take(self, path: str, key: str) -> None:
        if path in self.kept:
            raise ValueError(f"page written twice: {path}")
        self.kept.add(path)
        if key:
            self._keys[path] = key

    def delete_stale(self) -> None:
        """Delete every file that this run did not write, and the folders left empty."""
        self.leave_only(self.kept.__contains__)

    def leave_only(self, keeps: Callable[[str], bool]) -> None:
        """Delete what is not to be kept; see :func:`leave_only`."""
        self.deleted += leave_only(self.folder, keeps)


def _nothing(_path: str) -> bool:
    return False


def leave_only(folder: Path, keeps: Callable[[str], bool], passes: Callable[[str], bool] = _nothing) -> int:
    """Delete the files of a folder that are not to be kept, by their places from its top, and what is left empty.

    Drafts of a run that still lives stay, and so does what it ``passes`` by, with all that is in it. Return how many
    files were deleted.
    """
    deleted = 0
    for parent, folders, files in os.walk(folder, topdown=False):
        here = Path(parent)
        top = "" if here == folder else f"{here.relative_to(folder).as_posix()}/"
        if here.name.startswith(PREFIX) or passes(top):
            continue
        for name in files:
            if not keeps(f"{top}{name}") and not passes(f"{top}{name}"):
                (here / name).unlink()
                deleted += 1
        for name in folders:
            if not passes(f"{top}{name}") and not any((here / name).iterdir()):
                (here / name).rmdir()
    return deleted


def remove_links(folder: Path, passes: Callable[[str], bool] = _nothing) -> int:
    """Remove symbolic links before anything is written, so that nothing is written through them; return how many.

    What it ``passes`` by, by its own name, is not looked into.
    """
    deleted, folders = 0, [str(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:  # which knows of each without asking for it
            found = list(entries)
        for entry in found:
            if passes(entry.name):
                continue
            if entry.is_symlink():
                Path(entry.path).unlink()
                deleted += 1
            elif entry.is_dir():
                folders.append(entry.path)
    return deleted


def _stamp(folder: Path, path: str) -> FileStamp | tuple[()]:
    """Return the stamp of a file, where there is one."""
    with suppress(OSError):
        return stamp_of(os.stat(f"{folder}/{path}"))  # noqa: PTH116  (objects for paths, of ten thousand, take as long)
    return ()


def _read_keys(file: Path) -> dict[str, list[object]]:
    """Return what an earlier run said of its pages; nothing where it cannot be read."""
    with suppress(OSError, ValueError):
        found = json.loads(file.read_text("utf-8"))
        return found if isinstance(found, dict) else {}
    return {}
