"""Writing files whole or not at all: each is drafted in a hidden folder and takes its place in one step.

What the end of the machine leaves of a run is such a folder. It tells Git to ignore all that is in it, so that no
``git add`` takes it along, and the next run that writes to the same place removes it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from jiedui.records.alone import BusyError, alone

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from types import TracebackType

PREFIX = ".jiedui-draft-"
Content = str | bytes | None
"""What a file is to hold: a text, bytes, or nothing where it is to go."""
# Where no hold tells whether a run still lives, what is older than this many seconds is of none.
_LONG_AGO = 24 * 60 * 60


class ChangedMeanwhileError(Exception):
    """A file is not as it was when it was read; the exception's argument is the file. Nothing was written."""


class Staging:
    """The way of one run to put files below ``root``, where the drafts are. To be used in a ``with`` statement.

    A file keeps its mode and, where the machine lets it, its owner; a new one has what every new file has, and may be
    run where it is a script. Errors of the machine name the file that was to be written: nobody knows its draft.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder: Path | None = None
        self._drafted = 0
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        for left in self.root.glob(f"{PREFIX}*"):
            _remove(left)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def write_text(self, file: Path, text: str) -> bool:
        """Put ``text`` into ``file``; see :meth:`write_bytes`."""
        return self.write_bytes(file, text.encode("utf-8"))

    def write_bytes(self, file: Path, data: bytes) -> bool:
        """Put ``data`` into ``file``, making folders as needed; return whether anything changed."""
        with suppress(OSError):
            if file.read_bytes() == data:
                return False
        file.parent.mkdir(parents=True, exist_ok=True)
        with _naming(file):
            self._draft(file, data).replace(file)
        return True

    def write_all(
        self,
        contents: Mapping[Path, Content],
        new: Container[Path] = (),
        *,
        read: Mapping[Path, str | bytes] | None = None,
    ) -> None:
        """Put each content into its file, in the order given, or remove the file; after a failure all are as before.

        Only those that are ``new`` need not be there already, nor their folders. ``read`` are the contents that others
        were made of: where a file has another by now, raises :class:`ChangedMeanwhileError`.

        All are drafted first, so that a full disk stops the work before any file is changed.
        """
        drafts: dict[Path, Path] = {}
        before: dict[Path, bytes | None] = {}
        made: list[Path] = []
        try:
            for file, content in contents.items():
                with _naming(file):
                    made += _folders(file) if file in new else ()
                    before[file] = None if file in new and not file.exists() else file.read_bytes()
                    if content is not None:
                        drafts[file] = self._draft(file, _encoded(content))
            for file, content in (read or {}).items():
                if before[file] != _encoded(content):
                    raise ChangedMeanwhileError(file)
            for file in contents:
                with _naming(file):
                    if file in drafts:
                        drafts[file].replace(file)
                    else:
                        file.unlink()
        except BaseException:
            changed = [file for file in before if not (drafts[file].exists() if file in drafts else file.exists())]
            for draft in drafts.values():
                draft.unlink(missing_ok=True)  # on a full disk, room for what was there before
            for file in changed:
                with suppress(OSError):  # what can be put back is put back
                    self._put_back(file, before[file])
            for folder in reversed(made):
                with suppress(OSError):
                    folder.rmdir()
            raise

    def _put_back(self, file: Path, data: bytes | None) -> None:
        if data is None:
            file.unlink()
        else:
            self._draft(file, data).replace(file)

    def _draft(self, file: Path, data: bytes) -> Path:
        folder = self._folder = self._folder or self._made()
        draft = folder / str(self._drafted)
        self._drafted += 1
        draft.write_bytes(data)
        _liken(draft, file, script=data.startswith(b"#!"))
        return draft

    def _made(self) -> Path:
        """Return a new folder for drafts, held for as long as the run lives."""
        while True:
            folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=self.root))
            try:
                with ExitStack() as stack:
                    stack.enter_context(alone(folder))
                    stack.callback(_discard, folder)
                    (folder / ".gitignore").write_text("*\n", "utf-8")
                    self._stack.push(stack.pop_all())
            except (BusyError, FileNotFoundError):
                continue  # another run took it for one that was left, before it was held
            return folder


def _encoded(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _folders(file: Path) -> list[Path]:
    """Make the folders that a file lies in; return those that were not there, the outermost first."""
    missing = [folder for folder in reversed(file.parents) if not folder.exists()]
    file.parent.mkdir(parents=True, exist_ok=True)
    return missing


def _liken(draft: Path, file: Path, *, script: bool) -> None:
    """Give a draft the mode and the owner of the file whose place it takes, if there is one; else let a script run."""
    try:
        there = file.lstat()
    except FileNotFoundError:
        if script:  # by whoever may read it
            mode = draft.stat().st_mode
            draft.chmod(mode | (mode & 0o444) >> 2)
        return
    if file.is_symlink():
        return
    if hasattr(os, "chown"):
        with suppress(OSError):  # before the mode, of which a change of owner takes a part away
            os.chown(draft, there.st_uid, there.st_gid)
    draft.chmod(there.st_mode & 0o7777)


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error


def _remove(left: Path) -> None:
    """Remove a folder of drafts, unless the run that it is of still lives; what cannot be removed stays."""
    with suppress(OSError, BusyError), alone(left) as held:
        if held or time.time() - left.stat().st_mtime > _LONG_AGO:
            _discard(left)


def _discard(folder: Path) -> None:
    """Remove a folder of drafts; what tells Git to ignore them goes when they are gone."""
    for draft in folder.glob("[0-9]*"):
        draft.unlink()
    shutil.rmtree(folder, ignore_errors=True)
