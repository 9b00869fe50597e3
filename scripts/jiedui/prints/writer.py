"""Writing printable files into a folder: one kind of print at a time, nothing of another origin touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.browser import print_pdfs
from jiedui.prints.document import MARKER, Document
from jiedui.records.alone import alone
from jiedui.records.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

INDEX = "index.html"


class ForeignFileError(Exception):
    """A file stands in the way that was not made here; it is the exception's only argument."""


def write_documents(out: Path, index: str, documents: Iterable[Document]) -> list[Path]:
    """Write the ``index`` page and the documents below ``out``; return the files, the index first.

    Afterwards ``out`` holds the prints of this run alone: pages of earlier runs, and the PDF files beside them, are
    removed, any other file is left as it is. Raises :class:`ForeignFileError`, before anything is written, where a file
    of another origin would be overwritten, and :class:`~jiedui.records.alone.BusyError` where another run writes there.
    """
    texts = {out / INDEX: index, **{out / item.path: item.html for item in documents}}
    refuse_foreign(texts)
    for stale in _earlier(out):
        stale.with_suffix(".pdf").unlink(missing_ok=True)  # made from the page, which changes now
        if stale not in texts:
            stale.unlink()
            if stale.parent != out and not any(stale.parent.iterdir()):
                stale.parent.rmdir()
    out.mkdir(parents=True, exist_ok=True)
    with alone(out), Staging(out) as staging:
        for file, text in texts.items():
            staging.write_text(file, text)
    return list(texts)


def refuse_foreign(files: Iterable[Path]) -> None:
    """Raise :class:`ForeignFileError` where a page, or the PDF beside it, would be written over that is of others."""
    for file in files:
        if file.exists() and not _made_here(file):
            raise ForeignFileError(file)
        if not file.exists() and (pdf := file.with_suffix(".pdf")).exists():
            raise ForeignFileError(pdf)


def write_pdfs(files: Iterable[Path], browser: str) -> Iterator[Path]:
    """Print each page into a PDF beside it; yield each as it is done.

    Raises :class:`~jiedui.browser.BrowserFailedError`.
    """
    yield from print_pdfs(browser, [(file, file.with_suffix(".pdf")) for file in files])


def _earlier(out: Path) -> list[Path]:
    """Return the pages of an earlier run: those that carry the marker, at most one folder down. No link is followed."""
    if not out.is_dir():
        return []
    folders = [out, *(folder for folder in out.iterdir() if folder.is_dir() and not folder.is_symlink())]
    return [file for folder in folders for file in sorted(folder.glob("*.html")) if _made_here(file)]


def _made_here(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open(encoding="utf-8", errors="replace") as stream:
        return MARKER in stream.read(2000)
