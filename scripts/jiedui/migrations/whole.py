"""Writing many files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def write_all(texts: Mapping[Path, str]) -> None:
    """Put each text into its file, which is there already, in the order given; after a failure all are as before.

    All new texts are written beside their files first, so that a full disk stops the work before any file is changed.
    What is left of a run that the machine broke off goes.
    """
    drafts: dict[Path, Path] = {}
    before: dict[Path, bytes] = {}
    try:
        _clear(texts)
        for file, text in texts.items():
            with _naming(file):
                before[file] = file.read_bytes()
                drafts[file] = _draft(file, text.encode("utf-8"))
        for file, draft in drafts.items():
            with _naming(file):
                draft.replace(file)
    except BaseException:
        written = [file for file, draft in drafts.items() if not draft.exists()]
        _remove(drafts)  # on a full disk, room for what was there before
        for file in written:
            with suppress(OSError):  # what can be put back is put back
                drafts[file] = _draft(file, before[file])
                drafts[file].replace(file)
        raise
    finally:
        _remove(drafts)


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    """Let what the machine refuses name the file: nobody knows its draft."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error


def _draft(file: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        draft.chmod(file.stat().st_mode & 0o777)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _remove(drafts: Mapping[Path, Path]) -> None:
    for draft in drafts.values():
        draft.unlink(missing_ok=True)


def _clear(texts: Mapping[Path, str]) -> None:
    for folder in {file.parent for file in texts}:
        for draft in folder.glob(".*.????????"):
            if folder / draft.name[1:-9] in texts:
                draft.unlink()
