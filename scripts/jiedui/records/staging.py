"""Writing files whole or not at all: each is drafted in a hidden folder and takes its place in one step.

What the end of the machine leaves of a run is such a folder. It tells Git to ignore all that is in it, so that no
``git add`` takes it along, and the next run that writes to the same place removes it, and undoes what was half done.
"""

from __future__ import annotations

import os
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from jiedui.records.alone import BusyError, alone
from jiedui.records.journal import NAME as JOURNAL
from jiedui.records.journal import Journal, Step, Undone, close, keep

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

PREFIX = ".jiedui-draft-"
Content = str | bytes | None
"""What a file is to hold: a text, bytes, or nothing where it is to go."""
# Where no hold tells whether a run still lives, what is older than this many seconds is of none.
_LONG_AGO = 24 * 60 * 60
# So many files are brought onto the disk itself one by one; of more the machine is asked for all that it still holds.
_MANY = 100
# A journal is there only while files take their places.
_SOON = 10 * 60


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
        self._process = os.getpid()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        undo_left(self.root)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def prepare(self) -> None:
        """Make the folder of drafts, in which processes that are forked from now on put theirs, too."""
        self._folder = self._folder or self._made()

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

        Those that are ``new`` must not be there yet; all others must. ``read`` are the contents that some were made of.
        Where a file has another by now, or somebody saves it at that moment, raises :class:`ChangedMeanwhileError`.

        All are drafted first, so that a full disk stops the work before any file is changed, and are on the disk itself
        when the first takes its place: where the power fails then, none is half there.
        """
        steps: list[Step] = []
        many = len(contents) > _MANY and hasattr(os, "sync")
        for file, content in contents.items():
            with _naming(file):
                kept = None if file in new else self._kept(file)
                data = b"" if content is None else _encoded(content)
                draft = None if content is None else self._draft(file, data, sure=not many)
                steps.append(Step.to(file, draft, data, kept))
        if many:
            os.sync()
        texts = read or {}
        for step in steps:
            if step.file in texts and not step.was(_encoded(texts[step.file])):
                raise ChangedMeanwhileError(step.file)
        with self._whole(steps):
            for step in steps:
                with _naming(step.file):
                    if not step.take():
                        raise ChangedMeanwhileError(step.file)

    @contextmanager
    def _whole(self, steps: Sequence[Step]) -> Iterator[None]:
        """Let all steps be done or none: what is raised in between undoes them, and where the run is killed, the next.

        The next tries again, too, to put back what would not go back.
        """
        folder, journal = self._folder, Journal.of(self.root, steps)
        if folder is None:
            yield
            return
        try:
            if len(steps) > 1:
                journal.write(folder)
            yield
            close(folder)
        except BaseException:
            journal.undo(undone := Undone())
            if undone.stuck:
                if len(steps) == 1:
                    journal.write(folder)
                raise
            close(folder)
            _clear(file for step in steps for file in (step.draft, step.kept))
            raise
        _clear(step.kept for step in steps)  # the drafts are where they belong

    def _kept(self, file: Path) -> Path:
        kept = self._free()
        keep(file, kept)
        return kept

    def _draft(self, file: Path, data: bytes, *, sure: bool = False) -> Path:
        draft = self._free()
        draft.write_bytes(data)
        if sure:
            with draft.open("rb+") as stream:
                os.fsync(stream.fileno())
        _liken(draft, file, script=data.startswith(b"#!"))
        return draft

    def _free(self) -> Path:
        """Return a place in the folder of drafts that nothing has yet."""
        folder = self._folder = self._folder or self._made()
        self._drafted += 1
        process = os.getpid()
        return folder / (str(self._drafted) if process == self._process else f"{process}{self._drafted:09}")

    def _made(self) -> Path:
        """Return a new folder for drafts, held for as long as the run lives."""
        import tempfile  # with all that it draws on: who only reads does not wait for it

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


def write_new(file: Path, data: bytes) -> bool:
    """Put ``data`` into a file that is not there yet, in a folder that is; return whether that was so.

    It is in its place at once, which costs half as much: for what nobody counts on before the run is over.
    """
    with suppress(FileExistsError, FileNotFoundError), _naming(file), file.open("xb") as stream:
        stream.write(data)
        return True
    return False


def _encoded(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _clear(files: Iterable[Path | None]) -> None:
    """Remove what steps that are over have no more use for, or leave it to the end of the run."""
    with suppress(OSError):
        for file in filter(None, files):
            file.unlink(missing_ok=True)


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


def undo_left(root: Path) -> Undone:
    """Undo what killed runs have half done below ``root``, and remove their drafts; runs that live are left alone."""
    undone = Undone()
    for folder in root.glob(f"{PREFIX}*"):
        if folder.is_symlink() or not folder.is_dir():
            continue  # what Git or somebody has put there under such a name may lead anywhere
        with suppress(OSError, BusyError), alone(folder) as held:
            journal = Journal.left(folder, root)
            # What is of the future was written by a clock that was wrong.
            if held or abs(time.time() - folder.stat().st_mtime) > (_SOON if journal else _LONG_AGO):
                if journal:
                    journal.undo(undone)
                if not undone.stuck:
                    close(folder)
                    _discard(folder)
    return undone


def _discard(folder: Path) -> None:
    """Remove a folder of drafts, if nothing is to be undone; what tells Git to ignore them goes when they are gone."""
    if (folder / JOURNAL).exists():
        return
    import shutil

    with suppress(OSError):
        for draft in folder.glob("[0-9]*"):
            draft.unlink()
        shutil.rmtree(folder, ignore_errors=True)
